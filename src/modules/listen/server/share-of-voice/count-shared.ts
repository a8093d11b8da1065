import { type RawBuilder, sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { MonitorDb } from "../monitors/monitor-tables.ts";

export type Copies = "each" | "once";
export type VoiceSpan = { from: number; until: number };

export const instantOf = (ms: number): RawBuilder<Date> => sql`${new Date(ms).toISOString()}::timestamptz`;

/** Matches of monitors in a span, with what counts as one: the mention, or the group of copies that it stands in. */
export function foundRows(
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: VoiceSpan,
  copies: Copies,
): RawBuilder<unknown> {
  const group = sql`left join listen.copy_member as member on member.workspace_id = ${workspaceId}::uuid
    and member.mention_id = matched.mention_id`;
  return sql`
    select matched.monitor_id, matched.published_at, matched.mention_id, matched.tone,
      ${copies === "once" ? sql`coalesce(member.group_id, matched.mention_id)` : sql`matched.mention_id`} as unit
    from listen.monitor_match as matched ${copies === "once" ? group : sql``}
    where matched.workspace_id = ${workspaceId}::uuid and matched.monitor_id = any(${[...monitorIds]}::uuid[])
      and matched.published_at >= ${instantOf(from)} and matched.published_at < ${instantOf(until)}`;
}

/** How much was found of just these monitors together. */
export type Combination = { monitorIds: string[]; count: number };

/**
 * What of the finds of monitors belongs to which of them: each combination that occurs, with its count.
 * @param monitorIds at most 30, one bit each
 */
export async function countCombinations(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
  copies: Copies,
): Promise<Combination[]> {
  if (monitorIds.length === 0) return [];
  const { rows } = await sql<{ mask: number; count: string }>`
    select mask, count(*) as count from (
      select bit_or(1 << numbered.number::int) as mask
      from (${foundRows(workspaceId, monitorIds, span, copies)}) as found
      join unnest(${[...monitorIds]}::uuid[]) with ordinality as numbered (id, number) on numbered.id = found.monitor_id
      group by unit
    ) as combined group by mask`.execute(db);
  return rows.map(({ mask, count }) => ({
    monitorIds: monitorIds.filter((_, index) => (mask & (1 << (index + 1))) !== 0).sort(),
    count: Number(count),
  }));
}

/** What was found of a monitor in one bucket of the office's time. */
export type VoiceSum = { at: number; total: number; tones: ToneCounts };
type SumRow = { monitor_id: string; at: Date } & Record<"total" | keyof ToneCounts, string>;

/**
 * What monitors found by hour or by the office's day: from the counts, or copies as one from the finds, where the first of
 * them in the span says when and in which tone.
 * @returns by monitor
 */
export async function countVoices(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan & { bucket: "hour" | "day"; zone: Zone },
  copies: Copies,
): Promise<Map<string, VoiceSum[]>> {
  if (monitorIds.length === 0) return new Map();
  const counted = sql`
    select monitor_id, at, total, negative, neutral, positive, unsure from listen.monitor_count
    where workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[])
      and at >= ${instantOf(span.from)} and at < ${instantOf(span.until)}`;
  const is = (tone: string) => sql`(tone is not distinct from ${tone})::int`;
  const firsts = sql`
    select monitor_id, published_at as at, 1 as total, ${is("negative")} as negative, ${is("neutral")} as neutral,
      ${is("positive")} as positive, ${is("unsure")} as unsure
    from (
      select distinct on (monitor_id, unit) * from (${foundRows(workspaceId, monitorIds, span, "once")}) as found
      order by monitor_id, unit, published_at, mention_id
    ) as first`;
  const { rows } = await sql<SumRow>`
    select monitor_id, date_trunc(${span.bucket}, at, ${span.zone}) as at, sum(total) as total,
      sum(negative) as negative, sum(neutral) as neutral, sum(positive) as positive, sum(unsure) as unsure
    from (${copies === "each" ? counted : firsts}) as part
    group by 1, 2`.execute(db);
  const sums = new Map<string, VoiceSum[]>();
  for (const { monitor_id, at, total, ...tones } of rows) {
    const known = sums.get(monitor_id) ?? [];
    sums.set(monitor_id, known);
    known.push({
      at: at.getTime(),
      total: Number(total),
      tones: {
        negative: Number(tones.negative),
        neutral: Number(tones.neutral),
        positive: Number(tones.positive),
        unsure: Number(tones.unsure),
      },
    });
  }
  return sums;
}

/** How much monitors found in a span, in sum. */
export async function countTotals(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
  copies: Copies,
): Promise<Map<string, number>> {
  if (monitorIds.length === 0) return new Map();
  const parts =
    copies === "each"
      ? sql`select monitor_id, total from listen.monitor_count
          where workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[])
            and at >= ${instantOf(span.from)} and at < ${instantOf(span.until)}`
      : sql`select distinct monitor_id, unit, 1 as total
          from (${foundRows(workspaceId, monitorIds, span, copies)}) as found`;
  const { rows } = await sql<{ monitor_id: string; total: string }>`
    select monitor_id, sum(total) as total from (${parts}) as part group by monitor_id`.execute(db);
  return new Map(rows.map(({ monitor_id, total }) => [monitor_id, Number(total)]));
}

/** Topics are monitors, or several of a folder as one. */
export type Topic = { name: string; query: string; monitorIds: readonly string[] };

/** How much of the finds of each voice is also found for each topic, in the order of both. */
export async function countTopics(
  db: MonitorDb,
  workspaceId: string,
  voiceIds: readonly string[],
  topics: readonly Topic[],
  span: VoiceSpan,
  copies: Copies,
): Promise<number[][]> {
  const counts = topics.map(() => voiceIds.map(() => 0));
  if (voiceIds.length === 0 || topics.length === 0) return counts;
  const pairs = topics.flatMap(({ monitorIds }, number) => monitorIds.map((id) => ({ id, number })));
  const { rows } = await sql<{ monitor_id: string; number: number; count: string }>`
    select monitor_id, number, count(*) as count from (
      select distinct found.monitor_id, topic.number, found.unit
      from (${foundRows(workspaceId, voiceIds, span, copies)}) as found
      join listen.monitor_match as other on other.workspace_id = ${workspaceId}::uuid
      and other.published_at = found.published_at and other.mention_id = found.mention_id
      and other.published_at >= ${instantOf(span.from)} and other.published_at < ${instantOf(span.until)}
    join unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ number }) => number)}::int[])
      as topic (id, number) on topic.id = other.monitor_id
    ) as shared group by 1, 2`.execute(db);
  for (const { monitor_id, number, count } of rows) {
    const row = counts[number];
    const at = voiceIds.indexOf(monitor_id);
    if (row && at >= 0) row[at] = Number(count);
  }
  return counts;
}

export type Decided = { judged: number; corrected: number };

/** Of how many of the finds of monitors people decided the tone, and where it is another than the engine's. */
export async function countDecided(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
): Promise<Map<string, Decided>> {
  if (monitorIds.length === 0) return new Map();
  const { rows } = await sql<{ monitor_id: string; judged: number; corrected: number }>`
    with latest as (
      select distinct on (mention_id) mention_id, published_at, value is distinct from engine_value as is_other
      from listen.judgement
      where workspace_id = ${workspaceId}::uuid and trait = 'tone' and not is_blind and undone_at is null
        and published_at >= ${instantOf(span.from)} and published_at < ${instantOf(span.until)}
      order by mention_id, seq desc
    )
    select matched.monitor_id, count(*)::int as judged, count(*) filter (where is_other)::int as corrected
    from latest join listen.monitor_match as matched on matched.workspace_id = ${workspaceId}::uuid
      and matched.mention_id = latest.mention_id and matched.published_at = latest.published_at
    where matched.monitor_id = any(${[...monitorIds]}::uuid[])
    group by 1`.execute(db);
  return new Map(rows.map(({ monitor_id, ...counts }) => [monitor_id, counts]));
}
