import { type IndexedText, toSearchVector } from "#text/search-vector.ts";
import type { MentionDraft } from "./mention-draft.ts";
import { contentHash, mentionId, originKey, titleHash } from "./mention-identity.ts";
import type { TraitColumns } from "./mention-traits.ts";
import { fieldLexemes, type LexemeFacts } from "./search-lexemes.ts";

/** Clocks of outlets run ahead by hours, never by more than this. */
const latestAheadMs = 48 * 3_600_000;
/** Nothing said earlier is collected here; such a date is a mistake of the sender. */
const earliest = Date.UTC(1800, 0, 1);

/** A draft with the names it is stored under. */
export type PreparedMention = {
  /** By address or origin; the store replaces it when the origin is already known under another. */
  id: string;
  originKey: string;
  contentHash: string;
  parentKey: string | null;
  publishedAt: Date;
  /** A lower-case code, guessed where the draft does not say, or "und" (ISO 639-2) where nobody knows. */
  language: string;
  /** Whether the language is a guess, which the analysis replaces. */
  isLanguageGuessed: boolean;
  draft: MentionDraft;
};

/** Gives a draft its names and mends what the database cannot hold. */
export function prepareMention(workspaceId: string, draft: MentionDraft, receivedAt: Date): PreparedMention {
  const time = draft.publishedAt.getTime();
  const isPlausible = time >= earliest && time <= receivedAt.getTime() + latestAheadMs;
  const clean: MentionDraft = {
    ...draft,
    externalId: storable(draft.externalId),
    url: draft.url === null ? null : storable(draft.url),
    outlet: storable(draft.outlet),
    author: draft.author === null ? null : storable(draft.author),
    title: storable(draft.title),
    text: storable(draft.text),
    threadId: draft.threadId === null ? null : storable(draft.threadId),
    publishedAt: isPlausible ? draft.publishedAt : receivedAt,
    timePrecision: isPlausible ? draft.timePrecision : "received",
  };
  return {
    id: mentionId(workspaceId, clean),
    originKey: originKey(workspaceId, clean.sourceId, clean.externalId),
    contentHash: contentHash(clean.title, clean.text),
    parentKey:
      clean.parentExternalId === null
        ? null
        : originKey(workspaceId, clean.sourceId, storable(clean.parentExternalId)),
    publishedAt: clean.publishedAt,
    isLanguageGuessed: !clean.language?.trim(),
    // The engine, which comes with the reading, says the rest.
    language: clean.language?.trim().toLowerCase() || "und",
    draft: clean,
  };
}

/** PostgreSQL text holds every character but NUL and unpaired surrogates. */
const storable = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** Figures as the database keeps them: whole numbers, or null where the sender gives none. */
export function engagementCounts(engagement: MentionDraft["engagement"]) {
  const count = (value: number | null | undefined): number | null =>
    value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value);
  return {
    likes: count(engagement?.likes),
    replies: count(engagement?.replies),
    shares: count(engagement?.shares),
    views: count(engagement?.views),
  };
}

/** What a mention looks like in `listen.mention` when it is stored for the first time. */
export function mentionRow(
  mention: PreparedMention,
  sourceIds: Iterable<string>,
  receivedAt: Date,
  traits: TraitColumns,
  indexed: IndexedText,
) {
  const { draft, language } = mention;
  return {
    id: mention.id,
    published_at: mention.publishedAt.toISOString(),
    received_at: receivedAt.toISOString(),
    title_hash: titleHash(draft.title),
    ...engagementCounts(draft.engagement),
    parent_key: mention.parentKey,
    channel: draft.channel,
    time_precision: draft.timePrecision,
    language,
    outlet: draft.outlet,
    author: draft.author,
    url: draft.url,
    image_url: draft.imageUrl,
    thread_id: draft.threadId,
    place: draft.place,
    // An array of arrays cannot be sent in columns of unequal length: each goes as its own literal.
    attachment_ids: draft.attachmentIds.length === 0 ? null : `{${draft.attachmentIds.join(",")}}`,
    title: draft.title,
    text: draft.text,
    ...traits,
    is_language_named: !mention.isLanguageGuessed,
    search: searchVector(indexed, freshFacts(mention, sourceIds, traits)),
  };
}

/** What fields find a mention by when it is stored for the first time. */
export const freshFacts = (
  { id, language, parentKey, draft }: PreparedMention,
  sourceIds: Iterable<string>,
  traits: TraitColumns,
): LexemeFacts => ({
  id,
  outlet: draft.outlet,
  author: draft.author,
  channel: draft.channel,
  language,
  url: draft.url,
  imageUrl: draft.imageUrl,
  parentKey,
  hasAttachments: draft.attachmentIds.length > 0,
  hasVersions: false,
  sourceIds,
  traits,
});

export type MentionRow = ReturnType<typeof mentionRow>;

/** Words and field values of a mention in the text form of `tsvector`. */
export const searchVector = (indexed: IndexedText, facts: LexemeFacts): string =>
  `${toSearchVector(indexed)} ${fieldLexemes(facts)}`;
