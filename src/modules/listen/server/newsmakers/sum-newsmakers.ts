import { type RawBuilder, sql } from "kysely";
import { dayMs } from "../mentions/mention-counts.ts";
import type { NewsmakerDb, NewsmakerKind } from "./newsmaker-tables.ts";

export type Sums = {
  named: number;
  quoted: number;
  quotes: number;
  negative: number;
  neutral: number;
  positive: number;
  unsure: number;
};
export type RankedRow = Sums & { key: string };
export type Period = { from: Date; until: Date };

const sumColumns = sql`sum(named)::int as named, sum(quoted)::int as quoted, sum(quotes)::int as quotes,
  sum(negative)::int as negative, sum(neutral)::int as neutral, sum(positive)::int as positive,
  sum(unsure)::int as unsure`;
/** Of rows of `newsmaker_mention`. */
export const mentionSums = sql`count(*)::int as named, count(*) filter (where quotes > 0)::int as quoted,
  coalesce(sum(quotes), 0)::int as quotes, count(*) filter (where tone = 'negative')::int as negative,
  count(*) filter (where tone = 'neutral')::int as neutral, count(*) filter (where tone = 'positive')::int as positive,
  count(*) filter (where tone = 'unsure')::int as unsure`;

/**
 * Rows of key and sums for a period: whole days (UTC) from the counts, and the hours at both ends, which days of the office
 * cut through, from the mentions themselves. Exact.
 * @param which narrows both tables, for instance to some keys
 */
function parts(
  workspaceId: string,
  kind: NewsmakerKind,
  { from, until }: Period,
  which: RawBuilder<unknown>,
) {
  const firstDay = Math.ceil(from.getTime() / dayMs) * dayMs;
  const lastDay = Math.floor(until.getTime() / dayMs) * dayMs;
  const owned = sql`workspace_id = ${workspaceId}::uuid and kind = ${kind}`;
  const mentions = (since: number, before: number) => sql`
    select key, ${mentionSums} from listen.newsmaker_mention where ${owned} ${which}
      and published_at >= ${new Date(since).toISOString()}::timestamptz
      and published_at < ${new Date(before).toISOString()}::timestamptz group by key`;
  if (firstDay >= lastDay) return mentions(from.getTime(), until.getTime());
  const days = sql`
    select key, ${sumColumns} from listen.newsmaker_day where ${owned} ${which}
      and at >= ${new Date(firstDay).toISOString()}::timestamptz::date
      and at < ${new Date(lastDay).toISOString()}::timestamptz::date group by key`;
  return sql.join(
    [
      days,
      ...(from.getTime() < firstDay ? [mentions(from.getTime(), firstDay)] : []),
      ...(lastDay < until.getTime() ? [mentions(lastDay, until.getTime())] : []),
    ],
    sql` union all `,
  );
}

/** Joins `part` to what its key is counted under. */
export const rootJoin = (workspaceId: string, kind: NewsmakerKind): RawBuilder<unknown> => sql`
  left join listen.newsmaker_link as link on link.workspace_id = ${workspaceId}::uuid and link.kind = ${kind}
    and link.key = part.key`;

/** The first of a period, read from all days of everybody. */
export async function rankAll(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  period: Period,
  { sort, limit }: { sort: "quoted" | "named"; limit: number },
): Promise<RankedRow[]> {
  const order = sort === "quoted" ? sql`quoted desc, quotes desc, named desc` : sql`named desc, quoted desc`;
  const { rows } = await sql<RankedRow>`
    select coalesce(link.root, part.key) as key, ${sumColumns}
    from (${parts(workspaceId, kind, period, sql``)}) as part ${rootJoin(workspaceId, kind)}
    group by 1 having sum(named) > 0 order by ${order}, 1 limit ${limit}`.execute(db);
  return rows;
}

/** The sums of some roots in a period, by root. */
export async function sumRoots(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  period: Period,
  keys: readonly string[],
): Promise<Map<string, Sums>> {
  if (keys.length === 0) return new Map();
  const which = sql`and key = any(${[...keys]}::text[])`;
  const { rows } = await sql<RankedRow>`
    select coalesce(link.root, part.key) as key, ${sumColumns}
    from (${parts(workspaceId, kind, period, which)}) as part ${rootJoin(workspaceId, kind)} group by 1`.execute(
    db,
  );
  return new Map(rows.map(({ key, ...sums }) => [key, sums]));
}

/** The keys that are counted under roots, themselves among them. */
export async function keysOfRoots(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  roots: readonly string[],
): Promise<Map<string, string[]>> {
  const keys = new Map(roots.map((root) => [root, [root]]));
  if (roots.length === 0) return keys;
  const links = await db
    .selectFrom("listen.newsmaker_link")
    .select(["key", "root"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("root", "in", [...roots])
    .orderBy("key")
    .execute();
  for (const { key, root } of links) keys.get(root)?.push(key);
  return keys;
}

/** What a key is counted under. */
export async function rootOf(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  key: string,
): Promise<string> {
  const link = await db
    .selectFrom("listen.newsmaker_link")
    .select("root")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("key", "=", key)
    .executeTakeFirst();
  return link?.root ?? key;
}

export type DayRow = Sums & { key: string; at: string };

/** By root and day (UTC), whole days. */
export async function daysOfRoots(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  { from, until }: Period,
  keys: readonly string[],
): Promise<DayRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<DayRow>`
    select coalesce(link.root, part.key) as key, at::text as at, ${sumColumns}
    from listen.newsmaker_day as part ${rootJoin(workspaceId, kind)}
    where part.workspace_id = ${workspaceId}::uuid and part.kind = ${kind} and part.key = any(${[...keys]}::text[])
      and at >= ${from.toISOString()}::timestamptz::date and at <= ${until.toISOString()}::timestamptz::date
    group by 1, 2 order by 2`.execute(db);
  return rows;
}
