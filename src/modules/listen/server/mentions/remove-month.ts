import { type RawBuilder, sql } from "kysely";
import { forgetCopies } from "../copies/forget-copies.ts";
import {
  addCombinations,
  type CountedCombination,
  combinationsOf,
  dropEmptyCombinations,
} from "../monitors/combination-counts.ts";
import { addMonitorCounts, type CountedMatch } from "../monitors/monitor-counts.ts";
import { withNetworks } from "../network/network-tables.ts";
import { forgetTies } from "../network/read-ties.ts";
import { forgetNewsmakers } from "../newsmakers/forget-newsmakers.ts";
import { forgetStories } from "../stories/forget-stories.ts";
import { addMentionCounts, addTraitCounts } from "./mention-counts.ts";
import { retentionLock } from "./mention-rows.ts";
import { type TraitColumns, traitValues } from "./mention-traits.ts";
import { savedMentions } from "./retention-store.ts";
import type { MentionDb } from "./tables.ts";

/** A month with at most so many survivors is written anew; one with more has the others deleted from it. */
const mostRewritten = 20_000;
/** Writers and readers are not kept waiting longer than this; the job tries again later. */
const lockTimeout = "15s";

export type RemovedMonth = { workspaceId: string; removed: number };

/**
 * Removes one month's mentions of these workspaces, apart from what somebody saved, with everything that hangs on them.
 * A month that nobody needs any more is dropped whole. Runs in the caller's transaction.
 * @param month first instant of the month (UTC)
 */
export async function removeMonth(
  tx: MentionDb,
  workspaces: readonly string[],
  month: Date,
): Promise<RemovedMonth[]> {
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
  const part = `mention_${month.toISOString().slice(0, 7).replace("-", "_")}`;
  const partition = sql.id("listen", part);
  const ids = sql`any(${[...workspaces]}::uuid[])`;
  await sql`select set_config('lock_timeout', ${lockTimeout}, true)`.execute(tx);
  await sql`select pg_advisory_xact_lock(${retentionLock})`.execute(tx);
  await sql`drop table if exists pg_temp.doomed`.execute(tx);
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from pg_class where relnamespace = 'listen'::regnamespace and relname = ${part}) as found`.execute(
    tx,
  );
  if (!rows[0]?.found) return [];
  await sql`
    create temp table doomed on commit drop as
    select workspace_id, id, published_at, outlet, channel, language, tone, intent, hostility, place_codes, analysis_version from ${partition}
    where workspace_id = ${ids} and id not in (${savedMentions(workspaces, { since: month, until: next })})`.execute(
    tx,
  );
  const removed = await sql<{ workspace_id: string; count: number }>`
    select workspace_id, count(*)::int as count from doomed group by 1 order by 1`.execute(tx);
  if (removed.rows.length === 0) return [];

  for (const table of [
    "mention_origin",
    "mention_version",
    "mention_read",
    "mention_note",
    "mention_tag",
    "tag_kept_off",
    "change_item",
    "judgement",
  ])
    await sql`delete from ${sql.id("listen", table)} as gone using doomed where gone.mention_id = doomed.id`.execute(
      tx,
    );
  await forgetCopies(tx, workspaces);
  await forgetNewsmakers(tx, workspaces);
  await forgetStories(tx, workspaces);
  await forgetTies(withNetworks(tx), workspaces);
  // What was learned from decisions about them went with those.
  await sql`update listen.teaching set revision = gen_random_uuid() where workspace_id = ${ids}`.execute(tx);
  await sql`delete from listen.mention_identity as gone using doomed where gone.id = doomed.id`.execute(tx);
  await removeMatches(tx, sql.id("listen", matchPartition(part)), workspaces);
  await removeRows(tx, part);
  await uncount(tx, workspaces);
  return removed.rows.map((row) => ({ workspaceId: row.workspace_id, removed: row.count }));
}

/** Takes what monitors found of the doomed away, and out of the monitors' counts. */
async function removeMatches(
  tx: MentionDb,
  partition: RawBuilder<unknown>,
  workspaces: readonly string[],
): Promise<void> {
  for (const workspaceId of workspaces.toSorted()) {
    const { rows } = await sql<CountedMatch & { count: number }>`
      select monitor_id as "monitorId", date_trunc('hour', matched.published_at) as "publishedAt", doomed.outlet,
        doomed.channel, matched.tone, count(*)::int as count
      from doomed join ${partition} as matched
        on matched.mention_id = doomed.id and matched.workspace_id = doomed.workspace_id
      where doomed.workspace_id = ${workspaceId}::uuid group by 1, 2, 3, 4, 5`.execute(tx);
    await addMonitorCounts(
      tx,
      workspaceId,
      rows.map(({ count, ...match }) => ({ ...match, by: -count })),
    );
    const gone = sql`${partition} as matched join doomed on doomed.id = matched.mention_id
      and doomed.workspace_id = matched.workspace_id and doomed.workspace_id = ${workspaceId}::uuid`;
    const combined = await sql<CountedCombination>`
      select at as "publishedAt", monitor_ids as "monitorIds", -count::int as by
      from (${combinationsOf(gone)}) as combined`.execute(tx);
    await addCombinations(tx, workspaceId, combined.rows);
  }
  await sql`delete from ${partition} as gone using doomed where gone.mention_id = doomed.id`.execute(tx);
  for (const table of ["monitor_count", "monitor_outlet_count"])
    await sql`delete from ${sql.id("listen", table)} where workspace_id = any(${[...workspaces]}::uuid[])
      and total = 0`.execute(tx);
  await dropEmptyCombinations(tx, workspaces);
}

/** Where the month's matches are; it comes and goes with the month of the mentions. */
const matchPartition = (part: string): string => part.replace("mention", "monitor_match");

async function removeRows(tx: MentionDb, part: string): Promise<void> {
  const partition = sql.id("listen", part);
  const kept = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from ${partition} as mention where not exists (select from doomed where doomed.id = mention.id)
      limit ${mostRewritten + 1}) as survivors`.execute(tx);
  const count = kept.rows[0]?.count ?? 0;
  if (count > mostRewritten) {
    await sql`delete from ${partition} as mention using doomed where mention.id = doomed.id`.execute(tx);
    return;
  }
  if (count > 0)
    await sql`create temp table survivor on commit drop as select * from ${partition} as mention
      where not exists (select from doomed where doomed.id = mention.id)`.execute(tx);
  await sql`drop table ${partition}`.execute(tx);
  if (count === 0) {
    await sql`drop table ${sql.id("listen", matchPartition(part))}`.execute(tx);
    return;
  }
  const month = `${part.slice("mention_".length).replace("_", "-")}-01`;
  await sql`select listen.ensure_mention_months(array[${month}::date])`.execute(tx);
  await sql`insert into ${partition} select * from survivor`.execute(tx);
  await sql`drop table survivor`.execute(tx);
}

/** Takes the doomed out of the counts. */
async function uncount(tx: MentionDb, workspaces: readonly string[]): Promise<void> {
  for (const workspaceId of workspaces.toSorted()) {
    const { rows } = await sql<{
      at: Date;
      outlet: string;
      channel: string;
      language: string;
      count: number;
    }>`
      select date_trunc('hour', published_at) as at, outlet, channel, language, count(*)::int as count
      from doomed where workspace_id = ${workspaceId}::uuid group by 1, 2, 3, 4`.execute(tx);
    await addMentionCounts(
      tx,
      workspaceId,
      rows.map(({ at, count, ...row }) => ({ ...row, publishedAt: at, count: -count })),
    );
    await uncountTraits(tx, workspaceId);
  }
  for (const table of ["mention_count", "mention_total", "mention_trait_count"])
    await sql`delete from ${sql.id("listen", table)} where workspace_id = any(${[...workspaces]}::uuid[])
      and count = 0`.execute(tx);
}

async function uncountTraits(tx: MentionDb, workspaceId: string): Promise<void> {
  const { rows } = await sql<
    Pick<TraitColumns, "tone" | "intent" | "hostility" | "place_codes" | "analysis_version"> & {
      at: Date;
      count: number;
    }
  >`
    select date_trunc('hour', published_at) as at, tone, intent, hostility, place_codes, analysis_version,
      count(*)::int as count
    from doomed where workspace_id = ${workspaceId}::uuid and tone is not null group by 1, 2, 3, 4, 5, 6`.execute(
    tx,
  );
  await addTraitCounts(
    tx,
    workspaceId,
    rows.map(({ at, count, ...traits }) => ({ publishedAt: at, count: -count, traits: traitValues(traits) })),
  );
}
