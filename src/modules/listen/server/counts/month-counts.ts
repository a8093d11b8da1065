import { type RawBuilder, sql } from "kysely";
import {
  addMentionCounts,
  type CountedMention,
  countRows,
  traitCountRows,
} from "../mentions/mention-counts.ts";
import { type TraitColumns, traitValues } from "../mentions/mention-traits.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { combinationsOf } from "../monitors/combination-counts.ts";
import { accountCountsOf } from "../network/account-counts.ts";

/** The tables of counts that are made from the mentions of a month. */
export const countTables = [
  "mention_count",
  "mention_total",
  "mention_trait_count",
  "newsmaker_day",
  "monitor_combination",
  "account_count",
] as const;
export type CountTable = (typeof countTables)[number];

/** A month's counts: for each table what is counted, and how many; nothing of what is counted as none. */
export type MonthCounts = Record<CountTable, Map<string, string>>;

/** First instant of a month (UTC), and of the one after it. */
export type MonthSpan = { from: Date; until: Date };

const within = (column: string, { from, until }: MonthSpan): RawBuilder<unknown> =>
  sql`${sql.ref(column)} >= ${from.toISOString()}::timestamptz and ${sql.ref(column)} < ${until.toISOString()}::timestamptz`;

/** Months of which a workspace has mentions or counts, oldest first. */
export async function findMonths(tx: MentionDb, workspaceId: string): Promise<MonthSpan[]> {
  const { rows } = await sql<{ from: Date }>`
    select at as "from" from listen.mention_total where workspace_id = ${workspaceId}::uuid and grain = 'month'
    union
    select to_date(right(part.relname, 7), 'YYYY_MM')::timestamp at time zone 'UTC'
    from pg_inherits join pg_class as part on part.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'listen.mention'::regclass
    order by 1`.execute(tx);
  return rows.map(({ from }) => ({
    from,
    until: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)),
  }));
}

/** Counts a month's mentions anew, one by one. */
export async function recountMonth(
  tx: MentionDb,
  workspaceId: string,
  month: MonthSpan,
): Promise<MonthCounts> {
  const mentions = await readMentions(tx, workspaceId, month);
  const counts = countRows(mentions);
  const totals = new Map<string, number>();
  for (const { grain, at, count } of counts) {
    const key = `${grain} ${at}`;
    totals.set(key, (totals.get(key) ?? 0) + count);
  }
  const { rows: days } = await sql<Counted>`
    select concat_ws(' ', kind, at, key) as key,
      concat_ws(' ', named, quoted, quotes, negative, neutral, positive, unsure) as count
    from (${newsmakerDays(workspaceId, month)}) as days`.execute(tx);
  return {
    mention_count: new Map(
      counts.map(({ grain, at, outletKey, channel, language, count }) => [
        [grain, at, channel, language, outletKey].join(" "),
        String(count),
      ]),
    ),
    mention_total: new Map([...totals].map(([key, count]) => [key, String(count)])),
    mention_trait_count: new Map(
      traitCountRows(mentions).map(({ grain, trait, value, at, count }) => [
        [grain, at, trait, value].join(" "),
        String(count),
      ]),
    ),
    newsmaker_day: toMap(days),
    monitor_combination: await readCounted(
      tx,
      sql<Counted>`select ${combinationKey} as key, count::text from (${monthCombinations(workspaceId, month)}) as found`,
    ),
    account_count: await readCounted(
      tx,
      sql<Counted>`select ${accountKey} as key, count::text from (${monthAccounts(workspaceId, month)}) as said`,
    ),
  };
}

const instant = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const combinationKey = sql`concat_ws(' ', ${instant}, array_to_string(monitor_ids, ' '))`;
const accountKey = sql`concat_ws(' ', grain, ${instant}, channel, handle)`;

const monthCombinations = (workspaceId: string, month: MonthSpan): RawBuilder<unknown> =>
  combinationsOf(sql`listen.monitor_match as matched
    where matched.workspace_id = ${workspaceId}::uuid and ${within("matched.published_at", month)}`);

const monthAccounts = (workspaceId: string, month: MonthSpan): RawBuilder<unknown> =>
  accountCountsOf(sql`listen.account_post as post
    where post.workspace_id = ${workspaceId}::uuid and ${within("post.published_at", month)}`);

const daysOf = (workspaceId: string, { from, until }: MonthSpan): RawBuilder<unknown> =>
  sql`workspace_id = ${workspaceId}::uuid and at >= ${from.toISOString().slice(0, 10)}::date
    and at < ${until.toISOString().slice(0, 10)}::date`;

type Counted = { key: string; count: string };
const toMap = (rows: readonly Counted[]) => new Map(rows.map(({ key, count }) => [key, count]));
const readCounted = async (tx: MentionDb, rows: RawBuilder<Counted>) => toMap((await rows.execute(tx)).rows);

/** What a month's mentions add to the counts, those of one hour that add the same as one. */
async function readMentions(tx: MentionDb, workspaceId: string, month: MonthSpan): Promise<CountedMention[]> {
  type Row = Pick<TraitColumns, "tone" | "intent" | "hostility" | "place_codes" | "analysis_version"> &
    Pick<CountedMention, "publishedAt" | "outlet" | "channel" | "language"> & { count: number };
  const { rows } = await sql<Row>`
    select date_trunc('hour', published_at, 'UTC') as "publishedAt", outlet, channel, language, tone, intent, hostility,
      place_codes, analysis_version, count(*)::int as count
    from listen.mention where workspace_id = ${workspaceId}::uuid and ${within("published_at", month)}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`.execute(tx);
  return rows.map(({ publishedAt, outlet, channel, language, count, ...traits }) => ({
    publishedAt,
    outlet,
    channel,
    language,
    count,
    traits: traitValues(traits),
  }));
}

/** How often each day names and quotes whom, in the columns of newsmaker_day but for the workspace. */
const newsmakerDays = (workspaceId: string, month: MonthSpan): RawBuilder<unknown> => sql`
  select kind, key, (published_at at time zone 'UTC')::date as at, count(*)::int as named,
    count(*) filter (where quotes > 0)::int as quoted, sum(quotes)::int as quotes,
    count(*) filter (where tone = 'negative')::int as negative,
    count(*) filter (where tone = 'neutral')::int as neutral,
    count(*) filter (where tone = 'positive')::int as positive,
    count(*) filter (where tone = 'unsure')::int as unsure
  from listen.newsmaker_mention
  where workspace_id = ${workspaceId}::uuid and ${within("published_at", month)} group by 1, 2, 3`;

/** The counts of a month as they are kept. */
export async function readKeptMonth(
  tx: MentionDb,
  workspaceId: string,
  month: MonthSpan,
): Promise<MonthCounts> {
  const ofMonth = sql`workspace_id = ${workspaceId}::uuid and ${within("at", month)}`;
  const read = (rows: RawBuilder<Counted>) => readCounted(tx, rows);
  return {
    mention_count: await read(sql<Counted>`
      select concat_ws(' ', grain, ${instant}, channel, language, outlet_key) as key, count::text
      from listen.mention_count where ${ofMonth} and count <> 0`),
    mention_total: await read(sql<Counted>`
      select concat_ws(' ', grain, ${instant}) as key, count::text
      from listen.mention_total where ${ofMonth} and count <> 0`),
    mention_trait_count: await read(sql<Counted>`
      select concat_ws(' ', grain, ${instant}, trait, value) as key, count::text
      from listen.mention_trait_count where ${ofMonth} and count <> 0`),
    newsmaker_day: await read(sql<Counted>`
      select concat_ws(' ', kind, at, key) as key,
        concat_ws(' ', named, quoted, quotes, negative, neutral, positive, unsure) as count
      from listen.newsmaker_day where ${daysOf(workspaceId, month)}
        and (named, quoted, quotes, negative, neutral, positive, unsure) <> (0, 0, 0, 0, 0, 0, 0)`),
    monitor_combination: await read(sql<Counted>`
      select ${combinationKey} as key, count::text from listen.monitor_combination where ${ofMonth} and count <> 0`),
    account_count: await read(sql<Counted>`
      select ${accountKey} as key, count::text from listen.account_count where ${ofMonth} and count <> 0`),
  };
}

/**
 * Puts the counts of a month that were made anew in the place of those that are kept. Whoever adds to them waits until
 * the transaction is over; mentions of transactions that wait are not seen, and add themselves afterwards.
 */
export async function replaceMonth(tx: MentionDb, workspaceId: string, month: MonthSpan): Promise<void> {
  await holdOffRetention(tx);
  await sql`lock table ${sql.join(countTables.map((table) => sql.id("listen", table)))}
    in share row exclusive mode`.execute(tx);
  const mentions = await readMentions(tx, workspaceId, month);
  for (const table of countTables.filter((name) => name !== "newsmaker_day"))
    await sql`delete from ${sql.id("listen", table)}
      where workspace_id = ${workspaceId}::uuid and ${within("at", month)}`.execute(tx);
  await addMentionCounts(tx, workspaceId, mentions);
  await sql`delete from listen.newsmaker_day where ${daysOf(workspaceId, month)}`.execute(tx);
  await sql`
    insert into listen.newsmaker_day
      (workspace_id, kind, key, at, named, quoted, quotes, negative, neutral, positive, unsure)
    select ${workspaceId}::uuid, days.* from (${newsmakerDays(workspaceId, month)}) as days`.execute(tx);
  await sql`
    insert into listen.monitor_combination (workspace_id, at, key, monitor_ids, count)
    select ${workspaceId}::uuid, found.* from (${monthCombinations(workspaceId, month)}) as found`.execute(
    tx,
  );
  await sql`
    insert into listen.account_count (workspace_id, grain, at, channel, handle, count)
    select ${workspaceId}::uuid, said.* from (${monthAccounts(workspaceId, month)}) as said`.execute(tx);
}
