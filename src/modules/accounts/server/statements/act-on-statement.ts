import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { statementKept } from "../../contract/events.ts";
import type { Statement } from "../../contract/statements.ts";
import { isChanging } from "./change-statement.ts";
import { type Move, moveStatement } from "./move-statement.ts";
import { transitions } from "./statement-machine.ts";
import { findStatement, readStatement } from "./statement-store.ts";
import type { StatementRow } from "./statement-table.ts";

export type ActContext = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

/**
 * Does what a person decided about a statement, if it can still be done.
 * @throws AppError `conflict` when somebody else, or the desk itself, was faster
 */
export async function actOnStatement(
  { db, workspaceId, actor, now }: ActContext,
  id: string,
  moveOf: (at: Date, before: StatementRow) => Pick<Move, "event" | "written">,
  /** What belongs to it, in the same transaction. */
  alsoDo?: (tx: Tx, before: StatementRow, at: Date) => Promise<void>,
): Promise<Statement> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const before = await findStatement(tx, workspaceId, id);
    const move = moveOf(at, before);
    if (move.event === "retry" && before.target_id !== null && (await isChanging(tx, before.target_id)))
      throw new AppError("conflict", "accounts.statement_changing");
    const isPossible = transitions[before.state][move.event] !== undefined;
    const moved = isPossible && (await moveStatement(tx, before, { ...move, at, actor }));
    // Somebody else, or the desk itself, was faster.
    if (!moved) throw new AppError("conflict", "accounts.statement_moved_on");
    await alsoDo?.(tx, before, at);
    if (moved.state === "waiting")
      await publishEvent(tx, workspaceId, statementKept, { accountId: moved.account_id });
    return readStatement(tx, workspaceId, id, at);
  });
}
