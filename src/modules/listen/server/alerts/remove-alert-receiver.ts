import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { notFound } from "#shared/app-error.ts";
import { withAlerts } from "./alert-tables.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">;

/**
 * An officer removes a webhook or a Telegram chat of their own: its secret is destroyed, rules no longer name it, and
 * what waits for it is not sent.
 * @throws AppError `not_found`
 */
export async function removeAlertReceiver(context: Context, { id }: { id: string }): Promise<void> {
  const { workspaceId, actor, now } = context;
  const { userId } = signedIn(context);
  await context.db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    const removed = await alerts
      .updateTable("listen.alert_receiver")
      .set({ removed_at: now(), sealed: "" })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .where("id", "=", id)
      .where("removed_at", "is", null)
      .returning("name")
      .executeTakeFirst();
    if (!removed) throw notFound("receiver");
    await alerts
      .updateTable("listen.alert_rule")
      .set({ receiver_ids: sql`array_remove(receiver_ids, ${id}::uuid)` })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .execute();
    await alerts
      .deleteFrom("listen.alert_target")
      .where("target", "=", id)
      .where("message_id", "is", null)
      .execute();
    await alerts
      .updateTable("listen.alert_message")
      .set({ state: "failed" })
      .where("target", "=", id)
      .where("state", "=", "waiting")
      .execute();
    await withdrawNotice(tx, workspaceId, `alert-receiver:${id}`);
    const facts = {
      action: "alert_receiver.removed",
      subjectKind: "alert_receiver",
      subjectId: id,
      details: { name: removed.name },
    };
    await recordAudit(tx, workspaceId, actor, facts, now());
  });
}
