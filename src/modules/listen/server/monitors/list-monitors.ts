import type { RequestContext } from "#platform/http/request-context.ts";
import type { MonitorLine } from "../../contract/monitor.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { selectMonitors } from "./monitor-store.ts";
import { addTones, countMonitorHours, type MonitorSum, noTones } from "./monitor-sums.ts";
import { withMonitors } from "./monitor-tables.ts";

const sparkHours = 6;

/** A member sees what the office keeps an eye on, and how much of it there was lately. */
export async function listMonitors({
  db: platformDb,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ items: MonitorLine[] }> {
  const db = withMonitors(platformDb);
  const monitors = await selectMonitors(db, workspaceId);
  // To the end of this hour, so that what has just come in counts.
  const until = Math.floor(now().getTime() / hourMs) * hourMs + hourMs;
  const hours = await countMonitorHours(
    db,
    workspaceId,
    monitors.map(({ id }) => id),
    { from: until - 14 * dayMs, until },
  );
  return {
    items: monitors.map((monitor) => ({ ...monitor, ...lately(hours.get(monitor.id) ?? [], until) })),
  };
}

function lately(
  hours: readonly MonitorSum[],
  until: number,
): Pick<MonitorLine, "lastDay" | "lastWeek" | "weekBefore" | "tones" | "sparkline"> {
  const weekStart = until - 7 * dayMs;
  const sparkline = Array.from({ length: (7 * dayMs) / (sparkHours * hourMs) }, () => 0);
  const sums = { lastDay: 0, lastWeek: 0, weekBefore: 0, tones: noTones };
  for (const hour of hours) {
    if (hour.at < weekStart) {
      sums.weekBefore += hour.total;
      continue;
    }
    sums.lastWeek += hour.total;
    sums.tones = addTones(sums.tones, hour.tones);
    if (hour.at >= until - dayMs) sums.lastDay += hour.total;
    const at = Math.floor((hour.at - weekStart) / (sparkHours * hourMs));
    sparkline[at] = (sparkline[at] ?? 0) + hour.total;
  }
  return { ...sums, sparkline };
}
