import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { storableJson } from "../mentions/storable-json.ts";
import type { SourceRow } from "./poll-store.ts";
import { type SourceDb, withSources } from "./source-tables.ts";

/** An article that a source lists and that is to be read by itself. */
export type ListedArticle = {
  urlKey: string;
  url: string;
  publishedAt: Date | null;
  /** What the source said of it, kept in case it cannot be read. */
  draft: MentionDraft | null;
  draftHash: string | null;
};

export type VisitNews = {
  /** Not known before, or known by other words. */
  listed: readonly ListedArticle[];
  /** Known, and still listed. */
  seen: readonly string[];
  /** Read, or given up after too many tries or because the site forbids it. */
  ended: readonly { urlKey: string; state: "read" | "given_up" }[];
  /** Tried in vain; they wait for another time. */
  failed: readonly string[];
};

export type WaitingArticle = ListedArticle & { tries: number };

/** Which of these articles are known already, with the wording they were known by. */
export async function findVisits(
  db: Db,
  sourceId: string,
  urlKeys: readonly string[],
): Promise<Map<string, { state: string; draftHash: string | null }>> {
  if (urlKeys.length === 0) return new Map();
  const rows = await withSources(db)
    .selectFrom("listen.article_visit")
    .select(["url_key", "state", "draft_hash"])
    .where("source_id", "=", sourceId)
    .where("url_key", "=", sql<string>`any(${[...urlKeys]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.url_key, { state: row.state, draftHash: row.draft_hash }]));
}

/** Articles that wait to be read, newest first. */
export async function findWaiting(db: Db, sourceId: string, limit: number): Promise<WaitingArticle[]> {
  const rows = await withSources(db)
    .selectFrom("listen.article_visit")
    .selectAll()
    .where("source_id", "=", sourceId)
    .where("state", "=", "waiting")
    .orderBy(sql`published_at desc nulls last`)
    .orderBy("url_key")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    urlKey: row.url_key,
    url: row.url,
    publishedAt: row.published_at,
    draft: draftOf(row.draft),
    draftHash: row.draft_hash,
    tries: row.tries,
  }));
}

export async function countWaiting(db: SourceDb, sourceId: string): Promise<number> {
  const row = await db
    .selectFrom("listen.article_visit")
    .select((count) => count.fn.countAll<string>().as("count"))
    .where("source_id", "=", sourceId)
    .where("state", "=", "waiting")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Writes what a look listed and what came of the articles it read. A new wording of a read one makes it wait again. */
export async function writeVisits(
  db: SourceDb,
  source: Pick<SourceRow, "id" | "workspace_id">,
  { listed, seen, ended, failed }: VisitNews,
  now: Date,
): Promise<void> {
  for (let from = 0; from < listed.length; from += 500) {
    await db
      .insertInto("listen.article_visit")
      .values(
        listed.slice(from, from + 500).map((article) => ({
          source_id: source.id,
          workspace_id: source.workspace_id,
          url_key: article.urlKey,
          url: article.url,
          state: "waiting",
          found_at: now,
          listed_at: now,
          published_at: article.publishedAt,
          draft: article.draft === null ? null : storableJson(article.draft),
          draft_hash: article.draftHash,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["source_id", "url_key"]).doUpdateSet({
          listed_at: now,
          draft: sql`excluded.draft`,
          draft_hash: sql`excluded.draft_hash`,
          state: sql`case when listen.article_visit.draft_hash is distinct from excluded.draft_hash
            then 'waiting' else listen.article_visit.state end`,
          tries: sql`case when listen.article_visit.draft_hash is distinct from excluded.draft_hash
            then 0 else listen.article_visit.tries end`,
        }),
      )
      .execute();
  }
  if (seen.length > 0)
    await db
      .updateTable("listen.article_visit")
      .set({ listed_at: now })
      .where("source_id", "=", source.id)
      .where("url_key", "=", sql<string>`any(${[...seen]}::text[])`)
      .execute();
  for (const state of ["read", "given_up"] as const) {
    const keys = ended.filter((article) => article.state === state).map((article) => article.urlKey);
    if (keys.length > 0)
      // What was read is a mention now; its draft would only be a second copy.
      await db
        .updateTable("listen.article_visit")
        .set({ state, draft: null, tries: 0 })
        .where("source_id", "=", source.id)
        .where("url_key", "in", keys)
        .execute();
  }
  if (failed.length > 0)
    await db
      .updateTable("listen.article_visit")
      .set((was) => ({ tries: was("tries", "+", 1) }))
      .where("source_id", "=", source.id)
      .where("url_key", "in", [...failed])
      .execute();
}

/** A draft as it was stored: JSON knows no dates. */
function draftOf(stored: unknown): MentionDraft | null {
  if (typeof stored !== "object" || stored === null || !("publishedAt" in stored)) return null;
  return { ...(stored as MentionDraft), publishedAt: new Date(String(stored.publishedAt)) };
}
