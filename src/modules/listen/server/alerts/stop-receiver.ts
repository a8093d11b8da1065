import type { Tx } from "#platform/db/database.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { withAlerts } from "./alert-tables.ts";

/** Lets go of what waits for a receiver that takes nothing more. */
export async function stopReceiver(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const alerts = withAlerts(tx);
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
}
