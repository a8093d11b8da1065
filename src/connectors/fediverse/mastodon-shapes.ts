import { z } from "zod";
import { plainText, tidyLine } from "#connectors/page/plain-text.ts";
import type { NetworkMedia, NetworkPost } from "#connectors/ports/network-post.ts";

/*
 * What is needed of Mastodon's entities (docs.joinmastodon.org/entities), and no more: servers that imitate the interface
 * leave out what they do not have. What is not needed to keep a post is read where it can be and left out where not.
 */

const id = z.union([z.string().min(1).max(300), z.int().transform(String)]);
const count = z.int().min(0).optional().catch(undefined);
const instant = z.string().max(64).pipe(z.coerce.date());

export const mastodonAccount = z.object({
  id,
  username: z.string().max(1_000).catch(""),
  acct: z.string().min(1).max(1_000),
  display_name: z.string().catch(""),
  url: z.string().nullish().catch(null),
  followers_count: count,
  following_count: count,
  statuses_count: count,
});

const mastodonMedia = z.object({
  type: z.string().catch("unknown"),
  url: z.string().nullish(),
  remote_url: z.string().nullish(),
  description: z.string().nullish().catch(null),
});

export const mastodonStatus = z.object({
  id,
  uri: z.string().catch(""),
  url: z.string().nullish().catch(null),
  created_at: instant,
  edited_at: instant.nullish().catch(null),
  account: mastodonAccount,
  content: z.string(),
  spoiler_text: z.string().catch(""),
  visibility: z.string(),
  language: z.string().max(35).nullish().catch(null),
  in_reply_to_id: id.nullish().catch(null),
  media_attachments: z.array(z.unknown()).catch([]),
  mentions: z.array(z.object({ id, acct: z.string() })).catch([]),
  quote: z
    .object({ quoted_status: z.object({ id }).nullish() })
    .nullish()
    .catch(null),
  reblog: z.object({ id }).nullish().catch(null),
  replies_count: count,
  reblogs_count: count,
  favourites_count: count,
  quotes_count: count,
});
export type MastodonStatus = z.infer<typeof mastodonStatus>;

export const mastodonNotification = z.object({
  id,
  type: z.string(),
  created_at: instant.nullish().catch(null),
  status: mastodonStatus.nullish().catch(null),
});
export type MastodonNotification = z.infer<typeof mastodonNotification>;

export const mastodonContext = z.object({
  ancestors: z.array(z.unknown()),
  descendants: z.array(z.unknown()),
});

const amount = z.int().min(1).optional().catch(undefined);
const access = z.object({ remote: z.string().nullish(), local: z.string().nullish() }).nullish().catch(null);

export const mastodonInstance = z.object({
  domain: z.string().min(1).max(300).optional().catch(undefined),
  configuration: z
    .object({
      urls: z.object({ streaming: z.string().nullish() }).optional().catch(undefined),
      statuses: z
        .object({ max_characters: amount, max_media_attachments: amount })
        .optional()
        .catch(undefined),
      media_attachments: z
        .object({
          supported_mime_types: z.array(z.string()).optional().catch(undefined),
          image_size_limit: amount,
          video_size_limit: amount,
          description_limit: amount,
        })
        .optional()
        .catch(undefined),
      timelines_access: z.object({ hashtag_feeds: access }).nullish().catch(null),
    })
    .optional()
    .catch(undefined),
});

export const metricsOf = (status: MastodonStatus): Record<string, number> => {
  const { favourites_count, reblogs_count, replies_count, quotes_count } = status;
  const counts = {
    favourites: favourites_count,
    reblogs: reblogs_count,
    replies: replies_count,
    quotes: quotes_count,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== undefined)) as Record<
    string,
    number
  >;
};

/** `@name` on its own server as people elsewhere write it, without "@". */
export const handleOf = (acct: string, server: string): string =>
  acct.includes("@") ? acct : `${acct}@${new URL(server).hostname}`;

export interface PostPlace {
  /** The server that showed the post. */
  readonly server: string;
  /** Nobody has spoken in the future. */
  readonly now: Date;
  readonly rootId?: string;
  /** Another server than the account's own: its numbers mean nothing there, so posts go by their lasting address. */
  readonly isForeign?: boolean;
}

/** A post in the words of the ports, its HTML made plain. A content warning stands before the text. */
export function networkPost(status: MastodonStatus, place: PostPlace): NetworkPost {
  const { server, now, rootId, isForeign } = place;
  const warning = tidyLine(status.spoiler_text);
  const text = plainText(status.content);
  const quoted = status.quote?.quoted_status?.id ?? status.reblog?.id;
  const { account } = status;
  const accountUrl = webAddress(account.url);
  return {
    externalId: isForeign && status.uri !== "" ? status.uri : status.id,
    url: webAddress(status.url) ?? webAddress(status.uri),
    author: {
      externalId: isForeign ? handleOf(account.acct, server) : account.id,
      handle: handleOf(account.acct, server),
      name: tidyLine(account.display_name) || account.username || account.acct,
      ...(accountUrl !== null && { url: accountUrl }),
      ...(account.followers_count !== undefined && { followers: account.followers_count }),
    },
    text: warning === "" ? text : `${warning}\n\n${text}`,
    ...(status.language && { language: status.language }),
    publishedAt: earlier(status.created_at, now),
    ...(status.edited_at && { editedAt: earlier(status.edited_at, now) }),
    ...(status.in_reply_to_id &&
      !isForeign && {
        replyTo: { externalId: status.in_reply_to_id, ...(rootId !== undefined && { rootId }) },
      }),
    ...(quoted !== undefined && !isForeign && { quotes: { externalId: quoted } }),
    media: status.media_attachments.flatMap(mediaOf),
    engagement: metricsOf(status),
    isPrivate: status.visibility === "direct" || status.visibility === "private",
  };
}

function mediaOf(entry: unknown): NetworkMedia[] {
  const read = mastodonMedia.safeParse(entry);
  if (!read.success) return [];
  const { type, url, remote_url, description } = read.data;
  const address = webAddress(url) ?? webAddress(remote_url);
  if (address === null) return [];
  const kind =
    type === "gifv" ? "video" : type === "image" || type === "video" || type === "audio" ? type : "file";
  return [{ kind, url: address, ...(description && { alt: description }) }];
}

/** Only what a browser may be sent to. */
function webAddress(address: string | null | undefined): string | null {
  if (!address || address.length > 4_000 || !URL.canParse(address)) return null;
  return /^https?:$/.test(new URL(address).protocol) ? address : null;
}

const earlier = (one: Date, other: Date): Date => (one.getTime() < other.getTime() ? one : other);
