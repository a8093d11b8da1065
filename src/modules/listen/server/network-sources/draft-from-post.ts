import { canonicalUrl, resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import { type Channel, channel } from "../../contract/mentions.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { firstLine, isPlausibleTime } from "../sources/draft-from-feed.ts";

/** What the drafts of a source on a network take from it. */
export type PostSource = { id: string; title: string; outlet: string; channel: string };

/** Networks whose channel has another name. */
const channels: Readonly<Record<string, Channel>> = { fediverse: "mastodon", email: "mail" };

/** The channel of what is said on a network. */
export const channelOfNetwork = (network: string): Channel =>
  channels[network] ?? channel.catch("other").parse(network);

const mostRawMedia = 8;

/**
 * What somebody said on a network, or a page that it found, as a draft for the intake.
 * @returns undefined for what is private or says nothing: neither is ever a mention
 */
export function draftFromPost(source: PostSource, post: NetworkPost, now: Date): MentionDraft | undefined {
  const { author, text, title, replyTo } = post;
  if (post.isPrivate || (text === "" && (title ?? "") === "" && post.media.length === 0)) return undefined;
  const isPage = title !== undefined;
  const isTimed = post.isUndated !== true && isPlausibleTime(post.publishedAt, now);
  return {
    sourceId: source.id,
    sourceTitle: source.title,
    externalId: post.externalId.slice(0, 2_000),
    url: isPage ? (canonicalUrl(post.url ?? "") ?? null) : addressOf(post.url),
    channel: channel.catch("other").parse(source.channel),
    outlet: (isPage ? author.name || author.handle : source.outlet).slice(0, 200),
    author: isPage || author.handle === "" ? null : `@${author.handle}`.slice(0, 200),
    title: title ?? firstLine(text),
    text,
    // Authors leave their program's language standing: the engine reads the words.
    language: null,
    publishedAt: isTimed ? post.publishedAt : now,
    timePrecision: isTimed ? "minute" : "received",
    imageUrl: pictureOf(post),
    engagement: engagementOf(post.engagement),
    parentExternalId: replyTo?.externalId.slice(0, 2_000) ?? null,
    threadId: replyTo?.rootId?.slice(0, 2_000) ?? null,
    place: null,
    tags: [],
    attachmentIds: [],
    raw: rawOf(post),
  };
}

/** Canonical; what stands behind a "#" is dropped from pages, but names the post on networks that are one page. */
function addressOf(url: string | null): string | null {
  if (url === null) return null;
  const canonical = canonicalUrl(url);
  return canonical === undefined ? null : `${canonical}${URL.parse(url)?.hash ?? ""}`;
}

function pictureOf({ media }: NetworkPost): string | null {
  const picture = media.find(({ kind }) => kind === "image");
  return (picture && resolveHttpUrl(picture.url)) ?? null;
}

/** Networks' own names of the figures that every mention has. */
const figures = {
  likes: ["likes", "favourites", "reactions"],
  replies: ["replies", "comments"],
  shares: ["reposts", "reblogs", "shares", "retweets"],
  views: ["views", "impressions"],
} as const;

function engagementOf(counts: NetworkPost["engagement"]): MentionDraft["engagement"] {
  if (Object.keys(counts).length === 0) return null;
  const figure = (names: readonly string[]): number | null =>
    names.map((name) => counts[name]).find((count) => count !== undefined) ?? null;
  return {
    likes: figure(figures.likes),
    replies: figure(figures.replies),
    shares: figure(figures.shares),
    views: figure(figures.views),
  };
}

/** What the network said beside the words, for whoever doubts our reading of it. */
function rawOf({ externalId, url, author, quotes, language, media }: NetworkPost): Record<string, unknown> {
  return {
    id: externalId,
    ...(url === null ? {} : { link: url }),
    author,
    ...(language === undefined ? {} : { language }),
    ...(quotes === undefined ? {} : { quotes: quotes.externalId }),
    ...(media.length === 0 ? {} : { media: media.slice(0, mostRawMedia) }),
  };
}
