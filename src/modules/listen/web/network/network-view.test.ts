import { expect, test } from "vitest";
import type { NetworkNode, NetworkResult } from "../../contract/network.ts";
import { rankView, viewOf } from "./network-view.ts";

const node = (name: string, community: number): NetworkNode => ({
  kind: "account",
  key: `x:${name}`,
  name,
  channel: "x",
  posts: 1,
  received: 0,
  sent: 0,
  community,
  between: 0,
  reaches: 0,
  x: 0,
  y: 0,
  query: "",
});
const result: NetworkResult = {
  nodes: [node("ani", 0), node("budi", 0), node("citra", 1), node("dewi", -1)],
  edges: [
    { from: 1, to: 0, kind: "repost", weight: 3 },
    { from: 2, to: 0, kind: "reply", weight: 1 },
    { from: 3, to: 2, kind: "mention", weight: 1 },
  ],
  communities: [],
  modularity: 0,
  bursts: [],
  mentions: 5,
  isNewestOnly: false,
  allNodes: 4,
  allEdges: 3,
  ties: { repost: 3, reply: 1, mention: 1, copy: 0 },
  tookMs: 1,
};
const names = (choice: Parameters<typeof viewOf>[1]) =>
  rankView(viewOf(result, choice)).map(({ name }) => name);
const all = new Set(["repost", "reply", "mention", "copy"] as const);

test("a network is narrowed to kinds of ties, to those made often, and to a community", () => {
  expect(names({ kinds: all, community: undefined, least: 1 })).toEqual(["ani", "citra", "budi", "dewi"]);
  expect(names({ kinds: all, community: undefined, least: 2 })).toEqual(["ani", "budi"]);
  expect(names({ kinds: new Set(["mention"]), community: undefined, least: 1 })).toEqual(["citra", "dewi"]);
  expect(names({ kinds: all, community: 0, least: 1 })).toEqual(["ani", "budi"]);
  expect(names({ kinds: new Set(), community: undefined, least: 1 })).toEqual([]);
});
