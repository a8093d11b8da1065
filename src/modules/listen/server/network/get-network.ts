import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { SentNetwork, SentNetworkResult } from "../../contract/network.ts";
import { shownName } from "../outlets/list-outlets.ts";
import { voiceQuery } from "../outlets/voice-key.ts";
import { channelOf, openVeil, type Veil } from "../personal-data/veil.ts";
import { withNetworks } from "./network-tables.ts";
import type { BuiltNetwork } from "./network-task.ts";

/**
 * An officer looks at a network that was asked for: how far it is, and then who is in it.
 * @throws AppError `not_found`
 */
export async function getNetwork(
  context: Pick<RequestContext, "db" | "workspaceId">,
  { id }: { id: string },
): Promise<SentNetwork> {
  const row = await withNetworks(context.db)
    .selectFrom("listen.network")
    .selectAll()
    .where("workspace_id", "=", context.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("network");
  const veil = await openVeil(context.db, context.workspaceId);
  return {
    id: row.id,
    state: row.state,
    progress: row.progress,
    settings: row.settings,
    askedAt: row.asked_at.toISOString(),
    result: row.result === null ? null : shown(row.result, veil),
  };
}

function shown({ nodes, communities, bursts, ...rest }: BuiltNetwork, veil: Veil): SentNetworkResult {
  const named = nodes.map((node) => ({
    ...node,
    name: shownName(veil, node.kind, node.key, node.name),
    channel: node.channel === null ? null : channelOf({ channel: node.channel }),
    query: voiceQuery(node),
  }));
  return {
    ...rest,
    nodes: named,
    communities: communities.map(({ names, ...one }) => ({
      ...one,
      names: names.flatMap((at) => named[at]?.name ?? []),
    })),
    bursts: bursts.map(({ channel, words, evidence, ...one }) => {
      const cover = veil(channelOf({ channel }));
      return {
        ...one,
        words: cover.words(words),
        evidence: evidence.map((post) => ({ ...post, name: cover.words(post.name) })),
      };
    }),
  };
}
