import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { invalidField } from "#shared/app-error.ts";
import type { Hold, HoldAim } from "../../contract/holds.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { readHoldWords } from "./covers-statement.ts";
import { lockToHold } from "./hold-lock.ts";
import type { HoldRow } from "./hold-table.ts";
import { viewHolds } from "./hold-view.ts";

export type HoldContext = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

/**
 * A PR officer pulls the emergency brake. When the answer comes the hold is kept, and from then on no call begins that says
 * something it covers; a call that had begun comes to its end.
 */
export async function placeHold(
  { db, workspaceId, actor, now }: HoldContext,
  { reason, until, ...aim }: HoldAim & { reason: string; until?: string | undefined },
): Promise<Hold> {
  const at = now();
  const end = until === undefined ? null : new Date(until);
  if (end !== null && end <= at) throw invalidField("until", "accounts.hold_ends_before");
  const row = await db.transaction().execute(async (tx) => {
    const kept: HoldRow = {
      id: randomUUID(),
      workspace_id: workspaceId,
      ...(await checkAim(tx, workspaceId, aim)),
      reason,
      by_name: actor.name,
      placed_at: at,
      until: end,
      lifted_at: null,
      lifted_by_name: null,
      lift_reason: null,
    };
    await withAccounts(tx).insertInto("accounts.hold").values(kept).execute();
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "hold.placed",
        subjectKind: "hold",
        subjectId: kept.id,
        details: { scope: kept.scope, ...(kept.words !== null && { words: kept.words }), reason },
      },
      at,
    );
    await announceHolds(tx, workspaceId);
    // Last, so that the lock is held for a moment only: calls that are just being begun are waited for, later ones see the hold.
    await lockToHold(tx, workspaceId);
    return kept;
  });
  const [hold] = await viewHolds(db, workspaceId, [row], at);
  if (!hold) throw new RangeError("a hold that was kept has no view");
  return hold;
}

/**
 * What a hold is aimed at, in the columns of its row.
 * @throws AppError `invalid` for words that say nothing, or an aim without its account or words; not_found for an account
 * of another workspace
 */
export async function checkAim(
  db: Db | Tx,
  workspaceId: string,
  { scope, accountId, words }: HoldAim,
): Promise<Pick<HoldRow, "scope" | "account_id" | "words">> {
  if (scope === "account") {
    if (accountId === undefined) throw invalidField("accountId", "accounts.hold_account");
    return { scope, account_id: (await findAccount(db, workspaceId, accountId)).id, words: null };
  }
  if (scope === "all") return { scope, account_id: null, words: null };
  if (words === undefined) throw invalidField("words", "accounts.hold_words");
  readHoldWords(words);
  return { scope, account_id: null, words };
}

/** Open screens show at once what is held and what is not any more. */
export async function announceHolds(tx: Tx, workspaceId: string): Promise<void> {
  await announceLive(tx, workspaceId, { type: "holds" });
  await announceLive(tx, workspaceId, { type: "statements" });
}
