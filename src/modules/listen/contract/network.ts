import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { channel } from "./mentions.ts";
import { voiceKind } from "./outlet.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["network"];

/** What ties two: one passes the other's words on, answers, names, or says the same words later. */
export const edgeKind = z.enum(["repost", "reply", "mention", "copy"]);
export type EdgeKind = z.infer<typeof edgeKind>;

/** As many are drawn; what is beyond is counted. */
export const mostNodes = 5_000;
export const mostEdges = 20_000;

export const NetworkSettings = z.object({
  from: instant,
  until: instant,
  /** A query that the mentions must satisfy; `monitor:"…"` for what a monitor finds. */
  q: z.string().trim().max(20_000).default(""),
  /** The most nodes to draw. */
  most: z.number().int().min(10).max(mostNodes).default(1_000),
});
export type NetworkSettings = z.infer<typeof NetworkSettings>;

export const NetworkNode = z.object({
  /** Place among the nodes, by which edges name it. */
  kind: voiceKind,
  key: z.string(),
  name: shownWords,
  channel: channel.nullable(),
  /** Mentions of its own in the period. */
  posts: z.number(),
  /** Ties to it and from it, each counted as often as it was made. */
  received: z.number(),
  sent: z.number(),
  /** Which community it is in, the largest first; -1 for those too small to be called one. */
  community: z.number(),
  /** The share of shortest ways between others that lead over it, estimated; 0 to 1. */
  between: z.number(),
  /** How many communities it has ties to besides its own. */
  reaches: z.number(),
  x: z.number(),
  y: z.number(),
  query: z.string(),
});
export type NetworkNode = z.infer<typeof NetworkNode>;

export const NetworkEdge = z.object({
  from: z.number(),
  to: z.number(),
  kind: edgeKind,
  weight: z.number(),
});
export type NetworkEdge = z.infer<typeof NetworkEdge>;

/** The same words from several accounts within minutes: a sign of coordination, and no proof. */
export const NetworkBurst = z.object({
  groupId: id,
  posts: z.number(),
  accounts: z.number(),
  firstAt: instant,
  /** Minutes from the first to the last. */
  minutes: z.number(),
  words: shownWords,
  /** Those that made it, in the order of their posts, each with its mention. */
  evidence: z.array(z.object({ name: shownWords, at: instant, mentionId: id })),
});
export type NetworkBurst = z.infer<typeof NetworkBurst>;

export const NetworkResult = z.object({
  nodes: z.array(NetworkNode),
  edges: z.array(NetworkEdge),
  communities: z.array(z.object({ size: z.number(), posts: z.number(), names: z.array(shownWords) })),
  /** How clearly communities stand apart (Newman's modularity), -0.5 to 1. */
  modularity: z.number(),
  bursts: z.array(NetworkBurst),
  /** Of what it was made, and what is not drawn. */
  mentions: z.number(),
  isNewestOnly: z.boolean(),
  allNodes: z.number(),
  allEdges: z.number(),
  /** Ties by kind, drawn or not. */
  ties: z.object({ repost: z.number(), reply: z.number(), mention: z.number(), copy: z.number() }),
  tookMs: z.number(),
});
export type NetworkResult = z.infer<typeof NetworkResult>;
export type SentNetworkResult = z.input<typeof NetworkResult>;

export const Network = z.object({
  id,
  state: z.enum(["waiting", "done", "failed"]),
  /** Of a hundred. */
  progress: z.number(),
  settings: NetworkSettings,
  askedAt: instant,
  result: NetworkResult.nullable(),
});
export type Network = z.infer<typeof Network>;
export type SentNetwork = z.input<typeof Network>;

const longestPeriodDays = 93;

export const networkContract = {
  askNetwork: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/networks",
      tags,
      summary: "Have the network of who passes on, answers, names and repeats whom made for a period",
    })
    .input(
      NetworkSettings.refine(
        ({ from, until }) => {
          const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
          return days > 0 && days <= longestPeriodDays;
        },
        { path: ["until"] },
      ),
    )
    .output(z.object({ id })),
  getNetwork: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/networks/{id}",
      tags,
      summary: "A network that was asked for: how far it is, and what was found",
    })
    .input(z.object({ id }))
    .output(Network),
};
