import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { foldValue } from "#text/fold.ts";
import { type IndexedText, indexText } from "#text/search-vector.ts";
import { mentionsStored, sourcesRenamed } from "../../contract/events.ts";
import { type TextReader, taughtReader } from "../analysis/taught-reader.ts";
import { matchMentions } from "../monitors/match-mentions.ts";
import { openMonitorSet } from "../monitors/monitor-set.ts";
import { insertNewsmakers } from "../newsmakers/newsmaker-rows.ts";
import { applyEdits } from "./apply-edits.ts";
import { addMentionCounts } from "./mention-counts.ts";
import type { MentionDraft, StoredBatch } from "./mention-draft.ts";
import { claimIdentities, claimOrigins, insertMentions, reserveMonths } from "./mention-rows.ts";
import { analysedText, countedTraits, type TraitColumns, traitColumns } from "./mention-traits.ts";
import { mentionRow, type PreparedMention, prepareMention } from "./prepare-mention.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/** Hearers of one event get at most this many ids. */
const idsPerEvent = 1_000;

/**
 * Keeps what was heard: what is new becomes a mention that can be found at once, what is known changes nothing, and a
 * new wording of a known item is kept beside the old one.
 *
 * Safe to repeat and to run in many processes at once: the same drafts give the same mentions, in whatever order, and
 * a batch is stored whole or not at all. Rows are locked in one fixed order, so that batches queue and never deadlock;
 * for that, call it once in a transaction. A few hundred to a few thousand drafts a batch are fastest.
 *
 * @param db the database, or a transaction of the caller (to note in it how far an import has come)
 * @param analyst reads the texts that are new; what is stored without one is analysed later, by the job that does so
 */
export async function storeMentions(
  db: Db | Tx,
  workspaceId: string,
  drafts: readonly MentionDraft[],
  receivedAt: Date,
  analyst?: Pick<Analyst, "summarise" | "version">,
): Promise<StoredBatch> {
  if (drafts.length === 0) return { ids: [], fresh: 0, known: 0, edited: 0 };
  const incoming = drafts.map((draft) => prepareMention(workspaceId, draft, receivedAt));
  if (isTransaction(db)) return storeIn(db, workspaceId, incoming, receivedAt, analyst);
  return db.transaction().execute((tx) => storeIn(tx, workspaceId, incoming, receivedAt, analyst));
}

const isTransaction = (db: Db | Tx): db is Tx => db.isTransaction;

async function storeIn(
  platformTx: Tx,
  workspaceId: string,
  incoming: readonly PreparedMention[],
  receivedAt: Date,
  analyst: Pick<Analyst, "summarise" | "version"> | undefined,
): Promise<StoredBatch> {
  const tx = withMentions(platformTx);
  await reserveMonths(
    tx,
    workspaceId,
    incoming.map((mention) => mention.publishedAt),
  );
  const monitors = await openMonitorSet(tx, workspaceId);

  const firstOfOrigin = firstBy(incoming, (mention) => mention.originKey);
  const knownOrigins = await claimOrigins(tx, workspaceId, [...firstOfOrigin.values()], receivedAt);
  const mentions = incoming.map((mention) => {
    const id =
      knownOrigins.get(mention.originKey)?.mentionId ??
      firstOfOrigin.get(mention.originKey)?.id ??
      mention.id;
    return { ...mention, id };
  });

  const firstOfId = firstBy(
    mentions.filter((mention) => !knownOrigins.has(mention.originKey)),
    (mention) => mention.id,
  );
  const freshIds = await claimIdentities(tx, workspaceId, [...firstOfId.values()]);
  // Most polls bring nothing new: what the workspace taught is fetched only for texts that are to be read.
  const reader = async () => analyst && taughtReader(tx, workspaceId, analyst);
  const unread = [...firstOfId.values()].filter((mention) => freshIds.has(mention.id));
  const fresh = unread.length === 0 ? [] : await analysed(unread, await reader());
  if (fresh.length > 0) {
    const sources = Map.groupBy(mentions, (mention) => mention.id);
    const rows = fresh.map(({ mention, traits, indexed }) =>
      mentionRow(mention, sourceIdsOf(sources.get(mention.id)), receivedAt, traits, indexed),
    );
    await insertMentions(tx, workspaceId, rows);
    await insertNewsmakers(tx, workspaceId, rows);
  }

  const tags = tagsOfNewOrigins(mentions, knownOrigins);
  const newlyTagged = tags.map(({ id }) => id).filter((id) => !freshIds.has(id));
  const {
    added: edited,
    counted,
    changedIds,
  } = await applyEdits(tx, workspaceId, {
    mentions,
    fresh: freshIds,
    knownOrigins,
    receivedAt,
    reader,
    alsoLocked: monitors?.asks("tag") ? newlyTagged : [],
  });
  await noteSources(platformTx, workspaceId, mentions);
  await addTags(tx, workspaceId, tags, receivedAt);
  await addMentionCounts(tx, workspaceId, [
    ...counted,
    ...fresh.map(({ mention: { publishedAt, language, draft }, traits }) => ({
      publishedAt,
      outlet: draft.outlet,
      channel: draft.channel,
      language,
      ...countedTraits(traits),
    })),
  ]);
  if (monitors) {
    const sources = Map.groupBy(mentions, (mention) => mention.id);
    const tagKeys = Map.groupBy(tags, ({ id }) => id);
    // What a batch brings and rewords at once is already stored otherwise than it came.
    const changed = new Set(changedIds);
    const arrivals = fresh.filter(({ mention }) => !changed.has(mention.id));
    await matchMentions(tx, workspaceId, monitors, {
      arrivals: arrivals.map(({ mention, traits, indexed }) => ({
        mention,
        indexed,
        traits,
        sourceIds: sourceIdsOf(sources.get(mention.id)),
        tagKeys: (tagKeys.get(mention.id) ?? []).map(({ key }) => key),
      })),
      changedIds: [...changedIds, ...(monitors.asks("tag") ? newlyTagged : [])],
      at: receivedAt,
    });
  }
  await announce(
    platformTx,
    workspaceId,
    fresh.map(({ mention }) => mention),
  );
  return {
    ids: mentions.map((mention) => mention.id),
    fresh: fresh.length,
    known: mentions.length - fresh.length,
    edited,
  };
}

/** What is new, with what the engine says of it. */
async function analysed(
  mentions: readonly PreparedMention[],
  reader: TextReader | undefined,
): Promise<{ mention: PreparedMention; traits: TraitColumns; indexed: IndexedText }[]> {
  const summaries = (await reader?.summarise(mentions.map(({ draft }) => analysedText(draft)))) ?? [];
  return mentions.map((mention, index) => {
    const summary = summaries[index];
    const language = summary && mention.isLanguageGuessed ? summary.language : mention.language;
    const { title, text } = mention.draft;
    return {
      mention: { ...mention, language },
      traits: traitColumns(summary, reader?.version),
      // The words are cut once, for the search vector and for the monitors.
      indexed: indexText(title, text),
    };
  });
}

function firstBy(
  mentions: readonly PreparedMention[],
  key: (mention: PreparedMention) => string,
): Map<string, PreparedMention> {
  const first = new Map<string, PreparedMention>();
  for (const mention of mentions) if (!first.has(key(mention))) first.set(key(mention), mention);
  return first;
}

const sourceIdsOf = (mentions: readonly PreparedMention[] = []): Set<string> =>
  new Set(mentions.flatMap(({ draft }) => (draft.sourceId === null ? [] : [draft.sourceId])));

/** Remembers what each source is called, also for when it has been removed, and tells when one has another name. */
async function noteSources(
  platformTx: Tx,
  workspaceId: string,
  mentions: readonly PreparedMention[],
): Promise<void> {
  const titles = new Map<string, string>();
  for (const { draft } of mentions)
    if (draft.sourceId !== null) titles.set(draft.sourceId, draft.sourceTitle);
  const rows = [...titles].sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  const noted = await sql<{ source_id: string; is_new: boolean }>`
    insert into listen.heard_source as known (workspace_id, source_id, title)
    select ${workspaceId}::uuid, incoming.*
    from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, title]) => title)}::text[]) as incoming
    on conflict (workspace_id, source_id) do update set title = excluded.title
      where known.title <> excluded.title
    returning source_id, xmax = 0 as is_new`.execute(platformTx);
  const sourceIds = noted.rows.filter((row) => !row.is_new).map((row) => row.source_id);
  if (sourceIds.length > 0) await publishEvent(platformTx, workspaceId, sourcesRenamed, { sourceIds });
}

type NewTag = { id: string; tag: string; key: string };

/** Tags that came with an item are set when its origin is first heard: a tag that a person removed does not return. */
const tagsOfNewOrigins = (
  mentions: readonly PreparedMention[],
  knownOrigins: ReadonlyMap<string, unknown>,
): NewTag[] =>
  mentions.flatMap(({ id, originKey, draft }) =>
    knownOrigins.has(originKey)
      ? []
      : draft.tags
          .map((tag) => ({ id, tag: tag.trim(), key: foldValue(tag) }))
          .filter(({ key }) => key !== ""),
  );

async function addTags(
  tx: MentionDb,
  workspaceId: string,
  tagged: readonly NewTag[],
  receivedAt: Date,
): Promise<void> {
  if (tagged.length === 0) return;
  await sql`
    insert into listen.mention_tag (workspace_id, tag_key, published_at, mention_id, tag, tagged_at)
    select identity.workspace_id, incoming.tag_key, identity.published_at, identity.id, incoming.tag,
      ${receivedAt.toISOString()}::timestamptz
    from unnest(${tagged.map(({ id }) => id)}::uuid[], ${tagged.map(({ key }) => key)}::text[],
      ${tagged.map(({ tag }) => tag)}::text[]) as incoming (mention_id, tag_key, tag)
    join listen.mention_identity as identity
      on identity.id = incoming.mention_id and identity.workspace_id = ${workspaceId}::uuid
    order by 2, 3, 4
    on conflict do nothing`.execute(tx);
}

async function announce(tx: Tx, workspaceId: string, fresh: readonly PreparedMention[]): Promise<void> {
  if (fresh.length === 0) return;
  const latestMs = fresh.reduce((max, { publishedAt }) => Math.max(max, publishedAt.getTime()), -Infinity);
  const latestAt = new Date(latestMs).toISOString();
  for (let from = 0; from < fresh.length; from += idsPerEvent) {
    const ids = fresh.slice(from, from + idsPerEvent).map(({ id }) => id);
    await publishEvent(tx, workspaceId, mentionsStored, { ids, latestAt });
  }
  await announceLive(tx, workspaceId, { type: "mentions", count: fresh.length, latestAt });
}
