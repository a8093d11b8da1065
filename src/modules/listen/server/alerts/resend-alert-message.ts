import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { withAlerts } from "./alert-tables.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">;

/**
 * An officer has a message of theirs sent once more: the same words under the same number, so that a receiver that has
 * it already can tell. A paused receiver is tried at once.
 * @returns the way it goes
 * @throws AppError `not_found`; conflict `listen.alert_on_its_way`
 */
export async function resendAlertMessage(context: Context, { id }: { id: string }): Promise<string> {
  const { workspaceId, actor, now } = context;
  const { userId } = signedIn(context);
  return context.db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    const message = await alerts
      .selectFrom("listen.alert_message as message")
      .select(["message.target", "message.state"])
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .where("id", "=", id)
      .where("target", "<>", "desk")
      .forUpdate()
      .executeTakeFirst();
    if (!message) throw notFound("message");
    if (message.state === "sending") throw new AppError("conflict", "listen.alert_on_its_way");
    if (message.target !== "mail") {
      const receiver = await alerts
        .updateTable("listen.alert_receiver")
        .set({ paused_until: null })
        .where("id", "=", message.target)
        .where("removed_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      if (!receiver) throw notFound("receiver");
    }
    await alerts
      .updateTable("listen.alert_message")
      .set({ state: "waiting", tries: 0, next_try_at: now(), sent_at: null })
      .where("id", "=", id)
      .execute();
    const facts = { action: "alert_message.resent", subjectKind: "alert_message", subjectId: id };
    await recordAudit(tx, workspaceId, actor, facts, now());
    return message.target;
  });
}
