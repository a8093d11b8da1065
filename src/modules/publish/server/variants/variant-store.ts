import { type StatementCause, statementCauses } from "#modules/accounts/contract/statements.ts";
import type { Accounts } from "#modules/accounts/index.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import type { Variant } from "../../contract/variants.ts";
import { type VariantRow, withPublish } from "../publish-tables.ts";
import { authorKey } from "./author-key.ts";

export type Speaking = Accounts["speaking"];

/** Who looks, so that each is told what is their own work. */
export interface Reader {
  readonly actor: Actor;
  readonly speaking: Speaking;
}

/**
 * Reads a variant and keeps others from it until the transaction ends.
 * @throws AppError not_found, also for one of another workspace
 */
export async function lockVariant(tx: Tx, workspaceId: string, variantId: string): Promise<VariantRow> {
  const row = await withPublish(tx)
    .selectFrom("publish.variant")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", variantId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("variant");
  return row;
}

/** @throws AppError not_found, also for a variant of another workspace */
export async function readVariantRow(
  db: Db | Tx,
  workspaceId: string,
  variantId: string,
): Promise<VariantRow> {
  const row = await withPublish(db)
    .selectFrom("publish.variant")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", variantId)
    .executeTakeFirst();
  if (!row) throw notFound("variant");
  return row;
}

/** @throws AppError conflict when somebody changed it since whoever acts has seen it */
export function requireVersion({ version }: VariantRow, seen: number): void {
  if (version !== seen) throw new AppError("conflict", "publish.changed_meanwhile");
}

/** Variants as people see them, by draft and in the order in which they were added. */
export async function readVariants(
  db: Db | Tx,
  workspaceId: string,
  { actor, speaking }: Reader,
  wanted: { draftIds: readonly string[] } | { variantId: string },
): Promise<Variant[]> {
  if ("draftIds" in wanted && wanted.draftIds.length === 0) return [];
  const rows = await withPublish(db)
    .selectFrom("publish.variant as variant")
    .innerJoin("publish.variant_version as version", (join) =>
      join.onRef("version.variant_id", "=", "variant.id").onRef("version.version", "=", "variant.version"),
    )
    .leftJoin("publish.approval as approval", "approval.id", "variant.approval_id")
    .selectAll("variant")
    .select(["version.content", "version.author_key", "version.by_name as written_by"])
    .select(["approval.by_name as approved_by", "approval.at as approved_at", "approval.expires_at"])
    .where("variant.workspace_id", "=", workspaceId)
    .$if("draftIds" in wanted, (query) =>
      query.where("variant.draft_id", "in", "draftIds" in wanted ? [...wanted.draftIds] : []),
    )
    .$if("variantId" in wanted, (query) =>
      query.where("variant.id", "=", "variantId" in wanted ? wanted.variantId : ""),
    )
    .orderBy("variant.created_at")
    .orderBy("variant.id")
    .execute();
  const ids = rows.flatMap(({ statement_id }) => (statement_id === null ? [] : [statement_id]));
  const progress = new Map(
    (await speaking.readProgress(db, workspaceId, ids)).map((one) => [one.id, one] as const),
  );
  const refusals = await lastRefusals(
    db,
    rows.map(({ id }) => id),
  );
  const reader = await authorKey(db, actor);
  return rows.map((row) => {
    const statement = progress.get(row.statement_id ?? "");
    const refusal = refusals.get(row.id);
    return {
      id: row.id,
      draftId: row.draft_id,
      accountId: row.account_id,
      state: row.state,
      version: row.version,
      own: row.own,
      options: row.options,
      content: row.content,
      writtenByName: row.written_by,
      isOwnWork: row.author_key === reader,
      askedByName: row.asked_by_name,
      approval:
        row.approved_by === null || row.approved_at === null || row.expires_at === null
          ? null
          : {
              byName: row.approved_by,
              at: row.approved_at.toISOString(),
              expiresAt: row.expires_at.toISOString(),
            },
      refusal: refusal === undefined || row.approval_id !== null ? null : refusal,
      notBefore: row.not_before?.toISOString() ?? null,
      giveUpAt: row.give_up_at?.toISOString() ?? null,
      statement: statement === undefined ? null : { id: statement.id, state: statement.state },
      cause: causeOf(row.cause) ?? statement?.cause ?? null,
      url: row.url,
      sentAt: row.sent_at?.toISOString() ?? null,
    };
  });
}

/** @throws AppError not_found */
export async function readVariant(
  db: Db | Tx,
  workspaceId: string,
  reader: Reader,
  variantId: string,
): Promise<Variant> {
  const [variant] = await readVariants(db, workspaceId, reader, { variantId });
  if (!variant) throw notFound("variant");
  return variant;
}

const causeOf = (cause: string | null): StatementCause | null =>
  statementCauses.find((known) => known === cause) ?? null;

async function lastRefusals(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, NonNullable<Variant["refusal"]>>> {
  if (ids.length === 0) return new Map();
  const rows = await withPublish(db)
    .selectFrom("publish.refusal")
    .select(["variant_id", "version", "reason", "by_name", "at"])
    .distinctOn("variant_id")
    .where("variant_id", "in", [...ids])
    .orderBy("variant_id")
    .orderBy("at", "desc")
    .execute();
  return new Map(
    rows.map(({ variant_id, version, reason, by_name, at }) => [
      variant_id,
      { version, reason, byName: by_name, at: at.toISOString() },
    ]),
  );
}
