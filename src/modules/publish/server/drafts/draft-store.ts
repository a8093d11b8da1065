import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import type { Draft, SourceDocument } from "../../contract/drafts.ts";
import { type DraftRow, withPublish } from "../publish-tables.ts";
import { type Reader, readVariants } from "../variants/variant-store.ts";

/**
 * Reads a draft and keeps other writers from it until the transaction ends. Whoever needs its variants as well takes the
 * draft first.
 * @throws AppError not_found, also for one of another workspace
 */
export async function lockDraft(tx: Tx, workspaceId: string, draftId: string): Promise<DraftRow> {
  const row = await withPublish(tx)
    .selectFrom("publish.draft")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", draftId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("draft");
  return row;
}

export interface DraftFilter {
  readonly draftId?: string;
  /** Where the page before ended. */
  readonly before?: { readonly at: Date; readonly id: string };
  readonly limit: number;
}

/** Drafts as people see them, the last changed first. */
export async function readDrafts(
  db: Db | Tx,
  workspaceId: string,
  reader: Reader,
  { draftId, before, limit }: DraftFilter,
): Promise<Draft[]> {
  const rows = await withPublish(db)
    .selectFrom("publish.draft")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .$if(draftId !== undefined, (query) => query.where("id", "=", draftId ?? ""))
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(updated_at, id) < (${before?.at.toISOString()}::timestamptz, ${before?.id}::uuid)`,
      ),
    )
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  const variants = await readVariants(db, workspaceId, reader, { draftIds: ids });
  const sources = await readSources(db, ids);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    whyNow: row.why_now,
    objective: row.objective,
    content: row.content,
    sources: sources.filter(({ draft_id }) => draft_id === row.id).map(({ title, url }) => ({ title, url })),
    revision: row.revision,
    variants: variants.filter((variant) => variant.draftId === row.id),
    byName: row.by_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}

/** @throws AppError not_found, also for a draft of another workspace */
export async function readDraft(
  db: Db | Tx,
  workspaceId: string,
  reader: Reader,
  draftId: string,
): Promise<Draft> {
  const [draft] = await readDrafts(db, workspaceId, reader, { draftId, limit: 1 });
  if (!draft) throw notFound("draft");
  return draft;
}

const readSources = (db: Db | Tx, draftIds: readonly string[]) =>
  withPublish(db)
    .selectFrom("publish.source_document")
    .select(["draft_id", "title", "url"])
    .where("draft_id", "in", draftIds.length === 0 ? [randomUUID()] : [...draftIds])
    .orderBy("position")
    .execute();

/** Keeps what a draft stands on, in the order given, instead of what it stood on before. */
export async function keepSources(
  tx: Tx,
  workspaceId: string,
  draftId: string,
  sources: readonly SourceDocument[],
): Promise<void> {
  await withPublish(tx).deleteFrom("publish.source_document").where("draft_id", "=", draftId).execute();
  if (sources.length === 0) return;
  await withPublish(tx)
    .insertInto("publish.source_document")
    .values(
      sources.map(({ title, url }, position) => ({
        id: randomUUID(),
        workspace_id: workspaceId,
        draft_id: draftId,
        position,
        title,
        url,
      })),
    )
    .execute();
}
