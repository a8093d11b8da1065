import { describe, expect, test } from "vitest";
import type { NetworkEdge } from "../../contract/network.ts";
import { estimateBetweenness } from "./estimate-betweenness.ts";
import type { GatheredNode } from "./network-task.ts";
import { placeNetwork } from "./place-network.ts";

const node = (at: number): GatheredNode => ({
  kind: "account",
  key: `x:akun${at}`,
  name: `akun${at}`,
  channel: "x",
  posts: 1,
  received: 0,
  sent: 0,
});

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Groups of accounts that mostly speak with each other. */
function planted(groups: number, size: number, inside: number, outside: number) {
  const random = mulberry(7);
  const truth = Array.from({ length: groups * size }, (_, at) => Math.floor(at / size));
  const edges: NetworkEdge[] = [];
  for (let from = 0; from < truth.length; from += 1)
    for (let to = from + 1; to < truth.length; to += 1)
      if (random() < (truth[from] === truth[to] ? inside : outside))
        edges.push({ from, to, kind: "repost", weight: 1 + Math.floor(random() * 3) });
  return { truth, edges, nodes: truth.map((_, at) => node(at)) };
}

/** How far two partitions agree beyond chance (Hubert and Arabie 1985): 1 the same, 0 as by chance. */
function adjustedRand(a: readonly number[], b: readonly number[]): number {
  const pairs = (count: number): number => (count * (count - 1)) / 2;
  const count = (keys: readonly (string | number)[]): number =>
    [...Map.groupBy(keys, (key) => key).values()].reduce((sum, { length }) => sum + pairs(length), 0);
  const both = count(a.map((one, at) => `${one} ${b[at]}`));
  const [ofA, ofB, all] = [count(a), count(b), pairs(a.length)];
  const chance = (ofA * ofB) / all;
  return (both - chance) / ((ofA + ofB) / 2 - chance);
}

describe("a network", () => {
  test("has the communities that were planted in it, the largest first, and is always drawn the same", () => {
    const { truth, edges, nodes } = planted(6, 40, 0.2, 0.005);
    const answer = placeNetwork({ nodes, edges });
    const found = answer.nodes.map(({ community }) => community);
    expect(adjustedRand(truth, found)).toBeGreaterThan(0.98);
    expect(answer.modularity).toBeGreaterThan(0.6);
    expect(answer.communities).toHaveLength(6);
    expect(placeNetwork({ nodes, edges })).toEqual(answer);
    // Each community is drawn closer together than the whole is.
    const spread = (of: readonly { x: number; y: number }[]): number => {
      const middle = {
        x: of.reduce((sum, { x }) => sum + x, 0) / of.length,
        y: of.reduce((sum, { y }) => sum + y, 0) / of.length,
      };
      return of.reduce((sum, { x, y }) => sum + Math.hypot(x - middle.x, y - middle.y), 0) / of.length;
    };
    const own = [0, 1, 2, 3, 4, 5].map((one) =>
      spread(answer.nodes.filter(({ community }) => community === one)),
    );
    expect(Math.max(...own)).toBeLessThan(spread(answer.nodes) * 0.6);
  });

  test("names who stands between two communities", () => {
    const { edges, nodes } = planted(2, 20, 0.5, 0);
    const bridge = nodes.length;
    const answer = placeNetwork({
      nodes: [...nodes, node(bridge)],
      edges: [
        ...edges,
        { from: bridge, to: 3, kind: "mention", weight: 1 },
        { from: bridge, to: 30, kind: "mention", weight: 1 },
      ],
    });
    const between = answer.nodes.toSorted((a, b) => b.between - a.between).slice(0, 3);
    const most = between.find(({ name }) => name === `akun${bridge}`);
    expect(most?.reaches).toBeGreaterThanOrEqual(1);
  });

  test("of nobody, of one and of strangers is drawn too", () => {
    expect(placeNetwork({ nodes: [], edges: [] }).nodes).toEqual([]);
    expect(placeNetwork({ nodes: [node(0)], edges: [] }).nodes[0]).toMatchObject({
      community: -1,
      x: 0,
      y: 0,
    });
    const strangers = placeNetwork({ nodes: [node(0), node(1), node(2)], edges: [] });
    expect(strangers.communities).toEqual([]);
    expect(strangers.nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test("counts shortest ways as they are on a line of five", () => {
    const line = [[1], [0, 2], [1, 3], [2, 4], [3]];
    expect([...estimateBetweenness(line, () => 0.5)]).toEqual([0, 0.5, 4 / 6, 0.5, 0]);
  });
});
