import { canonicalJson, recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { type Content, contentOf } from "../../contract/content.ts";
import { type VariantRow, withPublish } from "../publish-tables.ts";
import { authorKey } from "./author-key.ts";
import { moveVariant } from "./move-variant.ts";
import { isFixed } from "./variant-machine.ts";

/** Whoever changes what a variant says. */
export interface Writer {
  readonly actor: Actor;
  readonly at: Date;
}

/**
 * Makes a new version of a variant if it says something else now, in the caller's transaction: the request for approval
 * and the approval named the version before, so they end. A variant of which nothing changed stays as it is.
 * @throws AppError conflict for one that is scheduled: its words are fixed until it is withdrawn
 */
export async function settleVersion(
  tx: Tx,
  row: VariantRow,
  base: Content,
  { actor, at }: Writer,
  extra: { optionsBefore: Readonly<Record<string, unknown>> } = { optionsBefore: row.options },
): Promise<VariantRow> {
  const content = contentOf(base, row.own);
  const before = await withPublish(tx)
    .selectFrom("publish.variant_version")
    .select("content")
    .where("variant_id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  const isSame =
    before !== undefined &&
    canonicalJson(before.content) === canonicalJson(content) &&
    canonicalJson(extra.optionsBefore) === canonicalJson(row.options);
  if (isSame) return row;
  if (isFixed(row.state)) {
    if (row.state === "scheduled") throw new AppError("conflict", "publish.scheduled_is_fixed");
    return row;
  }
  const version = before === undefined ? row.version : row.version + 1;
  await withPublish(tx)
    .insertInto("publish.variant_version")
    .values({
      variant_id: row.id,
      workspace_id: row.workspace_id,
      version,
      content: JSON.stringify(content),
      author_key: await authorKey(tx, actor),
      by_name: actor.name,
      at,
    })
    .execute();
  if (before === undefined) return row;
  const moved = await moveVariant(tx, row, { event: "change", at, actor, written: { version } });
  await recordAudit(
    tx,
    row.workspace_id,
    actor,
    {
      action: "variant.changed",
      subjectKind: "variant",
      subjectId: row.id,
      details: { draftId: row.draft_id, accountId: row.account_id, version, stateBefore: row.state },
    },
    at,
  );
  return moved;
}
