import { sql } from "kysely";
import type { TextReader } from "../analysis/taught-reader.ts";
import { compareAgain } from "../copies/copy-queue.ts";
import type { CountedMention } from "./mention-counts.ts";
import type { KnownOrigin } from "./mention-rows.ts";
import type { PreparedMention } from "./prepare-mention.ts";
import { findNewEngagement, refreshEngagement } from "./refresh-engagement.ts";
import { analyseAnew, type MentionRecord, rewriteMentions } from "./rewrite-mentions.ts";
import type { MentionDb } from "./tables.ts";

/** A source that names the same article anew at every poll would otherwise add an origin each time. */
const originsPerSource = 5;

export type ReceivedBatch = {
  mentions: readonly PreparedMention[];
  /** Ids stored for the first time by this batch. */
  fresh: ReadonlySet<string>;
  knownOrigins: ReadonlyMap<string, KnownOrigin>;
  receivedAt: Date;
  /** Gives what reads texts; asked only when there is something to read. */
  reader: () => Promise<TextReader | undefined>;
  /** Mentions that the caller is about to change in another way: locked together with the others. */
  alsoLocked: readonly string[];
};

/**
 * Finds what a batch says anew about known mentions: new wordings become versions, further sources become findable,
 * newer figures of engagement take the place of older ones.
 * A different wording counts as an edit only when the same source sent the earlier one; two outlets that tell one
 * story differently under one address do not overwrite each other.
 *
 * Everything is read first, then all origins and then all mentions are locked, each in the order of their keys, and
 * only then anything is changed: batches that meet queue here and never wait for each other in a circle.
 * @returns how many versions were added, what is to be added to the counts, and which mentions are found by other words
 *   or values now
 */
export async function applyEdits(
  tx: MentionDb,
  workspaceId: string,
  batch: ReceivedBatch,
): Promise<{ added: number; counted: CountedMention[]; changedIds: string[] }> {
  const edits: PreparedMention[] = [];
  const newcomers: PreparedMention[] = [];
  const sent = new Map<string, string>();
  for (const mention of batch.mentions) {
    const before = sent.get(mention.originKey) ?? batch.knownOrigins.get(mention.originKey)?.contentHash;
    sent.set(mention.originKey, mention.contentHash);
    if (before === undefined) {
      if (!batch.fresh.has(mention.id)) newcomers.push(mention);
    } else if (before !== mention.contentHash) edits.push(mention);
  }
  const { renamed, joined, surplus } = await compareOrigins(tx, workspaceId, newcomers);
  const wordings = [...renamed, ...edits];
  const engagement = await findNewEngagement(tx, workspaceId, batch);
  if (wordings.length + joined.length + surplus.length + engagement.length + batch.alsoLocked.length === 0)
    return { added: 0, counted: [], changedIds: [] };

  const held = await lockOrigins(tx, [...wordings.map((edit) => edit.originKey), ...surplus]);
  const rewritten = [...wordings, ...joined].map(({ id }) => id);
  await lockMentions(tx, workspaceId, [...rewritten, ...engagement.map(({ id }) => id), ...batch.alsoLocked]);
  const current = await readMentions(tx, workspaceId, rewritten);
  if (surplus.length > 0)
    await tx
      .deleteFrom("listen.mention_origin")
      .where(sql<boolean>`origin_key = any(${surplus}::uuid[])`)
      .execute();
  const changed = new Set(joined.map(({ id }) => id));
  const reworded = new Set<string>();
  const trusted = new Set(renamed);
  let added = 0;
  for (const edit of wordings) {
    if (held.get(edit.originKey) === edit.contentHash && !trusted.has(edit)) continue;
    held.set(edit.originKey, edit.contentHash);
    const mention = current.get(edit.id);
    const { title, text } = edit.draft;
    if (!mention || (mention.title === title && mention.text === text)) continue;
    await keepVersion(tx, workspaceId, mention);
    Object.assign(mention, {
      title,
      text,
      version_count: mention.version_count + 1,
      edited_at: batch.receivedAt,
    });
    changed.add(edit.id);
    reworded.add(edit.id);
    added += 1;
  }
  for (const { originKey } of edits)
    await tx
      .updateTable("listen.mention_origin")
      .set({ content_hash: held.get(originKey) ?? "" })
      .where("origin_key", "=", originKey)
      .execute();
  const unread = [...current.values()].filter(({ id }) => reworded.has(id));
  const counted = unread.length === 0 ? [] : await analyseAnew(unread, await batch.reader());
  await rewriteMentions(
    tx,
    [...current.values()].filter(({ id }) => changed.has(id)),
  );
  await refreshEngagement(tx, workspaceId, engagement, batch.receivedAt);
  await compareAgain(tx, workspaceId, [...reworded]);
  return { added, counted, changedIds: [...changed] };
}

type OriginNews = {
  /** Their own source had sent another wording under another name. */
  renamed: PreparedMention[];
  /** The first of a source that had not sent the mention before. */
  joined: PreparedMention[];
  /** Keys of names that are too many. */
  surplus: string[];
};

async function compareOrigins(
  tx: MentionDb,
  workspaceId: string,
  newcomers: readonly PreparedMention[],
): Promise<OriginNews> {
  const news: OriginNews = { renamed: [], joined: [], surplus: [] };
  if (newcomers.length === 0) return news;
  const ids = [...new Set(newcomers.map((mention) => mention.id))];
  const origins = await tx
    .selectFrom("listen.mention_origin")
    .select(["origin_key", "mention_id", "source_id", "content_hash"])
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`mention_id = any(${ids}::uuid[])`)
    .orderBy("received_at")
    .orderBy("origin_key")
    .execute();
  const bySource = Map.groupBy(origins, (origin) => `${origin.mention_id} ${origin.source_id}`);
  const newKeys = new Set(newcomers.map((mention) => mention.originKey));
  for (const mention of newcomers) {
    const { sourceId } = mention.draft;
    if (sourceId === null) continue;
    const siblings = (bySource.get(`${mention.id} ${sourceId}`) ?? []).filter(
      (origin) => !newKeys.has(origin.origin_key),
    );
    const latest = siblings.at(-1);
    if (latest === undefined) news.joined.push(mention);
    else if (latest.content_hash !== mention.contentHash) news.renamed.push(mention);
    const excess = Math.max(0, siblings.length - originsPerSource + 1);
    news.surplus.push(...siblings.slice(0, excess).map((origin) => origin.origin_key));
  }
  return news;
}

/** Locks origins; of two deliveries of the same edit only the first then finds the old wording's hash. */
async function lockOrigins(tx: MentionDb, keys: readonly string[]): Promise<Map<string, string>> {
  const locked = await tx
    .selectFrom("listen.mention_origin")
    .select(["origin_key", "content_hash"])
    .where(sql<boolean>`origin_key = any(${[...new Set(keys)]}::uuid[])`)
    .orderBy("origin_key")
    .forUpdate()
    .execute();
  return new Map(locked.map((origin) => [origin.origin_key, origin.content_hash]));
}

const mentionsOf = (tx: MentionDb, workspaceId: string, ids: readonly string[]) =>
  tx
    .selectFrom("listen.mention_identity as identity")
    .innerJoin("listen.mention as mention", (join) =>
      join
        .onRef("mention.workspace_id", "=", "identity.workspace_id")
        .onRef("mention.published_at", "=", "identity.published_at")
        .onRef("mention.id", "=", "identity.id"),
    )
    .where("identity.workspace_id", "=", workspaceId)
    .where(sql<boolean>`identity.id = any(${[...new Set(ids)]}::uuid[])`);

async function lockMentions(tx: MentionDb, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await mentionsOf(tx, workspaceId, ids)
    .select("mention.id")
    .orderBy("identity.id")
    .forUpdate("mention")
    .execute();
}

/** Whole mentions, which the caller has locked. */
async function readMentions(tx: MentionDb, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await mentionsOf(tx, workspaceId, ids).selectAll("mention").execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function keepVersion(tx: MentionDb, workspaceId: string, mention: MentionRecord): Promise<void> {
  await tx
    .insertInto("listen.mention_version")
    .values({
      workspace_id: workspaceId,
      mention_id: mention.id,
      number: mention.version_count,
      seen_at: mention.edited_at ?? mention.received_at,
      title: mention.title,
      text: mention.text,
    })
    .execute();
}
