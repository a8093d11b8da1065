import { z } from "zod";
import { chatMethods } from "./chat-methods.ts";
import { complaintOfRecord } from "./lexicon-check.ts";
import { accountOf, Refusal, type SimulatedCall, type SimulatedMethod } from "./simulated-call.ts";
import { cidOf, isUs, postsOf, putSimulatedPost, type SimulatedAccount } from "./simulated-network.ts";
import { authorFeed, notificationsOf, postViews, searchPosts, threadAround } from "./simulated-reading.ts";

const written = z.object({
  repo: z.string(),
  writes: z.array(
    z.object({ collection: z.string(), rkey: z.string(), value: z.record(z.string(), z.unknown()) }),
  ),
});
const named = z.object({ repo: z.string(), collection: z.string(), rkey: z.string() });

const sessionMethods: [string, SimulatedMethod][] = [
  [
    "com.atproto.server.createSession",
    ({ network, body, openSession }) => {
      const { identifier, password } = z.object({ identifier: z.string(), password: z.string() }).parse(body);
      const account = network.accounts.find((one) => isUs(one, identifier) && one.password === password);
      if (!account) throw new Refusal(401, "AuthenticationRequired", "Invalid identifier or password");
      return { ...openSession(account), did: account.did, handle: account.handle, active: true };
    },
  ],
  [
    "com.atproto.server.refreshSession",
    (call) => {
      const account = accountOf(call, "refresh");
      if (account.refreshToken !== call.bearer)
        throw new Refusal(400, "ExpiredToken", "Token has been revoked");
      return { ...call.openSession(account), did: account.did, handle: account.handle, active: true };
    },
  ],
  [
    "com.atproto.server.getSession",
    (call) => {
      const { did, handle } = accountOf(call);
      return { did, handle, active: true };
    },
  ],
];

const writeMethods: [string, SimulatedMethod][] = [
  [
    "com.atproto.repo.uploadBlob",
    (call) => {
      accountOf(call);
      const { bytes, mediaType } = call.file;
      if (bytes.byteLength > 2_000_000) throw new Refusal(413, "PayloadTooLarge", "request entity too large");
      return {
        blob: {
          $type: "blob",
          ref: { $link: cidOf(bytes, 0x55) },
          mimeType: mediaType,
          size: bytes.byteLength,
        },
      };
    },
  ],
  [
    "com.atproto.repo.applyWrites",
    (call) => {
      const { network } = call;
      const account = accountOf(call);
      const { repo, writes } = written.parse(call.body);
      if (!isUs(account, repo)) throw new Refusal(403, "InvalidRequest", "not your repo");
      for (const { collection, rkey, value } of writes) {
        const complaint = complaintOfRecord(collection, value);
        if (complaint !== null)
          throw new Refusal(400, "InvalidRequest", `Invalid ${collection} record: ${complaint}`);
        if (network.posts.some(({ uri }) => uri === `at://${account.did}/${collection}/${rkey}`))
          throw new Refusal(400, "InvalidRequest", `There is already a value at key: ${collection}/${rkey}`);
      }
      for (const { collection, rkey, value } of writes)
        if (collection === postsOf) putSimulatedPost(network, account, rkey, value);
        else network.others.set(`at://${account.did}/${collection}/${rkey}`, value);
      return {};
    },
  ],
  [
    "com.atproto.repo.deleteRecord",
    (call) => {
      const { network } = call;
      const account = accountOf(call);
      const { repo, collection, rkey } = named.parse(call.body);
      if (!isUs(account, repo)) throw new Refusal(403, "InvalidRequest", "not your repo");
      const address = `at://${account.did}/${collection}/${rkey}`;
      const at = network.posts.findIndex(({ uri }) => uri === address);
      if (at >= 0) network.posts.splice(at, 1);
      network.others.delete(address);
      return {};
    },
  ],
];

const actorOf = ({ network, params }: SimulatedCall): SimulatedAccount => {
  const actor = String(params["actor"] ?? params["handle"] ?? params["repo"]);
  const account = network.accounts.find((one) => isUs(one, actor));
  if (!account) throw new Refusal(400, "InvalidRequest", "Profile not found");
  return account;
};

const readMethods: [string, SimulatedMethod][] = [
  ["com.atproto.identity.resolveHandle", (call) => ({ did: actorOf(call).did })],
  [
    "com.atproto.repo.getRecord",
    (call) => {
      const { repo, collection, rkey } = named.parse(call.params);
      const uri = `at://${repo}/${collection}/${rkey}`;
      const post = call.network.posts.find((one) => one.uri === uri);
      if (!post) throw new Refusal(400, "RecordNotFound", `Could not locate record: ${uri}`);
      return { uri, cid: post.cid, value: post.record };
    },
  ],
  ["app.bsky.feed.searchPosts", (call) => accountOf(call) && searchPosts(call.network, call.params)],
  ["app.bsky.feed.getAuthorFeed", (call) => authorFeed(call.network, actorOf(call), call.params)],
  ["app.bsky.feed.getPosts", (call) => accountOf(call) && postViews(call.network, call.params)],
  [
    "app.bsky.feed.getPostThread",
    (call) => {
      const post = call.network.posts.find(({ uri }) => uri === call.params["uri"]);
      if (!post) throw new Refusal(400, "NotFound", "Post not found");
      return threadAround(call.network, post, call.params);
    },
  ],
  [
    "app.bsky.notification.listNotifications",
    (call) => notificationsOf(call.network, accountOf(call), call.params),
  ],
  [
    "app.bsky.actor.getProfile",
    (call) => {
      const { did, handle } = actorOf(call);
      return { did, handle, followersCount: 12, followsCount: 3, postsCount: call.network.posts.length };
    },
  ],
];

export const answers: ReadonlyMap<string, SimulatedMethod> = new Map([
  ...chatMethods,
  ...sessionMethods,
  ...writeMethods,
  ...readMethods,
]);
