import { publishEvent } from "#platform/events/event-outbox.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { statementKept } from "../../contract/events.ts";
import type { Statement } from "../../contract/statements.ts";
import { type Move, moveStatement } from "./move-statement.ts";
import { isChanging } from "./statement-changes.ts";
import { transitions } from "./statement-machine.ts";
import { findStatement, readStatement } from "./statement-store.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

const dayMs = 24 * 60 * 60 * 1_000;

/** A PR officer tries again what did not go out; it has another day for it. */
export const retryStatement = (context: Context, { id }: { id: string }): Promise<Statement> =>
  act(context, id, (at) => ({
    event: "retry",
    written: {
      cause: null,
      said: null,
      attempts: 0,
      next_try_at: at,
      give_up_at: new Date(at.getTime() + dayMs),
    },
  }));

/** A PR officer calls off what still waits. */
export const cancelStatement = (context: Context, { id }: { id: string }): Promise<Statement> =>
  act(context, id, () => ({ event: "cancel", written: { cause: null } }));

/** A PR officer looked on the network, and says whether the statement stands there. */
export const decideStatement = (
  context: Context,
  { id, stands, url }: { id: string; stands: boolean; url?: string | undefined },
): Promise<Statement> =>
  act(context, id, (at) =>
    stands
      ? { event: "confirm", written: { url: url ?? null } }
      : {
          event: "miss",
          written: { cause: null, next_try_at: at, give_up_at: new Date(at.getTime() + dayMs) },
        },
  );

async function act(
  { db, workspaceId, actor, now }: Context,
  id: string,
  moveOf: (at: Date) => Pick<Move, "event" | "written">,
): Promise<Statement> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const before = await findStatement(tx, workspaceId, id);
    const move = moveOf(at);
    if (move.event === "retry" && before.target_id !== null && (await isChanging(tx, before.target_id)))
      throw new AppError("conflict", "accounts.statement_changing");
    const isPossible = transitions[before.state][move.event] !== undefined;
    const moved = isPossible && (await moveStatement(tx, before, { ...move, at, actor }));
    // Somebody else, or the desk itself, was faster.
    if (!moved) throw new AppError("conflict", "accounts.statement_moved_on");
    if (moved.state === "waiting")
      await publishEvent(tx, workspaceId, statementKept, { accountId: moved.account_id });
    return readStatement(tx, workspaceId, id, at);
  });
}
