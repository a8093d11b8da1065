import { sql } from "kysely";
import { foldValue } from "#text/fold.ts";
import type { NetworkEdge } from "../../contract/network.ts";
import { partsOfKey } from "../outlets/voice-key.ts";
import type { Scope } from "./network-scope.ts";
import type { NetworkDb } from "./network-tables.ts";
import type { GatheredNode } from "./network-task.ts";

type Named = { key: string; name: string | null; posts: number };

/** What nodes are called, how much they said, and how many ties lead to them and from them. */
export async function nameNodes(
  db: NetworkDb,
  workspaceId: string,
  scope: Scope,
  nodes: readonly string[],
  edges: readonly NetworkEdge[],
): Promise<GatheredNode[]> {
  const keys = nodes.filter((node) => node.startsWith("a:")).map((node) => node.slice(2));
  const { rows } = await sql<Named>`
    with counted as (
      select post.channel, post.handle, count(*)::int as posts from listen.account_post as post
      where ${scope.asked("post")} group by 1, 2
    )
    select wanted.key, account.name, coalesce(counted.posts, 0) as posts
    from (select one as key, split_part(one, ':', 1) as channel, substr(one, strpos(one, ':') + 1) as handle
      from unnest(${keys}::text[]) as one) as wanted
    left join listen.account as account on account.workspace_id = ${workspaceId}::uuid
      and account.channel = wanted.channel and account.handle = wanted.handle
    left join counted on counted.channel = wanted.channel and counted.handle = wanted.handle`.execute(db);
  const accounts = new Map(rows.map((row) => [row.key, row]));
  const outlets = await sql<{ outlet: string; posts: number }>`
    select member.outlet, count(*)::int as posts from listen.copy_member as member
    where ${scope.asked("member")} and member.outlet = any(${nodes.flatMap((node) =>
      node.startsWith("o:") ? [node.slice(2)] : [],
    )}::text[]) group by 1`.execute(db);
  const posts = new Map(outlets.rows.map((row) => [row.outlet, row.posts]));
  const received = new Float64Array(nodes.length);
  const sent = new Float64Array(nodes.length);
  for (const { from, to, weight } of edges) {
    sent[from] = (sent[from] ?? 0) + weight;
    received[to] = (received[to] ?? 0) + weight;
  }
  return nodes.map((node, at): GatheredNode => {
    const name = node.slice(2);
    const ties = { received: received[at] ?? 0, sent: sent[at] ?? 0 };
    if (node.startsWith("o:"))
      return {
        kind: "outlet",
        key: foldValue(name),
        name,
        channel: null,
        posts: posts.get(name) ?? 0,
        ...ties,
      };
    const { channel, handle } = partsOfKey(name);
    const known = accounts.get(name);
    const said = known?.name ?? handle;
    return {
      kind: "account",
      key: name,
      name: said.startsWith("@") || channel !== "x" ? said : `@${said}`,
      channel,
      posts: known?.posts ?? 0,
      ...ties,
    };
  });
}
