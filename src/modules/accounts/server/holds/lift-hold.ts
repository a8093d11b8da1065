import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { statementKept } from "../../contract/events.ts";
import type { Hold } from "../../contract/holds.ts";
import { withAccounts } from "../account-tables.ts";
import { findHold } from "./hold-store.ts";
import { viewHolds } from "./hold-view.ts";
import { announceHolds, type HoldContext } from "./place-hold.ts";

/**
 * A PR officer lifts one hold. What it held goes out at once, unless another hold covers it or its time is over.
 * @throws AppError `conflict` when it is over already
 */
export async function liftHold(
  { db, workspaceId, actor, now }: HoldContext,
  { id, reason }: { id: string; reason: string },
): Promise<Hold> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    await findHold(tx, workspaceId, id);
    const [row] = await endHolds(tx, workspaceId, actor, { reason, at, id });
    if (!row) throw new AppError("conflict", "accounts.hold_over");
    const [hold] = await viewHolds(tx, workspaceId, [row], at);
    if (!hold) throw new RangeError("a hold that was lifted has no view");
    return hold;
  });
}

/** Lifts those that are on: one, or all. Whoever waits for them is woken. */
export async function endHolds(
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  { reason, at, id }: { reason: string; at: Date; id?: string },
) {
  const lifted = await withAccounts(tx)
    .updateTable("accounts.hold")
    .set({ lifted_at: at, lifted_by_name: actor.name, lift_reason: reason })
    .where("workspace_id", "=", workspaceId)
    .where("lifted_at", "is", null)
    .where((where) => where.or([where("until", "is", null), where("until", ">", at)]))
    .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
    .returningAll()
    .execute();
  for (const hold of lifted)
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "hold.lifted", subjectKind: "hold", subjectId: hold.id, details: { reason } },
      at,
    );
  if (lifted.length > 0) {
    await announceHolds(tx, workspaceId);
    await wakeSenders(tx, workspaceId, at);
  }
  return lifted;
}

/** What is due goes out within seconds instead of at the next minute's sweep. */
async function wakeSenders(tx: Tx, workspaceId: string, at: Date): Promise<void> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from accounts.statement
     where workspace_id = ${workspaceId}::uuid and state = 'waiting'
       and next_try_at <= ${at.toISOString()}::timestamptz`.execute(tx);
  for (const { account_id } of rows)
    await publishEvent(tx, workspaceId, statementKept, { accountId: account_id });
}
