import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { notFound } from "#shared/app-error.ts";
import { withAlerts } from "./alert-tables.ts";
import { confirmAttempt } from "./claim-message.ts";
import type { MessageContent } from "./message-content.ts";
import { holdPerson } from "./person-store.ts";
import { type SendParts, sendMessage } from "./send-messages.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "now" | "locale"> & {
  membership: Pick<RequestContext["membership"], "name">;
};

/** Of a test there is one attempt. */
const noMoreTries = 100;

/**
 * Somebody sends themselves a test message and learns at once whether it arrived. What arrives opens a way that was not
 * proven, or was paused.
 * @throws AppError `not_found` for a receiver of somebody else
 */
export async function testAlertChannel(
  context: Context,
  { to }: { to: string },
  parts: SendParts,
): Promise<{ isArrived: boolean; detail: string | null }> {
  const { db, workspaceId, now } = context;
  const { userId } = signedIn(context);
  const receiver =
    to === "mail"
      ? null
      : await withAlerts(db)
          .selectFrom("listen.alert_receiver")
          .selectAll()
          .where("workspace_id", "=", workspaceId)
          .where("user_id", "=", userId)
          .where("id", "=", to)
          .where("removed_at", "is", null)
          .executeTakeFirst();
  if (receiver === undefined) throw notFound("receiver");
  const content: MessageContent = {
    office: context.membership.name,
    reason: "test",
    alertCount: 0,
    mentionCount: 0,
    alerts: [],
  };
  const message = await withAlerts(db)
    .insertInto("listen.alert_message")
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      user_id: userId,
      target: to,
      reason: "test",
      alerts: 0,
      mentions: 0,
      content: JSON.stringify(content),
      state: "sending",
      tries: noMoreTries,
      created_at: now(),
      next_try_at: now(),
      leased_until: sql`'infinity'`,
      sent_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const attempt = await sendMessage(parts, message, receiver);
  await confirmAttempt(db, message, receiver, attempt, now());
  if (receiver === null && attempt.isArrived)
    await db.transaction().execute(async (tx) => {
      await holdPerson(tx, { workspaceId, userId });
      await withAlerts(tx)
        .updateTable("listen.alert_person")
        .set({ mail_verified_at: now() })
        .where("workspace_id", "=", workspaceId)
        .where("user_id", "=", userId)
        .execute();
    });
  return { isArrived: attempt.isArrived, detail: attempt.error };
}
