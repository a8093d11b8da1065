import { sql } from "kysely";
import { titleHash } from "./mention-identity.ts";
import type { KnownOrigin } from "./mention-rows.ts";
import { type PreparedMention, searchVector } from "./prepare-mention.ts";
import { quoteLexeme, sourceLexeme } from "./search-lexemes.ts";
import type { MentionDb } from "./tables.ts";

/** A source that names the same article anew at every poll would otherwise add an origin each time. */
const originsPerSource = 5;

export type ReceivedBatch = {
  mentions: readonly PreparedMention[];
  /** Ids stored for the first time by this batch. */
  fresh: ReadonlySet<string>;
  knownOrigins: ReadonlyMap<string, KnownOrigin>;
  receivedAt: Date;
};

/**
 * Finds what a batch says anew about known mentions: new wordings become versions, further sources become findable.
 * A different wording counts as an edit only when the same source sent the earlier one; two outlets that tell one
 * story differently under one address do not overwrite each other.
 * @returns how many versions were added
 */
export async function applyEdits(tx: MentionDb, workspaceId: string, batch: ReceivedBatch): Promise<number> {
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
  const renamed = newcomers.length === 0 ? [] : await joinOrigins(tx, workspaceId, newcomers);
  if (edits.length + renamed.length === 0) return 0;
  return addVersions(tx, workspaceId, [...renamed, ...edits], new Set(renamed), batch.receivedAt);
}

/**
 * Makes a known mention findable by a further source, and keeps few names an item where its source renames it.
 * @returns those whose own source had sent another wording under another name
 */
async function joinOrigins(
  tx: MentionDb,
  workspaceId: string,
  newcomers: readonly PreparedMention[],
): Promise<PreparedMention[]> {
  const ids = [...new Set(newcomers.map((mention) => mention.id))].sort();
  const origins = await tx
    .selectFrom("listen.mention_origin")
    .select(["origin_key", "mention_id", "source_id", "content_hash", "received_at"])
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`mention_id = any(${ids}::uuid[])`)
    .orderBy("received_at")
    .orderBy("origin_key")
    .execute();
  const bySource = Map.groupBy(origins, (origin) => `${origin.mention_id} ${origin.source_id}`);
  const newKeys = new Set(newcomers.map((mention) => mention.originKey));
  const renamed: PreparedMention[] = [];
  const surplus: string[] = [];
  const joined = new Map<string, { mention: PreparedMention; lexeme: string }>();
  for (const mention of newcomers) {
    const { sourceId } = mention.draft;
    if (sourceId === null) continue;
    const siblings = (bySource.get(`${mention.id} ${sourceId}`) ?? []).filter(
      (origin) => !newKeys.has(origin.origin_key),
    );
    const latest = siblings.at(-1);
    if (latest === undefined)
      joined.set(`${mention.id} ${sourceId}`, { mention, lexeme: quoteLexeme(sourceLexeme(sourceId)) });
    else if (latest.content_hash !== mention.contentHash) renamed.push(mention);
    if (siblings.length >= originsPerSource)
      surplus.push(
        ...siblings.slice(0, siblings.length - originsPerSource + 1).map((origin) => origin.origin_key),
      );
  }
  if (surplus.length > 0)
    await tx
      .deleteFrom("listen.mention_origin")
      .where(sql<boolean>`origin_key = any(${surplus.sort()}::uuid[])`)
      .execute();
  const joins = [...joined.values()].sort((a, b) => (a.mention.id < b.mention.id ? -1 : 1));
  for (const { mention, lexeme } of joins)
    await sql`
      update listen.mention as mention set search = mention.search || ${lexeme}::tsvector
      from listen.mention_identity as identity
      where identity.id = ${mention.id}::uuid and identity.workspace_id = ${workspaceId}::uuid
        and mention.workspace_id = identity.workspace_id and mention.published_at = identity.published_at
        and mention.id = identity.id and not mention.search @@ ${lexeme}::tsquery`.execute(tx);
  return renamed;
}

/**
 * Adds a version for each new wording. The origins are locked before their wordings are compared: of two deliveries of
 * the same edit only the first adds a version.
 * @param trusted edits whose origin is new and therefore holds the new wording already
 */
async function addVersions(
  tx: MentionDb,
  workspaceId: string,
  edits: readonly PreparedMention[],
  trusted: ReadonlySet<PreparedMention>,
  seenAt: Date,
): Promise<number> {
  const keys = [...new Set(edits.map((edit) => edit.originKey))].sort();
  const locked = await tx
    .selectFrom("listen.mention_origin")
    .select(["origin_key", "content_hash"])
    .where(sql<boolean>`origin_key = any(${keys}::uuid[])`)
    .orderBy("origin_key")
    .forUpdate()
    .execute();
  const sent = new Map(locked.map((origin) => [origin.origin_key, origin.content_hash]));
  const current = await lockMentions(
    tx,
    workspaceId,
    edits.map((edit) => edit.id),
  );
  let added = 0;
  const changed = new Set<string>();
  for (const edit of edits) {
    if (sent.get(edit.originKey) === edit.contentHash && !trusted.has(edit)) continue;
    sent.set(edit.originKey, edit.contentHash);
    const mention = current.get(edit.id);
    const { title, text } = edit.draft;
    if (!mention || (mention.title === title && mention.text === text)) continue;
    await tx
      .insertInto("listen.mention_version")
      .values({
        workspace_id: workspaceId,
        mention_id: edit.id,
        number: mention.version_count,
        seen_at: mention.edited_at ?? mention.received_at,
        title: mention.title,
        text: mention.text,
      })
      .execute();
    Object.assign(mention, { title, text, version_count: mention.version_count + 1, edited_at: seenAt });
    changed.add(edit.id);
    added += 1;
  }
  for (const key of keys)
    await tx
      .updateTable("listen.mention_origin")
      .set({ content_hash: sent.get(key) ?? "" })
      .where("origin_key", "=", key)
      .execute();
  for (const [id, mention] of current) {
    if (!changed.has(id)) continue;
    await tx
      .updateTable("listen.mention")
      .set({
        title: mention.title,
        text: mention.text,
        title_hash: titleHash(mention.title),
        version_count: mention.version_count,
        edited_at: mention.edited_at,
        search: searchVector(mention.title, mention.text, {
          outlet: mention.outlet,
          author: mention.author,
          channel: mention.channel,
          language: mention.language,
          url: mention.url,
          imageUrl: mention.image_url,
          parentKey: mention.parent_key,
          hasAttachments: mention.attachment_ids !== null,
          hasVersions: true,
          sourceIds: mention.source_ids,
        }),
      })
      .where("workspace_id", "=", workspaceId)
      .where("published_at", "=", mention.published_at)
      .where("id", "=", id)
      .execute();
  }
  return added;
}

async function lockMentions(tx: MentionDb, workspaceId: string, ids: readonly string[]) {
  const rows = await tx
    .selectFrom("listen.mention_identity as identity")
    .innerJoin("listen.mention as mention", (join) =>
      join
        .onRef("mention.workspace_id", "=", "identity.workspace_id")
        .onRef("mention.published_at", "=", "identity.published_at")
        .onRef("mention.id", "=", "identity.id"),
    )
    .selectAll("mention")
    .select(
      sql<string[]>`array(select distinct origin.source_id::text from listen.mention_origin as origin
        where origin.mention_id = identity.id and origin.source_id is not null)`.as("source_ids"),
    )
    .where("identity.workspace_id", "=", workspaceId)
    .where(sql<boolean>`identity.id = any(${ids}::uuid[])`)
    .orderBy("identity.id")
    .forUpdate("mention")
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
