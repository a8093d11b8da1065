import type { Zone } from "#shared/ids.ts";
import type { SentSpikeDetail } from "../../contract/spike.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import type { SpikeDb, SpikeRow } from "./spike-tables.ts";
import { firstHour, readTimes, type SpikeMemory, usualOf, type VolumeSource } from "./spike-volumes.ts";
import { windowHours } from "./spike-windows.ts";

const minuteMs = 60_000;
/** Beyond what one of a thousand bars reaches by chance a count is drawn as more than usual. */
const drawnChance = 1e-3;
const mostBars = 120;
const barMinutes = 15;

/**
 * The counts around a spike against what was usual before it: by quarters of an hour from six hours before it while it is
 * short, else by hours.
 */
export async function drawSpike(
  db: SpikeDb,
  row: SpikeRow,
  source: VolumeSource,
  { zone, now }: { zone: Zone; now: number },
): Promise<Pick<SentSpikeDetail, "bucket" | "histogram">> {
  const workspaceId = row.workspace_id;
  const start = row.started_at.getTime();
  const end = Math.min(now, (row.ended_at ?? new Date(now)).getTime() + 6 * hourMs);
  const isShort = (end - start + 6 * hourMs) / (barMinutes * minuteMs) <= mostBars;
  const minutes = isShort ? barMinutes : 60;
  const size = minutes * minuteMs;
  const from = Math.floor((start - (isShort ? 6 * hourMs : dayMs)) / size) * size;
  const until = Math.min(end, from + 14 * dayMs);
  const { known } = await readTimes(db, workspaceId, source, { from: from - 1, until });
  const memory: SpikeMemory = new Map();
  const past = (await firstHour(db, workspaceId, start)) ?? from;
  const usual = (await usualOf(memory, workspaceId, source, { from: past, now: start, zone, prior: null }))(
    start,
  );
  const counts = new Map<number, number>();
  for (const at of Array.from(known)) {
    const bar = Math.floor(at / size) * size;
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  const histogram: SentSpikeDetail["histogram"] = [];
  for (let at = from; at <= until; at += size) {
    const window = windowHours(at + size, minutes, zone);
    const isKnown = usual.pastHours > 0;
    histogram.push({
      at: new Date(at).toISOString(),
      count: counts.get(at) ?? 0,
      expected: isKnown ? usual.mean(window) : 0,
      high: isKnown ? usual.limit(drawnChance, window) - 1 : 0,
    });
  }
  return { bucket: isShort ? "minutes" : "hour", histogram };
}
