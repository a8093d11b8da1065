import { isDeepStrictEqual } from "node:util";
import { connectorOf } from "#connectors/registry.ts";
import { readAccount } from "#modules/accounts/index.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { findFile } from "#platform/files/file-store.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { OwnContent } from "../../contract/content.ts";
import type { Variant, VariantVersion } from "../../contract/variants.ts";
import { lockDraft } from "../drafts/draft-store.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { insertVariant } from "./insert-variant.ts";
import { moveVariant } from "./move-variant.ts";
import { settleVersion } from "./settle-version.ts";
import { forgetNotice } from "./tell-of-variant.ts";
import { isFixed } from "./variant-machine.ts";
import { lockVariant, readVariant, readVariantRow, requireVersion } from "./variant-store.ts";

type Parts = Pick<PublishParts, "speaking">;

/** A PR officer says a story through one more account. */
export async function addVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id, accountId }: { id: string; accountId: string },
  { speaking }: Parts,
): Promise<Variant> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const draft = await lockDraft(tx, workspaceId, id);
    const variantId = await insertVariant(
      tx,
      workspaceId,
      { draftId: id, accountId, base: draft.content },
      { actor, at },
    );
    return readVariant(tx, workspaceId, { actor, speaking }, variantId);
  });
}

/** A PR officer lets an account say it in its own way. */
export async function updateVariant(
  { db, workspaceId, actor, now }: ActContext,
  {
    id,
    version,
    own,
    options,
  }: { id: string; version: number; own: OwnContent; options: Readonly<Record<string, unknown>> },
  { speaking }: Parts,
): Promise<Variant> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const { draft_id: draftId } = await readVariantRow(tx, workspaceId, id);
    const draft = await lockDraft(tx, workspaceId, draftId);
    const before = await lockVariant(tx, workspaceId, id);
    requireVersion(before, version);
    if (isFixed(before.state)) throw new AppError("conflict", "publish.scheduled_is_fixed");
    for (const { fileId } of own.media ?? []) await findFile(tx, workspaceId, fileId);
    await requireOptions(tx, workspaceId, before.account_id, options, at);
    const row = await withPublish(tx)
      .updateTable("publish.variant")
      .set({ own: JSON.stringify(own), options: JSON.stringify(options) })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await settleVersion(tx, row, draft.content, { actor, at }, { optionsBefore: before.options });
    // What was inherited may be said by itself now, in the same words: no new version, but a change.
    if (!isDeepStrictEqual(before.own, row.own)) await announceLive(tx, workspaceId, { type: "drafts" });
    return readVariant(tx, workspaceId, { actor, speaking }, id);
  });
}

/** A PR officer leaves an account out. What it said before stays. */
export async function removeVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id }: { id: string },
): Promise<Record<string, never>> {
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, id);
    if (isFixed(row.state)) throw new AppError("conflict", "publish.has_said");
    await forgetNotice(tx, workspaceId, id);
    await withPublish(tx).deleteFrom("publish.variant").where("id", "=", id).execute();
    await announceLive(tx, workspaceId, { type: "drafts" });
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "variant.removed",
        subjectKind: "variant",
        subjectId: id,
        details: { draftId: row.draft_id, accountId: row.account_id, state: row.state },
      },
      now(),
    );
    return {};
  });
}

/** A PR officer writes on what the network or the desk gave up. The statement that failed is not tried again. */
export async function reopenVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id }: { id: string },
  { speaking }: Parts,
): Promise<Variant> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const { draft_id: draftId } = await readVariantRow(tx, workspaceId, id);
    const draft = await lockDraft(tx, workspaceId, draftId);
    const row = await lockVariant(tx, workspaceId, id);
    const reopened = await moveVariant(tx, row, { event: "reopen", at, actor });
    // The story may have changed while its words were fixed.
    await settleVersion(tx, reopened, draft.content, { actor, at });
    return readVariant(tx, workspaceId, { actor, speaking }, id);
  });
}

/** A PR officer sees what a variant said before, who wrote it and when. */
export async function listVersions(
  { db, workspaceId }: Pick<ActContext, "db" | "workspaceId">,
  { id }: { id: string },
): Promise<{ items: VariantVersion[] }> {
  await readVariantRow(db, workspaceId, id);
  const rows = await withPublish(db)
    .selectFrom("publish.variant_version")
    .select(["version", "content", "by_name", "at"])
    .where("variant_id", "=", id)
    .orderBy("version", "desc")
    .limit(200)
    .execute();
  return {
    items: rows.map(({ version, content, by_name, at }) => ({
      version,
      content,
      byName: by_name,
      at: at.toISOString(),
    })),
  };
}

/** What only one network has is held to that network's own schema. */
async function requireOptions(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  options: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<void> {
  const { network } = await readAccount(tx, workspaceId, accountId, at);
  const known = connectorOf(network).manifest.options.safeParse(options);
  if (known.success) return;
  const path = known.error.issues[0]?.path.map(String) ?? [];
  throw invalidField(["options", ...path].join("."), "field.invalid_value");
}
