import type { EdgeKind, NetworkEdge, NetworkNode, NetworkResult } from "../../contract/network.ts";

/** What of a network is looked at. */
export type NetworkChoice = {
  kinds: ReadonlySet<EdgeKind>;
  /** One community; undefined is all. */
  community: number | undefined;
  /** Ties made less often are left out. */
  least: number;
};

/** A node with its place in the network that it is of. */
export type SeenNode = NetworkNode & { at: number };
export type NetworkView = { nodes: SeenNode[]; edges: NetworkEdge[] };

/** The part of a network that is chosen: ties of the kinds and weights asked for, and whoever they tie. */
export function viewOf(result: NetworkResult, { kinds, community, least }: NetworkChoice): NetworkView {
  const isIn = (at: number): boolean => community === undefined || result.nodes[at]?.community === community;
  const edges = result.edges.filter(
    ({ from, to, kind, weight }) => kinds.has(kind) && weight >= least && isIn(from) && isIn(to),
  );
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: result.nodes.map((node, at) => ({ ...node, at })).filter(({ at }) => tied.has(at)),
    edges,
  };
}

/** How many ties lead to and from each node of a view, most first. */
export function rankView({ nodes, edges }: NetworkView): SeenNode[] {
  const received = new Map<number, number>();
  const sent = new Map<number, number>();
  for (const { from, to, weight } of edges) {
    sent.set(from, (sent.get(from) ?? 0) + weight);
    received.set(to, (received.get(to) ?? 0) + weight);
  }
  return nodes
    .map((node) => ({ ...node, received: received.get(node.at) ?? 0, sent: sent.get(node.at) ?? 0 }))
    .sort((a, b) => b.received - a.received || b.sent - a.sent || (a.key < b.key ? -1 : 1));
}

/** The radius a node is drawn with: its area grows with the ties to it. Pixels. */
export const radiusOf = ({ received }: Pick<NetworkNode, "received">, of: number): number =>
  Math.min(22, (of > 2_000 ? 1.6 : 2.6) + Math.sqrt(received) * (of > 500 ? 0.7 : 1.1));

/** The place of a community among the colours of a chart; those beyond, and nobody's, are grey. */
export const colourOf = (community: number, categories: readonly string[], grey: string): string =>
  categories[community] ?? grey;
