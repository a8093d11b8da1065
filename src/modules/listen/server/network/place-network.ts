import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { estimateBetweenness } from "./estimate-betweenness.ts";
import type { Community, NetworkAnswer, NetworkTask, PlacedNode } from "./network-task.ts";

type Drawn = UndirectedGraph<{ x: number; y: number }, { weight: number; pull: number }>;

/** Fewer together are no community. */
const fewestInCommunity = 3;
const mostNamed = 5;

/**
 * Finds the communities of a network (Louvain method, Blondel and others 2008, on weights without direction), who stands
 * between others (betweenness), and where to draw each (ForceAtlas2, Jacomy and others 2014). The same network is always
 * drawn the same. Takes seconds for thousands of nodes: not for the thread that answers people.
 */
export function placeNetwork({ nodes, edges }: NetworkTask): NetworkAnswer {
  const random = seeded(nodes.length * 31 + edges.length);
  const graph: Drawn = new UndirectedGraph();
  for (const at of nodes.keys()) graph.addNode(String(at), { x: 0, y: 0 });
  for (const { from, to, weight } of edges) {
    if (from === to) continue;
    const known = graph.edge(String(from), String(to));
    if (known === undefined) graph.addEdge(String(from), String(to), { weight, pull: 1 });
    else graph.updateEdgeAttribute(known, "weight", (before) => (before ?? 0) + weight);
  }
  graph.forEachEdge((edge, { weight }) => graph.setEdgeAttribute(edge, "pull", 1 + Math.log(weight)));
  const found =
    graph.size === 0
      ? { communities: Object.fromEntries(nodes.map((_, at) => [String(at), at])), modularity: 0 }
      : louvain.detailed(graph, { getEdgeWeight: "weight", rng: random });
  const communityOf = rankCommunities(nodes.length, found.communities);
  const neighbours = nodes.map((_, at) => graph.neighbors(String(at)).map(Number));
  const between = estimateBetweenness(neighbours, random);
  const places = layOut(graph, communityOf, random);
  const placed = nodes.map((node, at): PlacedNode => {
    const own = communityOf[at] ?? -1;
    const others = new Set((neighbours[at] ?? []).map((other) => communityOf[other] ?? -1));
    others.delete(own);
    others.delete(-1);
    return { ...node, community: own, between: between[at] ?? 0, reaches: others.size, ...places(at) };
  });
  return {
    nodes: placed,
    communities: describe(placed),
    modularity: graph.size === 0 ? 0 : found.modularity,
  };
}

/** Communities by size, the largest 0; -1 for what is too small to be one. */
function rankCommunities(length: number, found: Readonly<Record<string, number>>): number[] {
  const members = new Map<number, number[]>();
  for (let at = 0; at < length; at += 1) {
    const one = found[String(at)] ?? -1;
    members.set(one, [...(members.get(one) ?? []), at]);
  }
  const ranked = [...members.values()].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  const community = Array.from({ length }, () => -1);
  ranked.forEach((own, rank) => {
    if (own.length >= fewestInCommunity) for (const at of own) community[at] = rank;
  });
  return community;
}

function describe(nodes: readonly PlacedNode[]): Community[] {
  const communities: Community[] = [];
  const placed = nodes.map((node, at) => ({ ...node, at }));
  for (const [community, members] of Map.groupBy(placed, (node) => node.community)) {
    if (community < 0) continue;
    communities[community] = {
      size: members.length,
      posts: members.reduce((sum, { posts }) => sum + posts, 0),
      names: members
        .toSorted((a, b) => b.received - a.received || b.sent - a.sent || (a.key < b.key ? -1 : 1))
        .slice(0, mostNamed)
        .map(({ at }) => at),
    };
  }
  return communities;
}

/** Begins with each community in a place of its own, and lets the forces do the rest. */
function layOut(graph: Drawn, communityOf: readonly number[], random: () => number) {
  const { order } = graph;
  const starts = startsOf(communityOf, random);
  graph.forEachNode((node) => graph.mergeNodeAttributes(node, starts[Number(node)] ?? { x: 0, y: 0 }));
  const places =
    order < 2
      ? {}
      : forceAtlas2(graph, {
          iterations: order > 2_000 ? 40 : order > 500 ? 120 : 300,
          getEdgeWeight: "pull",
          settings: {
            ...forceAtlas2.inferSettings(order),
            barnesHutOptimize: order > 300,
            barnesHutTheta: 0.8,
          },
        });
  let widest = 0;
  for (const { x, y } of Object.values(places)) widest = Math.max(widest, Math.abs(x), Math.abs(y));
  const scale = widest > 0 && Number.isFinite(widest) ? 1 / widest : 0;
  const rounded = (value: number): number => Math.round(value * scale * 10_000) / 10_000;
  return (at: number): { x: number; y: number } => {
    const place = places[String(at)];
    return place === undefined ? { x: 0, y: 0 } : { x: rounded(place.x), y: rounded(place.y) };
  };
}

/** The golden angle: turning by it, places on a spiral never stand behind each other. */
const turn = Math.PI * (3 - Math.sqrt(5));
/** About as much room as the forces give a node. */
const room = 12;

function startsOf(communityOf: readonly number[], random: () => number): { x: number; y: number }[] {
  const sizes = new Map<number, number>();
  for (const one of communityOf) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const middles = new Map<number, { x: number; y: number }>();
  let passed = 0;
  // Those in no community come last, and so stand around the others.
  const ranked = [...sizes].sort(
    ([a, sizeA], [b, sizeB]) => Number(a < 0) - Number(b < 0) || sizeB - sizeA || a - b,
  );
  ranked.forEach(([community, size], rank) => {
    const far = room * Math.sqrt(passed + (rank === 0 ? 0 : size));
    middles.set(community, { x: far * Math.cos(rank * turn), y: far * Math.sin(rank * turn) });
    passed += size;
  });
  return communityOf.map((community) => {
    const middle = middles.get(community) ?? { x: 0, y: 0 };
    const isAlone = community < 0;
    const far = room * Math.sqrt(isAlone ? passed * (1 + random()) : random() * (sizes.get(community) ?? 1));
    const angle = random() * 2 * Math.PI;
    const from = isAlone ? { x: 0, y: 0 } : middle;
    return { x: from.x + far * Math.cos(angle), y: from.y + far * Math.sin(angle) };
  });
}

/** A small generator (mulberry32), so that the same network is always cut and drawn the same. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
