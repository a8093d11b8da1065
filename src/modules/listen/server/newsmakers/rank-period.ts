import { sql } from "kysely";
import { dayMs } from "../mentions/mention-counts.ts";
import type { NewsmakerDb, NewsmakerKind } from "./newsmaker-tables.ts";
import { keysOfRoots, type Period, type RankedRow, rankAll, rootJoin, sumRoots } from "./sum-newsmakers.ts";

/** On a day that is not in the index of frequent days somebody is named at most twice and quoted in one mention at most. */
const rareDay = { named: 2, quoted: 1 } as const;

type Order = { sort: "quoted" | "named"; limit: number };

/**
 * The first of a period, by how often they are quoted or named. Exact: whoever was never frequent on a day cannot have more
 * than rare days add up to; only when that could be enough all days are read.
 */
export async function rankPeriod(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  period: Period,
  order: Order,
): Promise<RankedRow[]> {
  const candidates = await findCandidates(db, workspaceId, kind, period, order);
  if (candidates === undefined) return rankAll(db, workspaceId, kind, period, order);
  const keys = [...(await keysOfRoots(db, workspaceId, kind, candidates)).values()].flat();
  const sums = await sumRoots(db, workspaceId, kind, period, keys);
  return [...sums]
    .map(([key, row]) => ({ key, ...row }))
    .filter(({ named }) => named > 0)
    .sort((a, b) => compare(a, b, order.sort))
    .slice(0, order.limit);
}

function compare(a: RankedRow, b: RankedRow, sort: Order["sort"]): number {
  const by =
    sort === "quoted"
      ? b.quoted - a.quoted || b.quotes - a.quotes || b.named - a.named
      : b.named - a.named || b.quoted - a.quoted;
  return by || (a.key < b.key ? -1 : 1);
}

/** Roots that can be among the first; undefined when rare days alone could make somebody so. */
async function findCandidates(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  { from, until }: Period,
  { sort, limit }: Order,
): Promise<string[] | undefined> {
  const first = Math.floor(from.getTime() / dayMs) * dayMs;
  const last = Math.floor((until.getTime() - 1) / dayMs) * dayMs;
  const frequent = sort === "named" ? sql`named >= 3` : sql`quoted >= 2`;
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  // Days at the ends are cut by the period: they count for what may be, not for what is.
  const inside = sql`at > ${day(first)}::date and at < ${day(last)}::date`;
  const amount = sql.ref(sort);
  const { rows } = await sql<{ key: string; least: number; most: number; others: number }>`
    with frequent as (
      select coalesce(link.root, part.key) as key, sum(${amount})::int as most,
        coalesce(sum(${amount}) filter (where ${inside}), 0)::int as least
      from listen.newsmaker_day as part ${rootJoin(workspaceId, kind)}
      where part.workspace_id = ${workspaceId}::uuid and part.kind = ${kind} and ${frequent}
        and at >= ${day(first)}::date and at <= ${day(last)}::date
      group by 1
    )
    select key, most, least, (select count(*) from listen.newsmaker_link as more
      where more.workspace_id = ${workspaceId}::uuid and more.kind = ${kind} and more.root = frequent.key)::int as others
    from frequent`.execute(db);
  const sure = rows.toSorted((a, b) => b.least - a.least)[limit - 1]?.least ?? 0;
  const rare = rareDay[sort] * ((last - first) / dayMs + 1);
  if (sure <= rare) return undefined;
  const linked = await sql<{ root: string }>`
    select root from listen.newsmaker_link where workspace_id = ${workspaceId}::uuid and kind = ${kind}
    group by 1 having (count(*) + 1) * ${rare}::int >= ${sure}`.execute(db);
  const frequentOnes = rows
    .filter(({ most, others }) => most + rare * (others + 1) >= sure)
    .map(({ key }) => key);
  return [...new Set([...frequentOnes, ...linked.rows.map(({ root }) => root)])];
}
