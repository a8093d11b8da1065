import { sayStatement } from "#modules/accounts/index.ts";
import type { Tx } from "#platform/db/database.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { wordsOf } from "../../contract/content.ts";
import type { Variant } from "../../contract/variants.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { type ApprovalRow, type VariantRow, withPublish } from "../publish-tables.ts";
import { moveVariant } from "./move-variant.ts";
import { transitions } from "./variant-machine.ts";
import { lockVariant, readVariant, requireVersion } from "./variant-store.ts";

/** Where nobody says otherwise, nothing is sent later than this after its hour. */
const lateMs = 24 * 60 * 60 * 1_000;

/**
 * A PR officer sends an approved variant, now or at an hour. It is handed to the sender of the accounts in the same
 * transaction, word for word as it was approved, and not to be sent after its approval has ended.
 */
export async function scheduleVariant(
  { db, workspaceId, actor, now }: ActContext,
  input: { id: string; version: number; notBefore?: string | undefined; giveUpAt?: string | undefined },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Variant> {
  const at = now();
  const notBefore = input.notBefore === undefined ? at : new Date(input.notBefore);
  const wanted = input.giveUpAt === undefined ? undefined : new Date(input.giveUpAt);
  if (wanted !== undefined && wanted <= notBefore) throw invalidField("giveUpAt", "publish.ends_before");
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, input.id);
    requireVersion(row, input.version);
    if (transitions[row.state].schedule === undefined)
      throw new AppError("conflict", "publish.moved_on", { state: row.state });
    const approval = await standingApproval(tx, row);
    if (
      approval === undefined ||
      approval.expires_at <= new Date(Math.max(at.getTime(), notBefore.getTime()))
    )
      throw new AppError("conflict", "publish.approval_ends_before");
    const latest = wanted ?? new Date(Math.max(at.getTime(), notBefore.getTime()) + lateMs);
    const giveUpAt = latest < approval.expires_at ? latest : approval.expires_at;
    const { content } = await withPublish(tx)
      .selectFrom("publish.variant_version")
      .select("content")
      .where("variant_id", "=", row.id)
      .where("version", "=", row.version)
      .executeTakeFirstOrThrow();
    const times = row.times_scheduled + 1;
    const { statementId } = await sayStatement(tx, workspaceId, {
      accountId: row.account_id,
      text: wordsOf(content),
      media: content.media,
      options: row.options,
      ...(content.headline !== "" && { title: content.headline }),
      ...(content.link !== null && { link: content.link }),
      notBefore,
      giveUpAt,
      sayKey: `variant:${row.id}:${row.version}:${times}`,
      by: actor,
      now: at,
    });
    await moveVariant(tx, row, {
      event: "schedule",
      at,
      actor,
      written: {
        statement_id: statementId,
        times_scheduled: times,
        not_before: notBefore,
        give_up_at: giveUpAt,
        cause: null,
      },
      details: { notBefore: notBefore.toISOString(), statementId },
    });
    return readVariant(tx, workspaceId, { actor, speaking }, row.id);
  });
}

const standingApproval = (
  tx: Tx,
  { approval_id, id, version }: VariantRow,
): Promise<ApprovalRow | undefined> =>
  withPublish(tx)
    .selectFrom("publish.approval")
    .selectAll()
    .where("id", "=", approval_id)
    .where("variant_id", "=", id)
    .where("version", "=", version)
    .where("ended_at", "is", null)
    .executeTakeFirst();

/** A PR officer takes a scheduled variant back, as long as it is not on its way. Its approval stands. */
export async function withdrawVariant(
  { db, workspaceId, actor, now }: ActContext,
  { id }: { id: string },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Variant> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const row = await lockVariant(tx, workspaceId, id);
    if (transitions[row.state].withdraw === undefined || row.statement_id === null)
      throw new AppError("conflict", "publish.moved_on", { state: row.state });
    if (!(await speaking.callOff(tx, workspaceId, row.statement_id, actor, at)))
      throw new AppError("conflict", "publish.on_its_way");
    await moveVariant(tx, row, { event: "withdraw", at, actor, written: unscheduled });
    return readVariant(tx, workspaceId, { actor, speaking }, id);
  });
}

/** What of a variant ends with its hour. */
export const unscheduled = { statement_id: null, not_before: null, give_up_at: null } as const;
