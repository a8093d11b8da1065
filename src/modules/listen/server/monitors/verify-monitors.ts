import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { planMentionQuery } from "../search/mention-query.ts";
import type { MonitorRow } from "./monitor-store.ts";
import { withMonitors } from "./monitor-tables.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";

/** Something that is not as searching says: which monitor, what about it, how many, and the first few. */
export type MonitorDifference = {
  workspace: string;
  monitor: string;
  kind: "missing" | "surplus" | "wrong_tone" | "wrong_hour" | "wrong_outlet_day";
  count: number;
  examples: string[];
};

export type MonitorVerdict = {
  checked: number;
  matches: number;
  /** Left out because they are still being asked of what is stored, or are paused. */
  skipped: string[];
  differences: MonitorDifference[];
};

const shownExamples = 5;

/**
 * Searches for what every monitor finds and compares: the matches that are kept, their tones, and the counts. Everything
 * of one workspace is seen as of one moment, so that it may be run while the desk works.
 */
export async function verifyMonitors(db: Db, now: Date): Promise<MonitorVerdict> {
  const verdict: MonitorVerdict = { checked: 0, matches: 0, skipped: [], differences: [] };
  const workspaces = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug"])
    .orderBy("slug")
    .execute();
  for (const workspace of workspaces)
    await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (platformTx) => {
        const rows = await withMonitors(platformTx)
          .selectFrom("listen.monitor")
          .selectAll()
          .where("workspace_id", "=", workspace.id)
          .where("removed_at", "is", null)
          .orderBy("name_key")
          .execute();
        const unfinished = await withMonitors(platformTx)
          .selectFrom("listen.monitor_backfill")
          .select("monitor_id")
          .where("workspace_id", "=", workspace.id)
          .where("finished_at", "is", null)
          .execute();
        const open = new Set(unfinished.map((row) => row.monitor_id));
        for (const row of rows) {
          if (row.state === "paused" || open.has(row.id)) {
            verdict.skipped.push(`${workspace.slug}: ${row.name}`);
            continue;
          }
          verdict.checked += 1;
          const { matches, differences } = await verifyMonitor(withMentions(platformTx), row, now);
          verdict.matches += matches;
          for (const difference of differences)
            verdict.differences.push({ workspace: workspace.slug, monitor: row.name, ...difference });
        }
      });
  return verdict;
}

type Difference = Omit<MonitorDifference, "workspace" | "monitor">;

async function verifyMonitor(
  tx: MentionDb,
  row: MonitorRow,
  now: Date,
): Promise<{ matches: number; differences: Difference[] }> {
  const { workspace_id: workspaceId, id } = row;
  const query = await planMentionQuery(tx, workspaceId, readMonitorQuery(row), { now, zone: row.zone });
  const kept = sql`select mention_id as id, published_at, tone, outlet_key, channel from listen.monitor_match
    where workspace_id = ${workspaceId}::uuid and monitor_id = ${id}::uuid`;
  const found = sql`select mention.id, mention.published_at, mention.tone from listen.mention as mention
    where mention.workspace_id = ${workspaceId}::uuid and ${query.condition}`;
  const { rows } = await sql<{ kind: Difference["kind"] | "match"; count: number; examples: string[] }>`
    with found as materialized (${found}), kept as materialized (${kept}),
    compared as (
      select coalesce(found.id, kept.id)::text as id,
        case when kept.id is null then 'missing' when found.id is null then 'surplus'
          when found.tone is distinct from kept.tone then 'wrong_tone' else 'match' end as kind
      from found full join kept on kept.id = found.id
    ),
    hours as (
      select 'wrong_hour' as kind, coalesce(summed.at, counts.at)::text as id
      from (select date_trunc('hour', published_at) as at, ${toneSums} from kept group by 1) as summed
      full join (select * from listen.monitor_count
        where workspace_id = ${workspaceId}::uuid and monitor_id = ${id}::uuid) as counts on counts.at = summed.at
      where ${sumsDiffer}
    ),
    days as (
      select 'wrong_outlet_day' as kind,
        coalesce(summed.at, counts.at)::date || ' ' || coalesce(summed.outlet_key, counts.outlet_key) as id
      from (select date_trunc('day', published_at, 'UTC') as at, outlet_key, channel, ${toneSums}
        from kept group by 1, 2, 3) as summed
      full join (select * from listen.monitor_outlet_count
        where workspace_id = ${workspaceId}::uuid and monitor_id = ${id}::uuid) as counts
        on counts.at = summed.at and counts.outlet_key = summed.outlet_key and counts.channel = summed.channel
      where ${sumsDiffer}
    )
    select kind, count(*)::int as count,
      case when kind = 'match' then '{}' else (array_agg(id order by id))[1:${sql.lit(shownExamples)}] end as examples
    from (select kind, id from compared union all select * from hours union all select * from days) as everything
    group by kind order by kind`.execute(tx);
  const differences = rows.flatMap(({ kind, ...rest }) => (kind === "match" ? [] : [{ kind, ...rest }]));
  return { matches: rows.find(({ kind }) => kind === "match")?.count ?? 0, differences };
}

const toneSums = sql`count(*) as total, count(*) filter (where tone = 'negative') as negative,
  count(*) filter (where tone = 'neutral') as neutral, count(*) filter (where tone = 'positive') as positive,
  count(*) filter (where tone = 'unsure') as unsure`;

/** Of `summed` and `counts`; a row of nothing but zeros is as good as none. */
const sumsDiffer = sql.raw(
  ["total", "negative", "neutral", "positive", "unsure"]
    .map((column) => `coalesce(summed.${column}, 0) <> coalesce(counts.${column}, 0)`)
    .join(" or "),
);
