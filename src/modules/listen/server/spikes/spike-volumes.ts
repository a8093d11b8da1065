import { type RawBuilder, sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import type { SpikeKind } from "../../contract/spike.ts";
import { dayMs, hourMs } from "../mentions/mention-counts.ts";
import { type KnownHours, learnEveryHours, learnUsual, shapeOf, type Usual } from "./learn-usual.ts";
import type { SpikeDb } from "./spike-tables.ts";
import type { WatchedVolume } from "./watch-volume.ts";

/** How far back the usual is learned from. Days. */
const longestPastDays = 70;
/** What arrives later than this after it was published corrects figures and raises no alarm. Milliseconds. */
const latestMs = 6 * hourMs;
/** Days with less than this share of a usual day are before the desk began to listen. */
const leastDay = 0.1;

export const instant = (ms: number): RawBuilder<Date> => sql`${new Date(ms).toISOString()}::timestamptz`;

/** A volume that may be watched: what it is of, and which rows count. */
export type VolumeSource = {
  kind: SpikeKind;
  subject: string;
  name: string;
  /** Changes when its past does: what was learned from it is then learned anew. */
  version: string;
  /** Selects `published_at` and `mention_id` of the workspace's mentions in a span. */
  mentions(from: number, until: number): RawBuilder<unknown>;
  /** Mentions by hour, without those of a day only. */
  hours(from: number, until: number): Promise<Map<number, number>>;
};

/** What was learned of a workspace's volumes, for as long as it holds. */
export type SpikeMemory = Map<string, { slot: number; usuals: Map<string, Usual>; from: number | null }>;

/** The first hour from which on the desk has listened; null before it has heard anything. */
export async function firstHour(db: SpikeDb, workspaceId: string, now: number): Promise<number | null> {
  const { rows } = await sql<{ at: Date; count: string }>`
    select at, count from listen.mention_total
    where workspace_id = ${workspaceId}::uuid and grain = 'day' and count > 0
      and at >= ${instant(now - longestPastDays * dayMs)} and at <= ${instant(now)}
    order by at`.execute(db);
  const sizes = rows.map(({ count }) => Number(count)).sort((a, b) => a - b);
  const enough = (sizes[Math.floor(sizes.length / 2)] ?? 0) * leastDay;
  const day = rows.find(({ count }) => Number(count) >= enough);
  if (!day) return null;
  const first = await sql<{ at: Date | null }>`
    select min(at) as at from listen.mention_total
    where workspace_id = ${workspaceId}::uuid and grain = 'hour' and count > 0
      and at >= ${instant(day.at.getTime())}`.execute(db);
  return first.rows[0]?.at?.getTime() ?? null;
}

/** Midnights of all zones that a date without an hour may stand for. */
export function midnights(from: number, until: number): RawBuilder<unknown> {
  const days: string[] = [];
  for (let day = Math.floor(from / dayMs) * dayMs; day <= until + dayMs; day += dayMs)
    for (const ahead of [0, 7, 8, 9]) days.push(new Date(day - ahead * hourMs).toISOString());
  return sql`${days}::timestamptz[]`;
}

/** What is usual of a volume, learned once in six hours. */
export async function usualOf(
  memory: SpikeMemory,
  workspaceId: string,
  source: VolumeSource,
  span: { from: number; now: number; zone: Zone; prior: readonly number[] | null },
): Promise<Usual> {
  const slot = Math.floor(span.now / hourMs / learnEveryHours);
  let known = memory.get(workspaceId);
  if (!known || known.slot !== slot || known.from !== span.from) {
    known = { slot, usuals: new Map(), from: span.from };
    memory.set(workspaceId, known);
  }
  const key = `${source.kind} ${source.subject} ${source.version}`;
  const learned = known.usuals.get(key);
  if (learned) return learned;
  const hours = await source.hours(span.from, span.now);
  const usual = learnUsual(hoursFrom(hours, span));
  known.usuals.set(key, usual);
  return usual;
}

function hoursFrom(
  hours: ReadonlyMap<number, number>,
  { from, now, zone, prior }: { from: number; now: number; zone: Zone; prior: readonly number[] | null },
): KnownHours {
  const length = Math.max(0, Math.floor((now - from) / hourMs));
  const counts = Array.from({ length }, (_, n) => hours.get(from + n * hourMs) ?? 0);
  return { from, counts, prior, zone };
}

/** The shape of a week as the whole stream has it. */
export const weekOf = (usual: Usual, now: number): number[] | null => shapeOf(usual(now));

/** When its mentions were published: those that may raise an alarm, and all. Times of a day only are left out. */
export async function readTimes(
  db: SpikeDb,
  workspaceId: string,
  source: Pick<VolumeSource, "mentions">,
  { from, until }: { from: number; until: number },
): Promise<Pick<WatchedVolume, "times" | "known">> {
  const { rows } = await sql<{ minute: string; known: string; timely: string }>`
    select extract(epoch from date_trunc('minute', mention.published_at))::bigint as minute, count(*) as known,
      count(*) filter (where mention.received_at <= mention.published_at + ${latestMs} * interval '1 millisecond') as timely
    from (${source.mentions(from, until)}) as wanted
    join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.mention_id
    where mention.time_precision <> 'day'
      and mention.published_at > ${instant(from)} and mention.published_at <= ${instant(until)}
    group by 1 order by 1`.execute(db);
  const [times, known]: [number[], number[]] = [[], []];
  for (const row of rows) {
    const at = Number(row.minute) * 1_000;
    for (let n = 0; n < Number(row.known); n += 1) known.push(at);
    for (let n = 0; n < Number(row.timely); n += 1) times.push(at);
  }
  return { times, known };
}
