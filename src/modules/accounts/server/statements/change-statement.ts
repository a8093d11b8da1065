import { randomUUID } from "node:crypto";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { readSandbox } from "../sandbox/read-sandbox.ts";
import { keepWish } from "./say-statement.ts";
import { findStatement, readStatement } from "./statement-store.ts";

export type ChangeContext = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

/** A change is a statement of its own, sent like every other; one at a time for each post. */
export async function changeStatement(
  { db, workspaceId, actor, now }: ChangeContext,
  targetId: string,
  change: { kind: "edit"; text: string } | { kind: "remove" },
): Promise<Statement> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const found = await findStatement(tx, workspaceId, targetId);
    await withAccounts(tx)
      .selectFrom("accounts.statement")
      .select("id")
      .where("id", "=", found.id)
      .forUpdate()
      .execute();
    const target = await readStatement(tx, workspaceId, targetId, at);
    if (change.kind === "edit" ? !target.canEdit : !target.canRemove)
      throw new AppError("conflict", "accounts.statement_cannot_change");
    const { isOn } = await readSandbox(tx, workspaceId);
    if (isOn && !target.isSandboxed) throw new AppError("conflict", "accounts.statement_is_real");
    if (await isChanging(tx, targetId)) throw new AppError("conflict", "accounts.statement_changing");
    const { statementId } = await keepWish(
      tx,
      workspaceId,
      {
        accountId: found.account_id,
        text: change.kind === "edit" ? change.text : found.text,
        media: change.kind === "edit" ? found.media : [],
        options: found.options,
        ...(found.title !== null && { title: found.title }),
        ...(found.link !== null && { link: found.link }),
        ...(found.language !== null && { language: found.language }),
        sayKey: `${change.kind}:${randomUUID()}`,
        by: actor,
        now: at,
      },
      { kind: change.kind, target: found },
    );
    return readStatement(tx, workspaceId, statementId, at);
  });
}

/** Whether a change of a statement is under way; a second one waits until it has ended. */
export async function isChanging(tx: Tx, targetId: string): Promise<boolean> {
  const underWay = await withAccounts(tx)
    .selectFrom("accounts.statement")
    .select("id")
    .where("target_id", "=", targetId)
    .where("state", "in", ["waiting", "sending", "unknown", "waiting_for_person"])
    .executeTakeFirst();
  return underWay !== undefined;
}
