import { randomUUID } from "node:crypto";
import { AppError } from "#shared/app-error.ts";
import type { Variant } from "../../contract/variants.ts";
import { checkContent } from "../checks/check-content.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { authorKey } from "./author-key.ts";
import { moveVariant } from "./move-variant.ts";
import { lockVariant, readVariant, readVariantRow, requireVersion } from "./variant-store.ts";

const hourMs = 60 * 60 * 1_000;

/**
 * A PR officer asks somebody else to approve what an account will say. What must not go out as it is has to be mended
 * first, or let stand with a reason.
 */
export async function submitVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id, version }: { id: string; version: number },
  parts: PublishParts,
): Promise<Variant> {
  const at = now();
  const seen = await readVariant(db, workspaceId, { actor, speaking: parts.speaking }, id);
  // Asks the network, so it is done before anything is held; the version says that it was these words.
  const { findings, faults } = await checkContent(
    { db, workspaceId, now },
    { id: seen.draftId, accountId: seen.accountId, content: seen.content },
    parts,
  );
  if (faults.length > 0) throw new AppError("conflict", "publish.breaks_rules");
  if (findings.some(({ severity, override }) => severity === 3 && override === null))
    throw new AppError("conflict", "publish.has_to_be_mended");
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, id);
    requireVersion(row, version);
    requireVersion(row, seen.version);
    await moveVariant(tx, row, { event: "submit", at, actor, written: { asked_by_name: actor.name } });
    return readVariant(tx, workspaceId, { actor, speaking: parts.speaking }, id);
  });
}

/** A PR officer asks for approval no longer. */
export async function takeBackVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id }: { id: string },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Variant> {
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, id);
    await moveVariant(tx, row, { event: "take_back", at: now(), actor });
    return readVariant(tx, workspaceId, { actor, speaking }, id);
  });
}

/**
 * Somebody approves the version they saw, for so many hours. Never their own words, nor those a key of theirs wrote;
 * the database refuses it too.
 */
export async function approveVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id, version, hours }: { id: string; version: number; hours: number },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Variant> {
  if (actor.kind !== "user") throw new AppError("forbidden", "publish.approved_by_people");
  const at = now();
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, id);
    requireVersion(row, version);
    const { author_key } = await withPublish(tx)
      .selectFrom("publish.variant_version")
      .select("author_key")
      .where("variant_id", "=", id)
      .where("version", "=", version)
      .executeTakeFirstOrThrow();
    const approver = await authorKey(tx, actor);
    if (author_key === approver) throw new AppError("forbidden", "publish.own_words");
    const approvalId = randomUUID();
    await withPublish(tx)
      .insertInto("publish.approval")
      .values({
        id: approvalId,
        workspace_id: workspaceId,
        variant_id: id,
        version,
        author_key,
        approver_key: approver,
        by_name: actor.name,
        at,
        expires_at: new Date(at.getTime() + hours * hourMs),
        ended_at: null,
      })
      .execute();
    await moveVariant(tx, row, {
      event: "approve",
      at,
      actor,
      written: { approval_id: approvalId },
      details: { hours },
    });
    return readVariant(tx, workspaceId, { actor, speaking }, id);
  });
}

/** Somebody sends a variant back with a reason, also one that was approved but is not scheduled yet. */
export async function refuseVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id, version, reason }: { id: string; version: number; reason: string },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Variant> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, id);
    requireVersion(row, version);
    await moveVariant(tx, row, { event: "refuse", at, actor, details: { reason } });
    await withPublish(tx)
      .insertInto("publish.refusal")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        variant_id: id,
        version,
        reason,
        by_name: actor.name,
        at,
      })
      .execute();
    return readVariant(tx, workspaceId, { actor, speaking }, id);
  });
}

/** Approvals that came to their hour end, so that what waits for its hour too long is looked at again. @returns how many */
export async function expireApprovals({ db, now }: Pick<PublishParts, "db" | "now">): Promise<number> {
  const at = now();
  const due = await withPublish(db)
    .selectFrom("publish.variant as variant")
    .innerJoin("publish.approval as approval", "approval.id", "variant.approval_id")
    .select(["variant.id", "variant.workspace_id"])
    .where("variant.state", "=", "approved")
    .where("approval.expires_at", "<=", at)
    .orderBy("approval.expires_at")
    .limit(1_000)
    .execute();
  for (const { id, workspace_id } of due)
    await db.transaction().execute(async (tx) => {
      const row = await lockVariant(tx, workspace_id, id);
      // Somebody may have withdrawn, changed or scheduled it meanwhile.
      const still = await readVariantRow(tx, workspace_id, id);
      if (row.state === "approved" && still.approval_id !== null)
        await moveVariant(tx, row, { event: "expire", at });
    });
  return due.length;
}
