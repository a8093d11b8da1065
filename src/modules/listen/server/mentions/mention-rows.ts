import { sql } from "kysely";
import { monitorLock } from "../monitors/monitor-lock.ts";
import type { TraitColumns } from "./mention-traits.ts";
import type { MentionRow, PreparedMention } from "./prepare-mention.ts";
import type { MentionDb } from "./tables.ts";

/** The statements of the store, each one round trip for a whole batch. Rows go in sorted, so that two never deadlock. */

const byKey = <T>(rows: readonly T[], key: (row: T) => string): T[] =>
  rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));

/**
 * The literal of an array whose values need no quotes (ids, instants, numbers): the driver would look at every character
 * of each for what must be escaped.
 */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? "NULL").join(",")}}`;

/** The literal of an array of any text, for arrays of unequal length, which cannot stand in an array together. */
const arrayLiteral = (values: readonly string[] | null): string | null =>
  values === null ? null : `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/**
 * Makes the partitions these times belong to, and holds off retention and changes to the workspace's monitors until the
 * transaction ends.
 */
export async function reserveMonths(
  tx: MentionDb,
  workspaceId: string,
  times: readonly Date[],
): Promise<void> {
  const months = [...new Set(times.map((time) => `${time.toISOString().slice(0, 7)}-01`))].sort();
  await sql`select pg_advisory_xact_lock_shared(${retentionLock}),
    pg_advisory_xact_lock_shared(${monitorLock(workspaceId)}), listen.ensure_mention_months(${months}::date[])`.execute(
    tx,
  );
}

/** Held by writers together, and by retention alone while it drops a partition. */
export const retentionLock = 7_204_618;

export type KnownOrigin = { mentionId: string; contentHash: string };

/**
 * Claims the origins of a batch. Two deliveries of one item, in any two processes, agree here on which mention it is.
 * @returns the origins that were there before, by key
 */
export async function claimOrigins(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly PreparedMention[],
  receivedAt: Date,
): Promise<Map<string, KnownOrigin>> {
  const rows = byKey(mentions, (row) => row.originKey);
  const claimed = await sql<{ origin_key: string }>`
    insert into listen.mention_origin
      (workspace_id, received_at, origin_key, mention_id, source_id, content_hash, external_id, raw)
    select ${workspaceId}::uuid, ${receivedAt.toISOString()}::timestamptz, incoming.*
    from unnest(${plainArray(rows.map((row) => row.originKey))}::uuid[], ${plainArray(rows.map((row) => row.id))}::uuid[],
      ${plainArray(rows.map((row) => row.draft.sourceId))}::uuid[],
      ${plainArray(rows.map((row) => row.contentHash))}::uuid[],
      ${rows.map((row) => row.draft.externalId)}::text[],
      ${rows.map((row) => rawJson(row.draft.raw))}::jsonb[]) as incoming
    on conflict do nothing
    returning origin_key`.execute(tx);
  const fresh = new Set(claimed.rows.map((row) => row.origin_key));
  const keys = rows.map((row) => row.originKey).filter((key) => !fresh.has(key));
  if (keys.length === 0) return new Map();
  const known = await tx
    .selectFrom("listen.mention_origin")
    .select(["origin_key", "mention_id", "content_hash"])
    .where(sql<boolean>`origin_key = any(${keys}::uuid[])`)
    .execute();
  return new Map(
    known.map((row) => [row.origin_key, { mentionId: row.mention_id, contentHash: row.content_hash }]),
  );
}

/** jsonb refuses NUL and unpaired surrogates, which JSON.stringify writes as escapes. */
const rawJson = (raw: Record<string, unknown> | null): string | null =>
  raw === null
    ? null
    : JSON.stringify(raw).replace(/\\\\|\\u(?:0000|d[89a-f]..)/g, (sequence) =>
        sequence.startsWith("\\u") ? "\ufffd" : sequence,
      );

/** Claims the ids of a batch; returns those that nobody had stored before. */
export async function claimIdentities(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly PreparedMention[],
): Promise<Set<string>> {
  if (mentions.length === 0) return new Set();
  const rows = byKey(mentions, (row) => row.id);
  const claimed = await sql<{ id: string }>`
    insert into listen.mention_identity (workspace_id, id, published_at)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${plainArray(rows.map((row) => row.id))}::uuid[],
      ${plainArray(rows.map((row) => row.publishedAt.toISOString()))}::timestamptz[]) as incoming
    on conflict do nothing
    returning id`.execute(tx);
  return new Set(claimed.rows.map((row) => row.id));
}

/** Writes fresh mentions into their partitions, in the order of time. */
export async function insertMentions(
  tx: MentionDb,
  workspaceId: string,
  mentions: readonly MentionRow[],
): Promise<void> {
  const rows = byKey(mentions, (row) => row.published_at);
  const column = <K extends keyof MentionRow>(name: K): MentionRow[K][] => rows.map((row) => row[name]);
  await sql`
    insert into listen.mention (workspace_id, id, published_at, received_at, title_hash, likes, replies, shares, views,
      parent_key, channel, time_precision, language, outlet, author, url, image_url, thread_id, place, title, text,
      attachment_ids, search, tone, tone_share, intent, intent_share, second_intent, hostility, is_checkable, persons,
      organisations, place_codes, place_words, voices, analysis_version, is_language_named)
    select ${workspaceId}::uuid, id, published_at, received_at, title_hash, likes, replies, shares, views,
      parent_key, channel, time_precision, language, outlet, author, url, image_url, thread_id, place, title, text,
      attachment_ids::uuid[], search::tsvector, tone, tone_share, intent, intent_share, second_intent, hostility,
      is_checkable, persons::text[], organisations::text[], place_codes::text[], place_words::text[], voices::jsonb, analysis_version,
      is_language_named
    from unnest(${plainArray(column("id"))}::uuid[], ${plainArray(column("published_at"))}::timestamptz[],
      ${plainArray(column("received_at"))}::timestamptz[], ${plainArray(column("title_hash"))}::bigint[], ${plainArray(column("likes"))}::bigint[],
      ${plainArray(column("replies"))}::bigint[], ${plainArray(column("shares"))}::bigint[], ${plainArray(column("views"))}::bigint[],
      ${plainArray(column("parent_key"))}::uuid[], ${column("channel")}::text[], ${column("time_precision")}::text[],
      ${column("language")}::text[], ${column("outlet")}::text[], ${column("author")}::text[],
      ${column("url")}::text[], ${column("image_url")}::text[], ${column("thread_id")}::text[],
      ${column("place")}::text[], ${column("title")}::text[], ${column("text")}::text[],
      ${column("attachment_ids")}::text[], ${column("search")}::text[],
      ${plainArray(column("tone"))}::text[], ${plainArray(column("tone_share"))}::real[],
      ${plainArray(column("intent"))}::text[], ${plainArray(column("intent_share"))}::real[],
      ${plainArray(column("second_intent"))}::text[], ${plainArray(column("hostility"))}::smallint[],
      ${plainArray(column("is_checkable").map((isCheckable) => (isCheckable === null ? null : String(isCheckable))))}::boolean[],
      ${column("persons").map(arrayLiteral)}::text[], ${column("organisations").map(arrayLiteral)}::text[],
      ${column("place_codes").map(arrayLiteral)}::text[], ${column("place_words").map(arrayLiteral)}::text[],
      ${column("voices").map(jsonOrNull)}::text[],
      ${plainArray(column("analysis_version"))}::text[], ${plainArray(column("is_language_named").map(String))}::boolean[])
      as incoming (id, published_at, received_at, title_hash, likes, replies, shares, views, parent_key, channel,
        time_precision, language, outlet, author, url, image_url, thread_id, place, title, text, attachment_ids, search,
        tone, tone_share, intent, intent_share, second_intent, hostility, is_checkable, persons, organisations,
        place_codes, place_words, voices, analysis_version, is_language_named)`.execute(tx);
}

/** What may change of a mention that is there, as its row holds it. */
export type ChangedRow = Pick<
  MentionRow,
  "title" | "text" | "language" | "search" | "title_hash" | keyof TraitColumns
> & {
  id: string;
  published_at: Date;
  version_count: number;
  edited_at: Date | null;
  judged: string[] | null;
};

/** Writes what has changed of mentions of a workspace, which the caller has locked. */
export async function updateMentions(
  tx: MentionDb,
  workspaceId: string,
  rows: readonly ChangedRow[],
): Promise<void> {
  const column = <K extends keyof ChangedRow>(name: K): ChangedRow[K][] => rows.map((row) => row[name]);
  const times = (name: "published_at" | "edited_at") =>
    plainArray(column(name).map((time) => time?.toISOString() ?? null));
  const lists = (name: "judged" | "persons" | "organisations" | "place_codes" | "place_words") =>
    column(name).map(arrayLiteral);
  await sql`
    update listen.mention as mention
    set title = incoming.title, text = incoming.text, title_hash = incoming.title_hash,
      version_count = incoming.version_count, edited_at = incoming.edited_at, language = incoming.language,
      judged = incoming.judged::text[], search = incoming.search::tsvector, tone = incoming.tone,
      tone_share = incoming.tone_share, intent = incoming.intent, intent_share = incoming.intent_share,
      second_intent = incoming.second_intent, hostility = incoming.hostility, is_checkable = incoming.is_checkable,
      persons = incoming.persons::text[], organisations = incoming.organisations::text[],
      place_codes = incoming.place_codes::text[], place_words = incoming.place_words::text[],
      voices = incoming.voices::jsonb, analysis_version = incoming.analysis_version
    from unnest(${plainArray(column("id"))}::uuid[], ${times("published_at")}::timestamptz[],
      ${column("title")}::text[], ${column("text")}::text[], ${plainArray(column("title_hash"))}::bigint[],
      ${plainArray(column("version_count"))}::int[], ${times("edited_at")}::timestamptz[],
      ${column("language")}::text[], ${lists("judged")}::text[], ${column("search")}::text[],
      ${plainArray(column("tone"))}::text[], ${plainArray(column("tone_share"))}::real[],
      ${plainArray(column("intent"))}::text[], ${plainArray(column("intent_share"))}::real[],
      ${plainArray(column("second_intent"))}::text[], ${plainArray(column("hostility"))}::smallint[],
      ${plainArray(column("is_checkable").map((isCheckable) => (isCheckable === null ? null : String(isCheckable))))}::boolean[],
      ${lists("persons")}::text[], ${lists("organisations")}::text[], ${lists("place_codes")}::text[],
      ${lists("place_words")}::text[], ${column("voices").map(jsonOrNull)}::text[],
      ${plainArray(column("analysis_version"))}::text[])
      as incoming (id, published_at, title, text, title_hash, version_count, edited_at, language, judged, search, tone,
        tone_share, intent, intent_share, second_intent, hostility, is_checkable, persons, organisations, place_codes,
        place_words, voices, analysis_version)
    where mention.workspace_id = ${workspaceId}::uuid and mention.published_at = incoming.published_at
      and mention.id = incoming.id`.execute(tx);
}
