import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { notFound } from "#shared/app-error.ts";
import { withAlerts } from "./alert-tables.ts";

/**
 * Somebody wants to hear nothing more of what an alert is about for some hours; 0 = hear of it again. What comes
 * meanwhile is told in one after that.
 * @throws AppError `not_found`
 */
export async function snoozeAlert(
  context: Pick<RequestContext, "db" | "workspaceId" | "principal" | "now">,
  { id, hours }: { id: string; hours: number },
): Promise<{ snoozedUntil: string | null }> {
  const { db, workspaceId, now } = context;
  const { userId } = signedIn(context);
  const until = hours === 0 ? null : new Date(now().getTime() + hours * 3_600_000);
  await db.transaction().execute(async (tx) => {
    const alerts = withAlerts(tx);
    const alert = await alerts
      .selectFrom("listen.alert")
      .select("thread_id")
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!alert) throw notFound("alert");
    await alerts
      .updateTable("listen.alert_thread")
      .set({ snoozed_until: until })
      .where("id", "=", alert.thread_id)
      .execute();
    // What is already there and not told waits with it.
    const ofThread = alerts.selectFrom("listen.alert").select("id").where("thread_id", "=", alert.thread_id);
    await alerts
      .updateTable("listen.alert_target")
      .set({ due_at: until ?? now() })
      .where("alert_id", "in", ofThread)
      .where("message_id", "is", null)
      .execute();
    await announceLive(tx, workspaceId, { type: "alerts" });
  });
  return { snoozedUntil: until?.toISOString() ?? null };
}
