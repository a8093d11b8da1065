import { createHash } from "node:crypto";
import type { Trouble } from "../rehearsal.ts";

/** Somebody with an account on the simulated network. */
export interface SimulatedAccount {
  readonly did: string;
  readonly handle: string;
  readonly password: string;
  /** The refresh token that is good now: each one is void once it was used. */
  refreshToken: string;
  /** What its app password allows. */
  accessScope: "com.atproto.appPass" | "com.atproto.appPassPrivileged";
}

/** A post as it stands in its author's repository, and when the network first saw it. */
export interface SimulatedPost {
  readonly uri: string;
  readonly cid: string;
  readonly author: SimulatedAccount;
  readonly record: Readonly<Record<string, unknown>>;
  readonly indexedAt: Date;
}

export interface SimulatedMessage {
  readonly id: string;
  readonly rev: string;
  readonly sender: SimulatedAccount;
  readonly text: string;
  readonly sentAt: Date;
}

/** Two people, or more, who write to each other. */
export interface SimulatedChat {
  readonly id: string;
  readonly members: readonly SimulatedAccount[];
  readonly messages: SimulatedMessage[];
}

export interface ChatEvent {
  readonly rev: string;
  readonly kind: "create" | "delete";
  readonly chat: SimulatedChat;
  readonly message: SimulatedMessage;
  /** Null where all members see it. */
  readonly onlyFor: SimulatedAccount | null;
}

/** What the simulator knows: plain data. */
export interface SimulatedNetwork {
  readonly accounts: SimulatedAccount[];
  readonly posts: SimulatedPost[];
  /** Records that are no posts, by their address. */
  readonly others: Map<string, unknown>;
  /** What goes wrong with the next calls. */
  readonly mishaps: Trouble[];
  /** Threads that nobody may answer. */
  readonly closed: Set<string>;
  readonly calls: string[];
  readonly chats: SimulatedChat[];
  /** What happened in chats, oldest first. */
  readonly chatLog: ChatEvent[];
  readonly now: () => Date;
  serial: number;
}

export const postsOf = "app.bsky.feed.post";

export function simulateNetwork(now: () => Date): SimulatedNetwork {
  return {
    accounts: [],
    posts: [],
    others: new Map(),
    mishaps: [],
    closed: new Set(),
    calls: [],
    chats: [],
    chatLog: [],
    now,
    serial: 0,
  };
}

const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** A number in the alphabet of DIDs and CIDs, filled up to a length. */
function spelled(number: number, length: number): string {
  let rest = number;
  let text = "";
  for (let place = 0; place < length; place += 1) {
    text = letters.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

export function openSimulatedAccount(network: SimulatedNetwork, handle: string): SimulatedAccount {
  network.serial += 1;
  const did = `did:plc:${spelled(network.serial, 24)}`;
  const account: SimulatedAccount = {
    ...{ did, handle, password: `sandi-${handle}`, refreshToken: "" },
    accessScope: "com.atproto.appPassPrivileged",
  };
  network.accounts.push(account);
  return account;
}

/** The name of a content (CIDv1 in base32: version, codec, SHA-256): 0x71 for records, 0x55 for files. */
export function cidOf(content: string | Uint8Array, codec: 0x71 | 0x55): string {
  const hash = createHash("sha256").update(content).digest();
  const bytes = Buffer.concat([Buffer.from([1, codec, 0x12, 32]), hash]);
  let bits = 0;
  let held = 0;
  let text = "b";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += letters.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + letters.charAt((held << (5 - bits)) & 31);
}

export const isUs = (account: SimulatedAccount, actor: string): boolean =>
  account.did === actor || account.handle === actor;

/** Puts a post into its author's repository. @returns null where the key is taken */
export function putSimulatedPost(
  network: SimulatedNetwork,
  author: SimulatedAccount,
  key: string,
  record: Readonly<Record<string, unknown>>,
): SimulatedPost | null {
  const uri = `at://${author.did}/${postsOf}/${key}`;
  if (network.posts.some((post) => post.uri === uri)) return null;
  network.serial += 1;
  const post = { uri, cid: cidOf(`${network.serial}`, 0x71), author, record, indexedAt: network.now() };
  network.posts.push(post);
  return post;
}

/** A key like those of Bluesky's own programs. */
export const nextKey = (network: SimulatedNetwork): string => {
  network.serial += 1;
  return `3k${spelled(network.serial, 11)}`;
};

/** Somebody says something, as their own program would write it down. */
export function saySimulated(
  network: SimulatedNetwork,
  author: SimulatedAccount,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): SimulatedPost {
  const facets = [...text.matchAll(/@([\w.-]+\w)/g)].flatMap(({ index, 0: part, 1: handle = "" }) => {
    const account = network.accounts.find((one) => one.handle === handle);
    if (!account) return [];
    const byteStart = Buffer.byteLength(text.slice(0, index));
    const feature = { $type: "app.bsky.richtext.facet#mention", did: account.did };
    return [{ index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features: [feature] }];
  });
  const record = { $type: postsOf, text, createdAt: network.now().toISOString(), facets, ...more };
  const post = putSimulatedPost(network, author, nextKey(network), record);
  if (!post) throw new Error("the key was taken");
  return post;
}

export interface RecordLinks {
  readonly rootUri?: string;
  readonly parentUri?: string;
  readonly quotedUri?: string;
  readonly features: readonly Readonly<Record<string, unknown>>[];
}

/** What a record points to. */
export function linksOf({ record }: SimulatedPost): RecordLinks {
  const read = record as {
    reply?: { root: { uri: string }; parent: { uri: string } };
    embed?: { record?: { uri?: string; record?: { uri: string } } };
    facets?: { features: Record<string, unknown>[] }[];
  };
  const quotedUri = read.embed?.record?.uri ?? read.embed?.record?.record?.uri;
  return {
    ...(read.reply && { rootUri: read.reply.root.uri, parentUri: read.reply.parent.uri }),
    ...(quotedUri !== undefined && { quotedUri }),
    features: (read.facets ?? []).flatMap(({ features }) => features),
  };
}
