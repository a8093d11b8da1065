import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { notFound } from "#shared/app-error.ts";
import type { AlertReceiver } from "../../contract/alert.ts";
import { withAlerts } from "./alert-tables.ts";
import { stopReceiver } from "./stop-receiver.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">;

/**
 * Somebody removes a webhook, a Telegram chat or a browser of their own: its secret is destroyed, rules no longer name
 * it, and what waits for it is not sent.
 * @throws AppError `not_found`
 */
export async function removeAlertReceiver(
  context: Context,
  { id }: { id: string },
  kinds: readonly AlertReceiver["kind"][] = ["webhook", "telegram"],
): Promise<void> {
  const { workspaceId, actor, now } = context;
  const { userId } = signedIn(context);
  await context.db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    const removed = await alerts
      .updateTable("listen.alert_receiver")
      .set({ removed_at: now(), sealed: "", end_reason: null })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .where("id", "=", id)
      .where("kind", "in", kinds)
      .where((eb) => eb.or([eb("removed_at", "is", null), eb("end_reason", "is not", null)]))
      .returning("name")
      .executeTakeFirst();
    if (!removed) throw notFound("receiver");
    await alerts
      .updateTable("listen.alert_rule")
      .set({ receiver_ids: sql`array_remove(receiver_ids, ${id}::uuid)` })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .execute();
    await stopReceiver(tx, workspaceId, id);
    const facts = {
      action: "alert_receiver.removed",
      subjectKind: "alert_receiver",
      subjectId: id,
      details: { name: removed.name },
    };
    await recordAudit(tx, workspaceId, actor, facts, now());
  });
}
