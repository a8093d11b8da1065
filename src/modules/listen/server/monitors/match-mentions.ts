import { type Selectable, sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { type IndexedText, indexText } from "#text/search-vector.ts";
import { monitorsMatched } from "../../contract/events.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import type { TraitColumns } from "../mentions/mention-traits.ts";
import { freshFacts, type PreparedMention } from "../mentions/prepare-mention.ts";
import { storedFacts } from "../mentions/rewrite-mentions.ts";
import type { MentionDb, MentionTable } from "../mentions/tables.ts";
import { type RuledMention, writeRuleTags } from "../tag-rules/write-rule-tags.ts";
import { monitorDocument } from "./monitor-document.ts";
import { type MonitorSet, openMonitorSet } from "./monitor-set.ts";
import type { MonitorDb } from "./monitor-tables.ts";
import type { Outside } from "./monitor-tree.ts";
import { type MatchedMention, type NewMatches, writeMatches } from "./write-matches.ts";

/** Hearers of one event get at most so many pairs of monitor and mention. */
const pairsPerEvent = 1_000;

/** A mention that is stored for the first time. */
export type Arrival = {
  mention: PreparedMention;
  indexed: IndexedText;
  traits: TraitColumns;
  sourceIds: ReadonlySet<string>;
  tagKeys: readonly string[];
};

/**
 * Asks a workspace's monitors of mentions that were just stored, and again of mentions that were just changed. Comes
 * last in the transaction that stores them; the caller holds the monitors still and the changed mentions locked.
 * @param changedIds mentions that were there before and may now be found by other monitors
 */
export async function matchMentions(
  tx: MentionDb,
  workspaceId: string,
  set: MonitorSet,
  { arrivals, changedIds, at, isBackfilled = false }: MatchedBatch,
): Promise<void> {
  const outside = await readOutside(tx, workspaceId, set, arrivals);
  const fresh = arrivals.map(({ mention, indexed, traits, sourceIds, tagKeys }): Settled => {
    const { id, publishedAt, draft } = mention;
    const facts = {
      indexed,
      publishedAt,
      facts: freshFacts(mention, sourceIds, traits),
      hasNote: false,
      media: draft.attachmentIds.flatMap((file) => outside.media.get(file) ?? []),
      sourceTitles: titlesOf(outside.titles, sourceIds),
    };
    const { monitorIds, byRule } = set.settle({ tagKeys, keptOff: [] }, (names) =>
      monitorDocument({ ...facts, tagKeys: names }),
    );
    const { outlet, channel, author } = draft;
    return {
      matched: { id, publishedAt, outlet, channel, author, tone: traits.tone, monitorIds },
      ruled: { id, publishedAt, byRule, before: [] },
    };
  });
  const known = await matchStored(tx, workspaceId, set, [...new Set(changedIds)]);
  if (set.ruleIds.size > 0) {
    await writeRuleTags(tx, workspaceId, set.book, { mentions: fresh.map(ruledOf), at, cause: "arrived" });
    const cause = isBackfilled ? "applied" : "changed";
    await writeRuleTags(tx, workspaceId, set.book, { mentions: known.map(ruledOf), at, cause });
  }
  const news = await writeMatches(
    tx,
    workspaceId,
    { fresh: fresh.map(matchedOf), known: known.map(matchedOf) },
    { monitorIds: set.ids, at, isBackfilled },
  );
  if (!isBackfilled) await announceMatches(tx, workspaceId, news, at);
}

type MatchedBatch = {
  arrivals: readonly Arrival[];
  changedIds: readonly string[];
  at: Date;
  /** Found by going through what is stored: nobody is told of it. */
  isBackfilled?: boolean;
};

type Settled = { matched: MatchedMention; ruled: RuledMention };
const matchedOf = ({ matched }: Settled): MatchedMention => matched;
const ruledOf = ({ ruled }: Settled): RuledMention => ruled;

/**
 * Asks a workspace's monitors again of mentions that were changed in this transaction: their words, their traits, what
 * is tagged or noted on them. Comes after the change and before the audit entry. The caller called `holdMonitors` before
 * it locked anything.
 * @param asked when given, nothing is done unless a monitor asks for that
 * @param isBackfilled found by going through what is stored: nobody is told of it
 */
export async function rematchMentions(
  tx: MentionDb,
  workspaceId: string,
  ids: readonly string[],
  at: Date,
  asked?: Outside,
  isBackfilled = false,
): Promise<void> {
  if (ids.length === 0) return;
  const set = await openMonitorSet(tx, workspaceId);
  if (!set || (asked && !set.asks(asked))) return;
  await lockForMatching(tx, workspaceId, ids);
  await matchMentions(tx, workspaceId, set, { arrivals: [], changedIds: ids, at, isBackfilled });
}

/** Whole texts are read for this: few enough to hold in memory. */
const mostAtOnce = 1_000;

/**
 * Locks mentions in the order of their ids. Whoever is about to change tags does so first when monitors ask for tags:
 * somebody else may be rewriting the same mentions, and only one of both would see what the other does.
 */
export async function lockForMatching(
  tx: MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`
    select mention.id from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${plainArray(ids)}::uuid[])
    order by identity.id for update of mention`.execute(tx);
}

/**
 * Holds the monitors still, and locks mentions whose tags are about to change if any monitor asks for tags. Call it
 * before anything else is locked, `rematchMentions` after the change.
 */
export async function readyForTags(
  tx: MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  const set = await openMonitorSet(tx, workspaceId);
  if (set?.asks("tag")) await lockForMatching(tx, workspaceId, ids);
}

type StoredRow = Pick<
  Selectable<MentionTable>,
  "title" | "text" | "published_at" | "tone" | keyof Parameters<typeof storedFacts>[0]
> & {
  tags: { key: string; ruleId: string | null }[];
  kept_off: string[];
  has_note: boolean;
  source_ids: string[];
  media: string[];
};

/** What the monitors find of stored mentions, as they are now. */
export async function matchStored(
  tx: MentionDb,
  workspaceId: string,
  set: MonitorSet,
  ids: readonly string[],
): Promise<Settled[]> {
  if (ids.length === 0) return [];
  const titles = set.asks("source") ? await sourceTitles(tx, workspaceId) : noTitles;
  const settled: Settled[] = [];
  for (let from = 0; from < ids.length; from += mostAtOnce)
    for (const row of await readStored(tx, workspaceId, ids.slice(from, from + mostAtOnce))) {
      const facts = {
        indexed: indexText(row.title, row.text),
        publishedAt: row.published_at,
        facts: storedFacts(row, row.source_ids),
        hasNote: row.has_note,
        media: row.media,
        sourceTitles: titlesOf(titles, row.source_ids),
      };
      const before = row.tags.flatMap(({ key, ruleId }) =>
        ruleId !== null && set.ruleIds.has(ruleId) ? [{ key, ruleId }] : [],
      );
      const given = new Set(before.map(({ key }) => key));
      const tagKeys = row.tags.map(({ key }) => key).filter((key) => !given.has(key));
      const { monitorIds, byRule } = set.settle({ tagKeys, keptOff: row.kept_off }, (names) =>
        monitorDocument({ ...facts, tagKeys: names }),
      );
      const { id, published_at: publishedAt, outlet, channel, author, tone } = row;
      settled.push({
        matched: { id, publishedAt, outlet, channel, author, tone, monitorIds },
        ruled: { id, publishedAt, byRule, before },
      });
    }
  return settled;
}

async function readStored(tx: MentionDb, workspaceId: string, ids: readonly string[]): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`
    select mention.id, mention.published_at, title, text, outlet, author, channel, language, url, image_url, parent_key,
      attachment_ids, version_count, tone, intent, hostility, is_checkable, persons, organisations, place_words, voices,
      (select coalesce(jsonb_agg(jsonb_build_object('key', tag_key, 'ruleId', rule_id)), '[]')
        from listen.mention_tag as tagged where tagged.mention_id = mention.id
        and tagged.workspace_id = mention.workspace_id) as tags,
      array(select tag_key from listen.tag_kept_off as off where off.mention_id = mention.id
        and off.workspace_id = mention.workspace_id) as kept_off,
      exists (select from listen.mention_note as note where note.mention_id = mention.id
        and note.workspace_id = mention.workspace_id and note.removed_at is null) as has_note,
      array(select distinct source_id from listen.mention_origin as origin where origin.mention_id = mention.id
        and source_id is not null)::text[] as source_ids,
      array(select distinct split_part(media_type, '/', 1) from platform.file as file
        where file.id = any(mention.attachment_ids) and file.workspace_id = mention.workspace_id) as media
    from listen.mention_identity as identity
    join listen.mention as mention on mention.workspace_id = identity.workspace_id
      and mention.published_at = identity.published_at and mention.id = identity.id
    where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${plainArray(ids)}::uuid[])
    order by mention.id`.execute(tx);
  return rows;
}

const noTitles: ReadonlyMap<string, string> = new Map();

const titlesOf = (titles: ReadonlyMap<string, string>, sourceIds: Iterable<string>): string[] =>
  [...sourceIds].flatMap((id) => titles.get(id) ?? []);

type OutsideFacts = { titles: ReadonlyMap<string, string>; media: ReadonlyMap<string, string> };

/** What arrivals are joined to, one statement a batch, and only where a monitor asks for it. */
async function readOutside(
  tx: MentionDb,
  workspaceId: string,
  set: MonitorSet,
  arrivals: readonly Arrival[],
): Promise<OutsideFacts> {
  if (arrivals.length === 0) return { titles: noTitles, media: noTitles };
  const titles = set.asks("source") ? await sourceTitles(tx, workspaceId) : noTitles;
  const files = arrivals.flatMap(({ mention }) => mention.draft.attachmentIds);
  if (files.length === 0 || !set.asks("media")) return { titles, media: noTitles };
  const { rows } = await sql<{ id: string; kind: string }>`
    select id, split_part(media_type, '/', 1) as kind from platform.file
    where workspace_id = ${workspaceId}::uuid and id = any(${plainArray(files)}::uuid[])`.execute(tx);
  return { titles, media: new Map(rows.map(({ id, kind }) => [id, kind])) };
}

async function sourceTitles(tx: MentionDb, workspaceId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom("listen.heard_source")
    .select(["source_id", "title"])
    .where("workspace_id", "=", workspaceId)
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.title]));
}

async function announceMatches(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  news: NewMatches,
  at: Date,
): Promise<void> {
  const pairs = [...news].flatMap(([monitorId, ids]) => ids.map((mentionId) => ({ monitorId, mentionId })));
  for (let from = 0; from < pairs.length; from += pairsPerEvent) {
    const part = Map.groupBy(pairs.slice(from, from + pairsPerEvent), ({ monitorId }) => monitorId);
    const matches = [...part].map(([monitorId, some]) => ({
      monitorId,
      mentionIds: some.map(({ mentionId }) => mentionId),
    }));
    // A transaction that knows more tables than the outbox needs.
    await publishEvent(tx as unknown as Tx, workspaceId, monitorsMatched, { matches, at: at.toISOString() });
  }
}
