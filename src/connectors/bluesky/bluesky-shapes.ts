import { z } from "zod";

/** Strangers' text: what does not fit is left out, so that one odd post never hides the others of its page. */
const words = z.string().catch("");
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);
const uri = z.string().startsWith("at://").max(8_192);
const did = z.string().startsWith("did:").max(2_048);
const ref = z.object({ uri });

/** Items that each stand for themselves: one that cannot be read is left out. */
export const readable = <Item extends z.ZodType>(item: Item) =>
  z.array(z.unknown()).transform((items) =>
    items.flatMap((one): z.infer<Item>[] => {
      const { data, success } = item.safeParse(one);
      return success ? [data] : [];
    }),
  );

/** A post as its author wrote it into their own repository. */
export const postRecord = z.object({
  text: words,
  createdAt: words,
  langs: z.array(z.string()).optional().catch(undefined),
  reply: z.object({ root: ref, parent: ref }).optional().catch(undefined),
  embed: z
    .object({ record: z.union([ref, z.object({ record: ref }).transform(({ record }) => record)]) })
    .optional()
    .catch(undefined),
});

const someone = z.object({
  did,
  handle: words,
  displayName: words,
  followersCount: count,
});

const picture = z.object({ fullsize: z.url({ protocol: /^https?$/ }), alt: words });
const film = z.object({
  playlist: z.url({ protocol: /^https?$/ }),
  alt: z.string().optional().catch(undefined),
});
const shownMedia = z.object({
  images: readable(picture).optional().catch(undefined),
  items: readable(picture).optional().catch(undefined),
  playlist: z.unknown().optional(),
  alt: z.unknown().optional(),
});

/** What is shown with a post; `media` where it also quotes. */
const shownEmbed = shownMedia.extend({ media: shownMedia.optional().catch(undefined) });

/** A post as the network shows it. */
export const postView = z.object({
  uri,
  author: someone,
  record: postRecord.catch({ text: "", createdAt: "" }),
  embed: shownEmbed.optional().catch(undefined),
  replyCount: count,
  repostCount: count,
  likeCount: count,
  quoteCount: count,
  bookmarkCount: count,
  indexedAt: words,
  viewer: z.object({ replyDisabled: z.boolean().optional() }).optional().catch(undefined),
});
export type PostView = z.infer<typeof postView>;

export const notification = z.object({
  uri,
  author: someone,
  reason: z.string(),
  record: postRecord.catch({ text: "", createdAt: "" }),
  indexedAt: z.string(),
});
export type Notification = z.infer<typeof notification>;

const cursor = z.string().max(8_192).optional();
export const searchAnswer = z.object({ posts: readable(postView), cursor });
export const postsAnswer = z.object({ posts: readable(postView) });
export const feedAnswer = z.object({
  feed: readable(z.object({ post: postView, reason: z.unknown().optional() })),
  cursor,
});
/** A notification that cannot be read keeps its place: an empty page would look like the end. */
export const notificationsAnswer = z.object({ notifications: readable(notification), cursor });

export interface ThreadNode {
  readonly post?: PostView | undefined;
  readonly parent?: ThreadNode | undefined;
  readonly replies?: readonly ThreadNode[] | undefined;
}
/** A post with what it answers and what answers it; posts that are gone or blocked have no `post`. */
export const threadNode: z.ZodType<ThreadNode> = z.lazy(() =>
  z.object({
    post: postView.optional().catch(undefined),
    parent: threadNode.optional().catch(undefined),
    replies: readable(threadNode).optional().catch(undefined),
  }),
);
export const threadAnswer = z.object({ thread: threadNode });

export const profile = z.object({
  did,
  handle: words,
  displayName: words,
  followersCount: count,
  followsCount: count,
  postsCount: count,
});

export const storedSession = z.object({ did, handle: z.string().max(2_048) });
export const storedRecord = z.object({ uri, cid: z.string().min(1), value: postRecord });
export const blobAnswer = z.object({
  blob: z.object({ ref: z.unknown(), mimeType: z.string(), size: z.number() }).loose(),
});
export const resolvedHandle = z.object({ did });

/** The film of an embed, if it is one. */
export const readFilm = (embed: unknown): z.infer<typeof film> | null => film.safeParse(embed).data ?? null;
