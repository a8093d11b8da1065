import { randomUUID } from "node:crypto";
import type { Insertable, Selectable } from "kysely";
import type { InboxItem } from "#connectors/ports/inbox-port.ts";
import type { NetworkMedia } from "#connectors/ports/network-post.ts";
import type { FormerWords, MessageTable } from "./inbox-tables.ts";

export type MessageRow = Selectable<MessageTable>;

/** An item, or what stands around one and was fetched with its thread. */
export type StoredItem = Omit<InboxItem, "kind"> & { readonly kind: InboxItem["kind"] | "context" };

/** What a message says and where, apart from when it was stored. */
export type MessageDraft = Omit<
  MessageRow,
  "seq" | "workspace_id" | "account_id" | "conversation_id" | "received_at"
>;

const mostText = 100_000;
const mostName = 300;
const mostAddress = 2_000;
const mostMedia = 40;
const mostFormer = 50;

/** A new message as an item tells it. Nothing was said later than now, whatever clocks elsewhere show. */
export function draftOf({ post, kind, isOurs, automatic }: StoredItem, now: Date): MessageDraft {
  return {
    id: randomUUID(),
    external_id: storable(post.externalId, mostAddress),
    kind,
    is_ours: isOurs,
    is_private: post.isPrivate,
    automatic: automatic ?? null,
    statement_id: null,
    author_id: storable(post.author.externalId, mostName),
    author_handle: storable(post.author.handle, mostName),
    author_name: storable(post.author.name, mostName),
    author_url: webAddress(post.author.url),
    author_followers: wholeNumber(post.author.followers),
    text: storable(post.text, mostText),
    folded: post.folded === undefined ? null : storable(post.folded, mostText),
    language: post.language === undefined ? null : storable(post.language, 40),
    url: webAddress(post.url),
    reply_to: post.replyTo === undefined ? null : storable(post.replyTo.externalId, mostAddress),
    root_id: post.replyTo?.rootId === undefined ? null : storable(post.replyTo.rootId, mostAddress),
    quotes: post.quotes === undefined ? null : storable(post.quotes.externalId, mostAddress),
    media: post.media.slice(0, mostMedia).map(mediaOf),
    engagement: Object.fromEntries(
      Object.entries(post.engagement)
        .slice(0, mostMedia)
        .map(([name, count]) => [storable(name, 60), count]),
    ),
    published_at: notAfter(post.publishedAt, now),
    edited_at: post.editedAt === undefined ? null : notAfter(post.editedAt, now),
    removed_at: null,
    former: [],
  };
}

/** The same post heard of again. What was edited since becomes a former wording; older news than what is known changes nothing. */
export function mergeDraft<Known extends MessageDraft>(
  known: Known,
  heard: MessageDraft,
  now: Date,
): Known | null {
  const isFirst = heard.edited_at === null && known.edited_at !== null;
  const isOlder = isFirst || editionOf(heard) < editionOf(known);
  const isNewWords = !isOlder && heard.text !== known.text;
  const isNewMedia = !isOlder && !isSameMedia(heard.media, known.media);
  const editedAt = heard.edited_at ?? (isNewWords ? now : known.edited_at);
  const former: FormerWords[] = [
    ...known.former,
    ...(isNewWords ? [{ text: known.text, until: (editedAt ?? now).toISOString() }] : []),
  ];
  const merged: Known = {
    ...known,
    // What was only context before was said to us after all.
    kind: known.kind === "context" ? heard.kind : known.kind,
    is_ours: known.is_ours || heard.is_ours,
    url: known.url ?? heard.url,
    ...(isNewWords && { text: heard.text, former: former.slice(-mostFormer) }),
    ...((isNewWords || isNewMedia) && { media: heard.media, edited_at: editedAt }),
  };
  const isSame =
    !isNewWords &&
    !isNewMedia &&
    merged.kind === known.kind &&
    merged.is_ours === known.is_ours &&
    merged.url === known.url;
  return isSame ? null : merged;
}

const editionOf = ({ edited_at, published_at }: MessageDraft): number =>
  (edited_at ?? published_at).getTime();

/** A row for the database. */
export const rowOf = (draft: MessageDraft): Omit<Insertable<MessageTable>, PlacedColumns> => ({
  ...draft,
  media: JSON.stringify(draft.media),
  engagement: JSON.stringify(draft.engagement),
  former: JSON.stringify(draft.former),
});
type PlacedColumns = "workspace_id" | "account_id" | "conversation_id" | "received_at";

/** Text as PostgreSQL takes it: without the character NUL and without halves of surrogate pairs. */
export const storable = (text: string, most: number): string =>
  text.replaceAll("\0", "").slice(0, most).toWellFormed();

/** An address that a browser may open; all others are nobody's to click. */
export function webAddress(address: string | null | undefined): string | null {
  if (address === null || address === undefined || address.length > mostAddress) return null;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

const mediaOf = ({ kind, url, alt, name, mediaType, bytes }: NetworkMedia): NetworkMedia => ({
  kind,
  url: storable(url, mostAddress),
  ...(alt !== undefined && { alt: storable(alt, mostAddress) }),
  ...(name !== undefined && { name: storable(name, mostName) }),
  ...(mediaType !== undefined && { mediaType: storable(mediaType, 100) }),
  ...(bytes !== undefined && { bytes }),
});

/** The database keeps the fields of an object in an order of its own. */
const isSameMedia = (one: readonly NetworkMedia[], other: readonly NetworkMedia[]): boolean =>
  JSON.stringify(one.map(mediaOf)) === JSON.stringify(other.map(mediaOf));

const wholeNumber = (count: number | undefined): number | null =>
  count !== undefined && Number.isSafeInteger(count) && count >= 0 && count < 2 ** 31 ? count : null;

const notAfter = (at: Date, now: Date): Date =>
  Number.isFinite(at.getTime()) ? new Date(Math.min(at.getTime(), now.getTime())) : now;
