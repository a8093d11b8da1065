import { recordAudit } from "#platform/audit/record-audit.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { AppError } from "#shared/app-error.ts";
import { statementKept } from "../../contract/events.ts";
import type { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { findStatement, readStatement } from "../statements/statement-store.ts";
import { isUnsaid } from "./count-cover.ts";
import { holdsOver } from "./hold-store.ts";
import { announceHolds, type HoldContext } from "./place-hold.ts";

/**
 * A PR officer lets one statement through although the brake holds it. It is let through the holds that cover it now; one
 * that is placed later holds it again.
 * @throws AppError `conflict` when nothing holds it, or it waits no more
 */
export async function releaseStatement(
  { db, workspaceId, actor, now }: HoldContext,
  { id, reason }: { id: string; reason: string },
): Promise<Statement> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const statement = await findStatement(tx, workspaceId, id);
    const holds = await holdsOver(tx, statement, at);
    if (holds.length === 0 || !isUnsaid(statement)) throw new AppError("conflict", "accounts.not_held");
    await withAccounts(tx)
      .insertInto("accounts.hold_release")
      .values(
        holds.map((hold) => ({
          hold_id: hold.id,
          statement_id: id,
          workspace_id: workspaceId,
          reason,
          by_name: actor.name,
          at,
        })),
      )
      .onConflict((conflict) => conflict.columns(["hold_id", "statement_id"]).doNothing())
      .execute();
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "statement.released",
        subjectKind: "statement",
        subjectId: id,
        details: { reason, holds: holds.map((hold) => hold.id) },
      },
      at,
    );
    if (statement.state === "waiting")
      await publishEvent(tx, workspaceId, statementKept, { accountId: statement.account_id });
    await announceHolds(tx, workspaceId);
    return readStatement(tx, workspaceId, id, at);
  });
}
