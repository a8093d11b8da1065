import { sql } from "kysely";
import { type EdgeKind, mostEdges, type NetworkEdge } from "../../contract/network.ts";
import { nameNodes } from "./name-nodes.ts";
import type { Scope } from "./network-scope.ts";
import type { NetworkDb } from "./network-tables.ts";
import type { GatheredNode } from "./network-task.ts";

/** Posts of the same words with a longer pause between them belong to two waves; in a wave each is tied to the first. Minutes. */
const copyMinutes = 30;
/** The heaviest pairs that are read, to choose what is drawn from. */
const mostPairs = 3 * mostEdges;

/** Asked of a row called `member`: it is no account's. */
const isOfOutlet = sql`not exists (select from listen.account_post as own
  where own.workspace_id = member.workspace_id and own.published_at = member.published_at
    and own.mention_id = member.mention_id)`;

type Pair = { source: string; target: string; kind: EdgeKind; weight: number };

export type GatheredNetwork = {
  nodes: GatheredNode[];
  edges: NetworkEdge[];
  mentions: number;
  allNodes: number;
  allEdges: number;
  ties: Record<EdgeKind, number>;
};

/**
 * Reads who passes on, answers, names and repeats whom, and keeps the largest: the nodes with most ties, and of the ties
 * between those the heaviest. Counts of all are exact.
 */
export async function gatherNetwork(
  db: NetworkDb,
  workspaceId: string,
  scope: Scope,
  most: number,
): Promise<GatheredNetwork> {
  const pairs = sql`
    with tied as (
      select tie.kind, 'a:' || tie.channel || ':' || tie.handle as source,
        'a:' || coalesce(parent.channel || ':' || parent.handle, tie.channel || ':' || nullif(tie.to_handle, '')) as target
      from listen.account_tie as tie
      left join listen.mention_origin as origin on tie.parent_key is not null
        and origin.origin_key = tie.parent_key and origin.workspace_id = tie.workspace_id
      left join listen.account_post as parent on parent.mention_id = origin.mention_id
        and parent.workspace_id = tie.workspace_id
      where ${scope.asked("tie")}
    ), repeated as (
      select 'copy' as kind, source, first_value(source) over (partition by group_id, wave
        order by published_at, mention_id) as target
      from (
        select *, count(*) filter (where pause > ${copyMinutes} * interval '1 minute') over earlier as wave
        from (
          select 'a:' || post.channel || ':' || post.handle as source, post.published_at, post.mention_id,
            member.group_id, post.published_at - lag(post.published_at) over (partition by member.group_id
              order by post.published_at, post.mention_id) as pause
          from listen.account_post as post
          join listen.copy_member as member on member.workspace_id = post.workspace_id
            and member.mention_id = post.mention_id and member.kind in ('origin', 'same')
          where ${scope.asked("post")}
        ) as said window earlier as (partition by group_id order by published_at, mention_id)
      ) as waves
    ), taken as (
      select 'copy' as kind, 'o:' || member.outlet as source, 'o:' || grouped.first_outlet as target
      from listen.copy_member as member
      join listen.copy_group as grouped on grouped.workspace_id = member.workspace_id and grouped.id = member.group_id
      where ${scope.asked("member")} and ${isOfOutlet}
    )
    select source, target, kind, count(*)::int as weight
    from (select * from tied union all select * from repeated union all select * from taken) as every
    where target is not null and source <> target group by 1, 2, 3`;
  const totals = await sql<{ kind: EdgeKind | null; ties: number; edges: number; nodes: number }>`
    with pairs as materialized (${pairs})
    select kind, sum(weight)::int as ties, count(*)::int as edges, 0 as nodes from pairs group by 1
    union all
    select null, 0, 0, count(*)::int from (select source from pairs union select target from pairs) as one`.execute(
    db,
  );
  const heaviest = await sql<Pair>`
    select * from (${pairs}) as pairs order by weight desc, source, target, kind limit ${mostPairs}`.execute(
    db,
  );
  const ties: Record<EdgeKind, number> = { repost: 0, reply: 0, mention: 0, copy: 0 };
  for (const { kind, ties: count } of totals.rows) if (kind !== null) ties[kind] = count;
  const chosen = chooseNodes(heaviest.rows, most);
  const places = new Map(chosen.map((key, at) => [key, at]));
  const edges: NetworkEdge[] = [];
  for (const { source, target, kind, weight } of heaviest.rows) {
    const [from, to] = [places.get(source), places.get(target)];
    if (from !== undefined && to !== undefined && edges.length < mostEdges)
      edges.push({ from, to, kind, weight });
  }
  return {
    nodes: await nameNodes(db, workspaceId, scope, chosen, edges),
    edges,
    mentions: await countMentions(db, scope),
    allNodes: totals.rows.find(({ kind }) => kind === null)?.nodes ?? 0,
    allEdges: totals.rows.reduce((sum, { edges: count }) => sum + count, 0),
    ties,
  };
}

/** The nodes with most ties, the most first. */
function chooseNodes(pairs: readonly Pair[], most: number): string[] {
  const degrees = new Map<string, number>();
  for (const { source, target, weight } of pairs)
    for (const key of [source, target]) degrees.set(key, (degrees.get(key) ?? 0) + weight);
  return [...degrees]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([key]) => key);
}

async function countMentions(db: NetworkDb, scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from listen.account_post as post where ${scope.asked("post")})::int
      + (select count(*) from listen.copy_member as member where ${scope.asked("member")} and ${isOfOutlet})::int as count`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
