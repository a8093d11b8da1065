import { type RawBuilder, sql } from "kysely";
import { newsmakerKind } from "../../contract/newsmaker.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { keysOfRoots } from "../newsmakers/sum-newsmakers.ts";
import type { SpikeDb } from "./spike-tables.ts";
import { instant, midnights, type VolumeSource } from "./spike-volumes.ts";

type HourRow = { at: Date; count: string };
const byHour = (rows: readonly HourRow[]): Map<number, number> =>
  new Map(rows.map(({ at, count }) => [at.getTime(), Number(count)]));

/** Takes away what is known by its day only: it stands at a midnight, where nobody said it. */
async function withoutDays(
  db: SpikeDb,
  workspaceId: string,
  hours: Map<number, number>,
  table: RawBuilder<unknown>,
  span: { from: number; until: number },
): Promise<Map<number, number>> {
  const { rows } = await sql<HourRow>`
    select date_trunc('hour', mention.published_at) as at, count(*) as count
    from ${table} join listen.mention as mention on mention.workspace_id = ${workspaceId}::uuid
      and mention.published_at = wanted.published_at and mention.id = wanted.mention_id
    where mention.time_precision = 'day' and wanted.published_at = any(${midnights(span.from, span.until)})
    group by 1`.execute(db);
  for (const { at, count } of rows) hours.set(at.getTime(), (hours.get(at.getTime()) ?? 0) - Number(count));
  return hours;
}

/** All that a workspace hears. */
export const streamSource = (db: SpikeDb, workspaceId: string): VolumeSource => ({
  kind: "stream",
  subject: "",
  name: "",
  version: "",
  mentions: (from, until) => sql`
    select published_at, id as mention_id from listen.mention
    where workspace_id = ${workspaceId}::uuid and published_at > ${instant(from)} and published_at <= ${instant(until)}`,
  async hours(from, until) {
    const { rows } = await sql<HourRow>`
      select at, count from listen.mention_total
      where workspace_id = ${workspaceId}::uuid and grain = 'hour'
        and at >= ${instant(from)} and at < ${instant(until)}`.execute(db);
    const all = sql`(select published_at, id as mention_id from listen.mention
      where workspace_id = ${workspaceId}::uuid) as wanted`;
    return withoutDays(db, workspaceId, byHour(rows), all, { from, until });
  },
});

/** What a monitor finds. */
export const monitorSource = (
  db: SpikeDb,
  workspaceId: string,
  monitor: { id: string; name: string; version: string },
): VolumeSource => {
  const matches = sql`select published_at, mention_id from listen.monitor_match
    where workspace_id = ${workspaceId}::uuid and monitor_id = ${monitor.id}::uuid`;
  return {
    kind: "monitor",
    subject: monitor.id,
    name: monitor.name,
    version: monitor.version,
    mentions: (from, until) =>
      sql`${matches} and published_at > ${instant(from)} and published_at <= ${instant(until)}`,
    async hours(from, until) {
      const { rows } = await sql<HourRow>`
        select at, total as count from listen.monitor_count
        where workspace_id = ${workspaceId}::uuid and monitor_id = ${monitor.id}::uuid
          and at >= ${instant(from)} and at < ${instant(until)}`.execute(db);
      return withoutDays(db, workspaceId, byHour(rows), sql`(${matches}) as wanted`, { from, until });
    },
  };
};

/** Monitors that are on, have gone through what is stored, and found enough since an instant to be looked at. */
export async function busyMonitors(
  db: SpikeDb,
  workspaceId: string,
  since: number,
  fewest: number,
): Promise<VolumeSource[]> {
  const { rows } = await sql<{ id: string; name: string; version: string }>`
    select monitor.id, monitor.name, monitor.set_revision as version from listen.monitor as monitor
    where monitor.workspace_id = ${workspaceId}::uuid and monitor.removed_at is null and monitor.state = 'on'
      and not exists (select from listen.monitor_backfill as backfill
        where backfill.monitor_id = monitor.id and backfill.finished_at is null)
      and ((select sum(total) from listen.monitor_count as counted
          where counted.workspace_id = monitor.workspace_id and counted.monitor_id = monitor.id
            and counted.at >= ${instant(since)}) >= ${fewest}
        or exists (select from listen.spike where spike.workspace_id = monitor.workspace_id and spike.kind = 'monitor'
          and spike.subject = monitor.id::text and spike.ended_at is null))
    order by monitor.id`.execute(db);
  return rows.map((row) => monitorSource(db, workspaceId, row));
}

/** Mentions that name somebody, however the name is written. */
export const newsmakerSource = (
  db: SpikeDb,
  workspaceId: string,
  { kind, key, keys, name }: { kind: string; key: string; keys: readonly string[]; name: string },
): VolumeSource => {
  const named = sql`listen.newsmaker_mention
    where workspace_id = ${workspaceId}::uuid and kind = ${kind} and key = any(${plainArray(keys)}::text[])`;
  return {
    kind: "newsmaker",
    subject: `${kind}:${key}`,
    name,
    version: String(keys.length),
    mentions: (from, until) => sql`
      select distinct published_at, mention_id from ${named}
        and published_at > ${instant(from)} and published_at <= ${instant(until)}`,
    async hours(from, until) {
      const { rows } = await sql<HourRow>`
        select date_trunc('hour', published_at) as at, count(distinct mention_id) as count from ${named}
          and published_at >= ${instant(from)} and published_at < ${instant(until)}
          and published_at <> all(${midnights(from, until)})
        group by 1`.execute(db);
      return byHour(rows);
    },
  };
};

/** Names are looked at when so many outlets have them; the rest is one outlet's own matter. */
const fewestOutlets = 3;
/** The names that are looked at, those most above their days before first. */
const mostNames = 60;

/** People and organisations who are named more than in the days before, and those whose spike goes on; those that are followed first. */
export async function risingNewsmakers(
  db: SpikeDb,
  workspaceId: string,
  now: number,
  fewest: number,
  followed: readonly string[],
): Promise<VolumeSource[]> {
  const isFollowed = sql`lately.kind || ':' || lately.key = any(${plainArray(followed)}::text[])`;
  const day = 86_400_000;
  const { rows } = await sql<{ kind: string; key: string; name: string }>`
    with rooted as (
      select named.kind, coalesce(link.root, named.key) as key, mention_id, outlet_key, name
      from listen.newsmaker_mention as named
      left join listen.newsmaker_link as link on link.workspace_id = named.workspace_id and link.kind = named.kind
        and link.key = named.key
      where named.workspace_id = ${workspaceId}::uuid and named.kind in ('person', 'organisation')
        and published_at > ${instant(now - day)} and published_at <= ${instant(now)}
    ),
    lately as (
      select kind, key, count(distinct mention_id) as count, count(distinct outlet_key) as outlets,
        mode() within group (order by name) as name
      from rooted group by kind, key
    )
    select kind, key, name from lately
    cross join lateral (
      select coalesce(sum(named), 0) / 14.0 as daily from listen.newsmaker_day as days
      where days.workspace_id = ${workspaceId}::uuid and days.kind = lately.kind and days.key = lately.key
        and days.at >= (${instant(now - 15 * day)})::date and days.at < (${instant(now - day)})::date
    ) as before
    where (count >= ${fewest} and (outlets >= ${fewestOutlets} or ${isFollowed}))
      or exists (select from listen.spike where spike.workspace_id = ${workspaceId}::uuid and spike.kind = 'newsmaker'
        and spike.subject = lately.kind || ':' || lately.key and spike.ended_at is null)
    order by ${isFollowed} desc, count / (daily + 1) desc, kind, key limit ${mostNames}`.execute(db);
  const sources: VolumeSource[] = [];
  for (const kind of newsmakerKind.options) {
    const own = rows.filter((row) => row.kind === kind);
    const keys = await keysOfRoots(
      withNewsmakers(db as unknown as MentionDb),
      workspaceId,
      kind,
      own.map(({ key }) => key),
    );
    for (const row of own)
      sources.push(newsmakerSource(db, workspaceId, { ...row, keys: keys.get(row.key) ?? [row.key] }));
  }
  return sources;
}
