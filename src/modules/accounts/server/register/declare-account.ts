import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Declaration, DeclarationFacts, DeclaredAccount } from "../../contract/register.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { handleIn } from "./account-address.ts";
import { readDeclaration } from "./declaration-store.ts";
import { isDeclared } from "./is-declared.ts";
import { requireFacts } from "./require-facts.ts";

type Named = { account_id: string | null; network: string; handle: string; url: string | null };

/**
 * An admin declares that an account is the office's own. From then on citizens find it in the register, and the desk may
 * publish from it.
 * @throws AppError conflict `accounts.declared_already`
 */
export async function declareAccount(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { account, ...facts }: DeclarationFacts & { account: DeclaredAccount },
): Promise<Declaration> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    // Pressed twice, the second finds what the first has written.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`register:${workspaceId}`}, 0))`.execute(tx);
    await requireFacts(tx, workspaceId, facts, at);
    const named = await nameAccount(tx, workspaceId, account);
    const id = randomUUID();
    await withAccounts(tx)
      .insertInto("accounts.declaration")
      .values({
        ...named,
        id,
        workspace_id: workspaceId,
        role: facts.role,
        owner_member_id: facts.ownerId,
        backup_member_id: facts.backupId,
        recovery_checked_on: facts.recoveryCheckedOn,
        disclosure: facts.disclosure,
        declared_at: at,
        declared_by_name: actor.name,
        withdrawn_at: null,
        withdrawn_by_name: null,
      })
      .execute();
    const details = { network: named.network, handle: named.handle, role: facts.role };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "declaration.made", subjectKind: "declaration", subjectId: id, details },
      at,
    );
    return readDeclaration(tx, workspaceId, id, at);
  });
}

async function nameAccount(tx: Tx, workspaceId: string, account: DeclaredAccount): Promise<Named> {
  if (account.kind === "connected") {
    const { id, network, handle, url } = await findAccount(tx, workspaceId, account.accountId);
    if (await isDeclared(tx, workspaceId, id)) throw new AppError("conflict", "accounts.declared_already");
    return { account_id: id, network, handle, url };
  }
  const { networkName, url } = account;
  const same = await withAccounts(tx)
    .selectFrom("accounts.declaration")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("withdrawn_at", "is", null)
    .where(sql`lower(url)`, "=", url.toLowerCase())
    .executeTakeFirst();
  if (same) throw new AppError("conflict", "accounts.declared_already");
  const handle = (account.handle ?? "").replace(/^@/, "") || handleIn(url);
  return { account_id: null, network: networkName, handle, url };
}
