import { type RawBuilder, sql } from "kysely";
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

/** What of the finds of monitors belongs to which of them: each combination that occurs, with its count. */
export async function countCombinations(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
  copies: Copies,
): Promise<Combination[]> {
  if (monitorIds.length === 0) return [];
  const { rows } = await sql<{ monitors: string[]; count: string }>`
    select monitors, count(*) as count from (
      select array_agg(distinct monitor_id order by monitor_id) as monitors
      from (${foundRows(workspaceId, monitorIds, span, copies)}) as found group by unit
    ) as combined group by monitors`.execute(db);
  return rows.map(({ monitors, count }) => ({ monitorIds: monitors, count: Number(count) }));
}

export type OnceSum = { at: number; tone: string | null; count: number };

/**
 * What monitors found by hour (UTC) and tone, copies as one: where and as the first of them in the span stands.
 * @returns by monitor
 */
export async function countOnce(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
): Promise<Map<string, OnceSum[]>> {
  if (monitorIds.length === 0) return new Map();
  const { rows } = await sql<{ monitor_id: string; at: Date; tone: string | null; count: string }>`
    select monitor_id, date_trunc('hour', published_at, 'UTC') as at, tone, count(*) as count
    from (
      select distinct on (monitor_id, unit) * from (${foundRows(workspaceId, monitorIds, span, "once")}) as found
      order by monitor_id, unit, published_at, mention_id
    ) as firsts
    group by 1, 2, 3`.execute(db);
  const sums = new Map<string, OnceSum[]>();
  for (const row of rows) {
    const known = sums.get(row.monitor_id) ?? [];
    sums.set(row.monitor_id, known);
    known.push({ at: row.at.getTime(), tone: row.tone, count: Number(row.count) });
  }
  return sums;
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
    select found.monitor_id, topic.number, count(distinct found.unit) as count
    from (${foundRows(workspaceId, voiceIds, span, copies)}) as found
    join listen.monitor_match as other on other.workspace_id = ${workspaceId}::uuid
      and other.published_at = found.published_at and other.mention_id = found.mention_id
      and other.published_at >= ${instantOf(span.from)} and other.published_at < ${instantOf(span.until)}
    join unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ number }) => number)}::int[])
      as topic (id, number) on topic.id = other.monitor_id
    group by 1, 2`.execute(db);
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
