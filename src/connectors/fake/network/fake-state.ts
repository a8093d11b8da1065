import { createHash } from "node:crypto";

export interface FakeAccount {
  id: string;
  handle: string;
  name: string;
  followers: number;
  token: string;
  refreshToken: string;
  /** Milliseconds since 1970; null where the token lasts. */
  tokenEndsAt: number | null;
  isRevoked: boolean;
  webhook: FakeWebhook | null;
}

export interface FakeWebhook {
  url: string;
  secret: string;
  /** The last call that was not answered with "well". */
  lastFailure?: { at: number; said: string };
}

export interface FakePost {
  id: string;
  authorId: string;
  text: string;
  at: number;
  editedAt: number | null;
  replyTo: string | null;
  rootId: string;
  visibility: "public" | "private";
  mark: string | null;
  media: { id: string; mediaType: string; alt: string; size: number }[];
  likes: number;
  isRemoved: boolean;
}

/** Something an account is told of. */
export interface FakeNotice {
  number: number;
  accountId: string;
  kind: "mention" | "reply" | "direct" | "edited" | "removed";
  postId: string;
  at: number;
}

/** What the next calls are answered with instead of the truth; each is used up once. */
export type Mishap =
  | { kind: "too_many"; retryAfterSeconds: number | null }
  | { kind: "server_error" }
  | { kind: "html" }
  /** The call does what it should, and the line is cut before the answer. */
  | { kind: "answer_lost" }
  | { kind: "media_refused" }
  | { kind: "slow"; ms: number };

/** The control page may spoil the next webhook. */
export type WebhookMishap = "lost" | "doubled" | "forged" | "late" | "other_account";

/** Everything the practice network knows. Plain data: it can be written to a file and read again. */
export interface FakeNetwork {
  number: number;
  accounts: FakeAccount[];
  posts: FakePost[];
  notices: FakeNotice[];
  mishaps: Mishap[];
  webhookMishaps: WebhookMishap[];
  consents: { code: string; accountId: string; challenge: string; callback: string }[];
  /** `content` in Base64. */
  files: { id: string; mediaType: string; size: number; content: string }[];
}

export const emptyNetwork = (): FakeNetwork => ({
  number: 0,
  accounts: [],
  posts: [],
  notices: [],
  mishaps: [],
  webhookMishaps: [],
  consents: [],
  files: [],
});

/** A new number, for ids that order by time. */
export function nextNumber(network: FakeNetwork): number {
  network.number += 1;
  return network.number;
}

/** A token that nobody guesses by chance; the practice network has nothing to protect, and its runs can be repeated. */
const tokenOf = (what: string, number: number): string =>
  `${what}_${createHash("sha256").update(`${what}:${number}`).digest("base64url").slice(0, 24)}`;

/** Opens an account. An account of that handle is returned as it is. */
export function openAccount(network: FakeNetwork, handle: string, name: string, followers = 0): FakeAccount {
  const known = network.accounts.find((account) => account.handle === handle);
  if (known) return known;
  const number = nextNumber(network);
  const account: FakeAccount = {
    id: `u${number}`,
    handle,
    name,
    followers,
    token: tokenOf("token", number),
    refreshToken: tokenOf("refresh", number),
    tokenEndsAt: null,
    isRevoked: false,
    webhook: null,
  };
  network.accounts.push(account);
  return account;
}

/** A new pair of tokens; the old ones are void at once, as careful networks do it. */
export function renewToken(network: FakeNetwork, account: FakeAccount, endsAt: number | null): FakeAccount {
  const number = nextNumber(network);
  account.token = tokenOf("token", number);
  account.refreshToken = tokenOf("refresh", number);
  account.tokenEndsAt = endsAt;
  return account;
}

export interface NewPost {
  authorId: string;
  text: string;
  replyTo?: string | null;
  visibility?: "public" | "private";
  mark?: string | null;
  media?: FakePost["media"];
}

/**
 * Puts up a post and tells whom it concerns: those it names, and the author of what it answers.
 * @returns the post, and the notices it caused. A post with a mark that this author used before is that one, anew.
 */
export function putPost(
  network: FakeNetwork,
  draft: NewPost,
  at: number,
): { post: FakePost; notices: FakeNotice[] } {
  const same = draft.mark ? postByMark(network, draft.authorId, draft.mark) : undefined;
  if (same) return { post: same, notices: [] };
  const parent = network.posts.find(({ id }) => id === draft.replyTo);
  const id = `p${nextNumber(network)}`;
  const post: FakePost = {
    id,
    authorId: draft.authorId,
    text: draft.text,
    at,
    editedAt: null,
    replyTo: parent?.id ?? null,
    rootId: parent?.rootId ?? id,
    visibility: draft.visibility ?? parent?.visibility ?? "public",
    mark: draft.mark ?? null,
    media: draft.media ?? [],
    likes: 0,
    isRemoved: false,
  };
  network.posts.push(post);
  return { post, notices: tellOf(network, post, at) };
}

export const postByMark = (network: FakeNetwork, authorId: string, mark: string): FakePost | undefined =>
  network.posts.find((post) => post.authorId === authorId && post.mark === mark);

export const postById = (network: FakeNetwork, id: string): FakePost | undefined =>
  network.posts.find((post) => post.id === id && !post.isRemoved);

/** Changes or removes a post, and tells those who were told of it. */
export function changePost(
  network: FakeNetwork,
  post: FakePost,
  text: string | null,
  at: number,
): FakeNotice[] {
  if (text === null) post.isRemoved = true;
  else {
    post.text = text;
    post.editedAt = at;
  }
  const told = new Set(
    network.notices.filter(({ postId }) => postId === post.id).map(({ accountId }) => accountId),
  );
  return [...told].map((accountId) =>
    notice(network, accountId, text === null ? "removed" : "edited", post, at),
  );
}

function tellOf(network: FakeNetwork, post: FakePost, at: number): FakeNotice[] {
  const named = new Set([...post.text.matchAll(/@([\w.]+\w)/g)].map(([, handle]) => handle));
  const parent = network.posts.find(({ id }) => id === post.replyTo);
  return network.accounts.flatMap((account) => {
    if (account.id === post.authorId) return [];
    const isNamed = named.has(account.handle);
    if (post.visibility === "private")
      return isNamed || parent?.authorId === account.id
        ? [notice(network, account.id, "direct", post, at)]
        : [];
    if (parent?.authorId === account.id) return [notice(network, account.id, "reply", post, at)];
    return isNamed ? [notice(network, account.id, "mention", post, at)] : [];
  });
}

function notice(
  network: FakeNetwork,
  accountId: string,
  kind: FakeNotice["kind"],
  post: FakePost,
  at: number,
): FakeNotice {
  const one: FakeNotice = { number: nextNumber(network), accountId, kind, postId: post.id, at };
  network.notices.push(one);
  return one;
}
