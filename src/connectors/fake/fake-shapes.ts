import { z } from "zod";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";

/** A post as the practice network's interface shows it. */
export const fakePost = z.object({
  id: z.string(),
  author: z.object({ id: z.string(), handle: z.string(), name: z.string(), followers: z.number() }),
  text: z.string(),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  replyTo: z.string().nullable(),
  rootId: z.string(),
  visibility: z.enum(["public", "private"]),
  media: z.array(z.object({ id: z.string(), mediaType: z.string(), alt: z.string() })),
  counts: z.record(z.string(), z.number()),
});

export const fakeNotice = z.object({
  number: z.number(),
  kind: z.enum(["mention", "reply", "direct", "edited", "removed"]),
  postId: z.string(),
  to: z.string(),
  post: fakePost.nullable(),
});

export const fakeTokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
});

export const fakeWebhookState = z.object({
  url: z.string().nullable(),
  waiting: z.number(),
  lastFailure: z.object({ at: z.number(), said: z.string() }).nullable(),
});

export const fakePage = z.object({ posts: z.array(fakePost), cursor: z.string().nullish() });
export const fakeInbox = z.object({ notices: z.array(fakeNotice), cursor: z.string(), hasMore: z.boolean() });
export const fakeMe = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  followers: z.number(),
  tokenEndsAt: z.number().nullable(),
});

/** A post of the practice network in the words of the ports. */
export function networkPost(server: string, post: z.infer<typeof fakePost>): NetworkPost {
  return {
    externalId: post.id,
    url: `${server}/#${post.id}`,
    author: {
      externalId: post.author.id,
      handle: post.author.handle,
      name: post.author.name,
      followers: post.author.followers,
    },
    text: post.text,
    publishedAt: new Date(post.at),
    ...(post.editedAt !== null && { editedAt: new Date(post.editedAt) }),
    ...(post.replyTo !== null && { replyTo: { externalId: post.replyTo, rootId: post.rootId } }),
    media: post.media.map(({ id, alt }) => ({ kind: "image", url: `${server}/media/${id}`, alt })),
    engagement: post.counts,
    isPrivate: post.visibility === "private",
  };
}

/** What a notice tells of our inbox. */
export function inboxChange(server: string, ownId: string, notice: z.infer<typeof fakeNotice>): InboxChange {
  if (notice.post === null || notice.kind === "removed")
    return { kind: "removed", externalId: notice.postId };
  const post = networkPost(server, notice.post);
  return {
    kind: notice.kind === "edited" ? "edited" : "item",
    item: {
      post,
      conversation: { externalId: notice.post.rootId, kind: post.isPrivate ? "direct" : "thread" },
      kind: post.isPrivate
        ? "direct"
        : notice.kind === "reply" || notice.post.replyTo !== null
          ? "reply"
          : "mention",
      isOurs: notice.post.author.id === ownId,
    },
  };
}
