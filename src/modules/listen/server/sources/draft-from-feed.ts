import { createHash } from "node:crypto";
import type { FeedItem } from "#connectors/feed/feed-shape.ts";
import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import { channel } from "../../contract/mentions.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";

/** What the drafts of a source take from it. */
export type DraftSource = { id: string; title: string; outlet: string; channel: string };

/**
 * A publication time later than this cannot be true: the feed's clock or zone is wrong (local times marked as UTC are
 * seven hours ahead), and the time of receipt is nearer to the truth. Milliseconds.
 */
const aheadMs = 60 * 60_000;

/** Whether a time of publication can be believed at `now`. */
export const isPlausibleTime = (at: Date, now: Date): boolean =>
  at.getTime() <= now.getTime() + aheadMs && at.getUTCFullYear() >= 1990;

/**
 * One item of a feed as a draft, whatever it lacks: without an id its address names it, without both its words do;
 * without a date the time of receipt stands in.
 * @returns undefined for an item that says nothing at all
 */
export function draftFromFeed(source: DraftSource, item: FeedItem, now: Date): MentionDraft | undefined {
  const text = item.text ?? item.summary ?? "";
  const title = item.title ?? firstLine(text);
  if (title === "" && text === "") return undefined;
  const url = (item.url === undefined ? undefined : canonicalUrl(item.url)) ?? null;
  const time = item.publishedAt ?? item.updatedAt;
  const isTimed = time !== undefined && isPlausibleTime(time.at, now);
  return {
    sourceId: source.id,
    sourceTitle: source.title,
    externalId: (item.externalId ?? url ?? wordsId(title, text)).slice(0, 2000),
    url,
    channel: channel.catch("other").parse(source.channel),
    outlet: source.outlet,
    author: item.author?.slice(0, 200) ?? null,
    title,
    text,
    // Feeds state the language of their software more often than that of their words.
    language: null,
    publishedAt: isTimed ? time.at : now,
    timePrecision: !isTimed ? "received" : time.precision === "day" ? "day" : "minute",
    imageUrl: item.imageUrl ?? null,
    engagement: null,
    parentExternalId: null,
    threadId: null,
    place: null,
    tags: [],
    attachmentIds: [],
    raw: rawOf(item),
  };
}

/** Drafts of a whole feed, newest wording first come: an item that stands in it twice is taken once. */
export function draftsFromFeed(
  source: DraftSource,
  items: readonly FeedItem[],
  now: Date,
): { drafts: MentionDraft[]; empty: number; misdated: number } {
  const drafts = new Map<string, MentionDraft>();
  let empty = 0;
  let misdated = 0;
  for (const item of items) {
    const draft = draftFromFeed(source, item, now);
    if (!draft) {
      empty += 1;
      continue;
    }
    if (draft.timePrecision === "received" && item.publishedAt !== undefined) misdated += 1;
    if (!drafts.has(draft.externalId)) drafts.set(draft.externalId, draft);
  }
  return { drafts: [...drafts.values()], empty, misdated };
}

/** What stands for a title where nobody gave one, as with posts. */
export function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length <= 120 ? line : `${line.slice(0, 119).trimEnd()}…`;
}

function wordsId(title: string, text: string): string {
  return `words:${createHash("sha256").update(title).update("\0").update(text).digest("hex").slice(0, 40)}`;
}

/** What the item said beside its words, which the mention itself keeps. */
function rawOf(item: FeedItem): Record<string, unknown> {
  return {
    ...(item.externalId === undefined ? {} : { id: item.externalId }),
    ...(item.url === undefined ? {} : { link: item.url }),
    ...(item.publishedAt === undefined ? {} : { published: item.publishedAt.at.toISOString() }),
    ...(item.updatedAt === undefined ? {} : { updated: item.updatedAt.at.toISOString() }),
    ...(item.language === undefined ? {} : { language: item.language }),
    ...(item.categories.length === 0 ? {} : { categories: item.categories }),
    ...(item.enclosures.length === 0 ? {} : { enclosures: item.enclosures }),
  };
}
