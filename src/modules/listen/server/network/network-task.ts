import type { EdgeKind, NetworkEdge } from "../../contract/network.ts";
import type { VoiceKind } from "../../contract/outlet.ts";

/** An account or outlet with its ties, before the network is made of them. */
export type GatheredNode = {
  kind: VoiceKind;
  key: string;
  name: string;
  channel: string | null;
  posts: number;
  received: number;
  sent: number;
};

/** What the child process is given: nodes, and edges that name them by their places. */
export type NetworkTask = { nodes: readonly GatheredNode[]; edges: readonly NetworkEdge[] };

export type PlacedNode = GatheredNode & {
  community: number;
  between: number;
  reaches: number;
  x: number;
  y: number;
};

/** `names` are places of nodes, those that are tied to most first. */
export type Community = { size: number; posts: number; names: number[] };

export type NetworkAnswer = { nodes: PlacedNode[]; communities: Community[]; modularity: number };

export type FoundBurst = {
  groupId: string;
  posts: number;
  accounts: number;
  firstAt: string;
  minutes: number;
  words: string;
  channel: string;
  evidence: { name: string; at: string; mentionId: string }[];
};

/** A network as it is kept: with words as they were said, which a veil covers whenever they are shown. */
export type BuiltNetwork = NetworkAnswer & {
  edges: NetworkEdge[];
  bursts: FoundBurst[];
  mentions: number;
  isNewestOnly: boolean;
  allNodes: number;
  allEdges: number;
  ties: Record<EdgeKind, number>;
  tookMs: number;
};
