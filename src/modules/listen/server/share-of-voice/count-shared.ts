import { type RawBuilder, sql } from "kysely";
import type { Zone } from "#shared/ids.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { MonitorDb } from "../monitors/monitor-tables.ts";

export type Copies = "each" | "once";
export type VoiceSpan = { from: number; until: number };

export const instantOf = (ms: number): RawBuilder<Date> => sql`${new Date(ms).toISOString()}::timestamptz`;

/** What monitors found in a span that has copies: rows of monitor, group, mention, time and tone. */
export const foundCopies = (
  workspaceId: string,
  monitorIds: readonly string[],
  { from, until }: VoiceSpan,
): RawBuilder<unknown> => sql`
  select matched.monitor_id, member.group_id, matched.mention_id, matched.published_at, matched.tone
  from listen.copy_member as member
  join listen.monitor_match as matched on matched.workspace_id = member.workspace_id
    and matched.published_at = member.published_at and matched.mention_id = member.mention_id
  where member.workspace_id = ${workspaceId}::uuid
    and member.published_at >= ${instantOf(from)} and member.published_at < ${instantOf(until)}
    and matched.published_at >= ${instantOf(from)} and matched.published_at < ${instantOf(until)}
    and matched.monitor_id = any(${[...monitorIds]}::uuid[])`;

/** What was found of a monitor in one bucket of the office's time. */
export type VoiceSum = { at: number; total: number; tones: ToneCounts };
type SumRow = { monitor_id: string; at: Date } & Record<"total" | keyof ToneCounts, string>;

/**
 * What monitors found by hour or by the office's day, each copy counted.
 * @returns by monitor
 */
export async function countVoices(
  db: MonitorDb,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan & { bucket: "hour" | "day"; zone: Zone },
): Promise<Map<string, VoiceSum[]>> {
  if (monitorIds.length === 0) return new Map();
  const { rows } = await sql<SumRow>`
    select monitor_id, date_trunc(${span.bucket}, at, ${span.zone}) as at, sum(total) as total,
      sum(negative) as negative, sum(neutral) as neutral, sum(positive) as positive, sum(unsure) as unsure
    from listen.monitor_count
    where workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[])
      and at >= ${instantOf(span.from)} and at < ${instantOf(span.until)}
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
  const repeated =
    copies === "each"
      ? sql``
      : sql`union all
          select monitor_id, count(distinct group_id) - count(*) as total
          from (${foundCopies(workspaceId, monitorIds, span)}) as copied group by 1`;
  const { rows } = await sql<{ monitor_id: string; total: string }>`
    select monitor_id, sum(total) as total from (
      select monitor_id, total from listen.monitor_count
      where workspace_id = ${workspaceId}::uuid and monitor_id = any(${[...monitorIds]}::uuid[])
        and at >= ${instantOf(span.from)} and at < ${instantOf(span.until)}
      ${repeated}
    ) as part group by monitor_id`.execute(db);
  return new Map(rows.map(({ monitor_id, total }) => [monitor_id, Number(total)]));
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
