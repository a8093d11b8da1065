import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { withAlerts } from "./alert-tables.ts";
import { countUnreadAlerts } from "./list-alerts.ts";

type Reader = Pick<RequestContext, "db" | "workspaceId" | "principal" | "now">;

/** Somebody has read alerts of theirs, so that nobody need be called in for them; those of others are left alone. */
export async function markAlertsRead(
  context: Reader,
  { ids }: { ids: readonly string[] | "all" },
): Promise<{ unread: number }> {
  const { db, workspaceId, now } = context;
  const { userId } = signedIn(context);
  await db.transaction().execute(async (tx) => {
    let update = withAlerts(tx)
      .updateTable("listen.alert")
      .set({ read_at: now() })
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .where("read_at", "is", null);
    if (ids !== "all") update = update.where("id", "in", ids);
    await update.execute();
    await announceLive(tx, workspaceId, { type: "alerts" });
  });
  return { unread: await countUnreadAlerts(context) };
}
