import type { RequestContext } from "#platform/http/request-context.ts";
import type { MonitorFigures } from "../../contract/monitor.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { bucketStart, nextBucket } from "../search/time-buckets.ts";
import { usualRange } from "../search/usual-range.ts";
import { findMonitorRow } from "./monitor-store.ts";
import {
  addTones,
  countMonitorHours,
  countMonitorOutlets,
  firstMonitorHour,
  type MonitorOutletSum,
  noTones,
} from "./monitor-sums.ts";
import { withMonitors } from "./monitor-tables.ts";

const shownOutlets = 12;

/**
 * A member sees how much a monitor found in the last days, when, where and in which tone, against what is usual.
 * @throws AppError `not_found`
 */
export async function getMonitorFigures(
  {
    db: platformDb,
    workspaceId,
    membership,
    now,
  }: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  { id, days }: { id: string; days: number },
): Promise<MonitorFigures> {
  const db = withMonitors(platformDb);
  await findMonitorRow(db, workspaceId, id);
  const lastHour = Math.floor(now().getTime() / hourMs) * hourMs;
  const span = { from: lastHour + hourMs - days * dayMs, until: lastHour + hourMs };
  const past = { from: span.from - Math.max(28, 7 * days) * dayMs, until: span.until };
  const hours = (await countMonitorHours(db, workspaceId, [id], past)).get(id) ?? [];
  const first = await firstMonitorHour(db, workspaceId, id);
  const lastShare = Math.min(1, (now().getTime() - lastHour) / hourMs);
  const byHour = new Map(hours.map(({ at, total }) => [at, total]));
  const usual = first === null ? null : usualRange(byHour, first, { ...span, lastShare });
  const bucket = days <= 3 ? "hour" : "day";
  const histogram: MonitorFigures["histogram"] = [];
  const { zone } = membership;
  let at = bucketStart(span.from, bucket, zone);
  let next = 0;
  const inside = hours.filter((hour) => hour.at >= span.from);
  while (at < span.until) {
    const end = nextBucket(at, bucket, zone);
    const entry = {
      at: new Date(at).toISOString(),
      count: 0,
      tones: noTones,
      usualHigh: null as number | null,
    };
    for (let hour = inside[next]; hour && hour.at < end; hour = inside[next]) {
      entry.count += hour.total;
      entry.tones = addTones(entry.tones, hour.tones);
      next += 1;
    }
    if (bucket === "hour") entry.usualHigh = usual?.highByHour.get(at) ?? null;
    histogram.push(entry);
    at = end;
  }
  const sums = await countMonitorOutlets(db, workspaceId, [id], span);
  const before = hours.filter((hour) => hour.at < span.from && hour.at >= span.from - days * dayMs);
  return {
    from: new Date(span.from).toISOString(),
    until: new Date(span.until).toISOString(),
    bucket,
    total: inside.reduce((sum, hour) => sum + hour.total, 0),
    tones: inside.reduce((sum, hour) => addTones(sum, hour.tones), noTones),
    totalBefore: before.reduce((sum, hour) => sum + hour.total, 0),
    usual: usual && { low: usual.low, high: usual.high, basis: usual.basis, samples: usual.samples },
    histogram,
    outlets: outletsOf(sums).slice(0, shownOutlets),
    channels: channelsOf(sums),
  };
}

function outletsOf(sums: readonly MonitorOutletSum[]): MonitorFigures["outlets"] {
  const outlets = new Map<string, MonitorFigures["outlets"][number]>();
  for (const sum of sums) {
    const known = outlets.get(sum.outletKey) ?? { value: sum.outlet, count: 0, tones: noTones };
    outlets.set(sum.outletKey, {
      ...known,
      count: known.count + sum.total,
      tones: addTones(known.tones, sum.tones),
    });
  }
  return [...outlets.values()].sort(byCount);
}

function channelsOf(sums: readonly MonitorOutletSum[]): MonitorFigures["channels"] {
  const channels = new Map<string, number>();
  for (const { channel, total } of sums) channels.set(channel, (channels.get(channel) ?? 0) + total);
  return [...channels].map(([value, count]) => ({ value, count })).sort(byCount);
}

const byCount = (a: { value: string; count: number }, b: { value: string; count: number }): number =>
  b.count - a.count || (a.value < b.value ? -1 : 1);
