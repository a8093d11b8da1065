import { sql } from "kysely";
import { connectors } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { type Declaration, recoveryDays } from "../../contract/register.ts";
import { withAccounts } from "../account-tables.ts";
import { handleElsewhere, handleOn, networkName } from "../network-words.ts";

const dayMs = 24 * 60 * 60 * 1_000;

/** The register of a workspace: those that hold now by network and name, then those withdrawn, the latest first. */
export async function readDeclarations(
  db: Db | Tx,
  workspaceId: string,
  now: Date,
  declarationId?: string,
): Promise<Declaration[]> {
  const rows = await withAccounts(db)
    .selectFrom("accounts.declaration as declaration")
    .leftJoin("accounts.account as account", "account.id", "declaration.account_id")
    .leftJoin("auth.user as owner", "owner.id", "declaration.owner_member_id")
    .leftJoin("auth.user as backup", "backup.id", "declaration.backup_member_id")
    .leftJoin("platform.member as owner_member", (join) =>
      join
        .onRef("owner_member.user_id", "=", "declaration.owner_member_id")
        .onRef("owner_member.workspace_id", "=", "declaration.workspace_id"),
    )
    .leftJoin("platform.member as backup_member", (join) =>
      join
        .onRef("backup_member.user_id", "=", "declaration.backup_member_id")
        .onRef("backup_member.workspace_id", "=", "declaration.workspace_id"),
    )
    .select([
      "declaration.id",
      "declaration.account_id",
      "declaration.network",
      "declaration.role",
      "declaration.owner_member_id",
      "declaration.backup_member_id",
      "declaration.disclosure",
      "declaration.declared_at",
      "declaration.declared_by_name",
      "declaration.withdrawn_at",
      "declaration.withdrawn_by_name",
      "owner.name as owner_name",
      "backup.name as backup_name",
      "owner_member.user_id as owner_user_id",
      "backup_member.user_id as backup_user_id",
    ])
    // Accounts change their names on the network; what it says now goes before what it said then.
    .select(sql<string>`coalesce(account.handle, declaration.handle)`.as("handle"))
    .select(sql<string | null>`coalesce(account.url, declaration.url)`.as("url"))
    .select(
      sql<string | null>`to_char(declaration.recovery_checked_on, 'YYYY-MM-DD')`.as("recovery_checked_on"),
    )
    .where("declaration.workspace_id", "=", workspaceId)
    .$if(declarationId !== undefined, (query) => query.where("declaration.id", "=", declarationId ?? ""))
    .orderBy(sql`declaration.withdrawn_at desc nulls first`)
    .orderBy("declaration.network")
    .orderBy("handle")
    .orderBy("declaration.id")
    .execute();
  return rows.map((row): Declaration => {
    const checkedOn = row.recovery_checked_on;
    return {
      id: row.id,
      accountId: row.account_id,
      networkName: networkName(row.network),
      handle: row.handle,
      shownHandle:
        row.account_id === null ? handleElsewhere(row.handle, row.url) : handleOn(row.network, row.handle),
      url: row.url,
      role: row.role,
      owner: {
        id: row.owner_member_id,
        name: row.owner_name ?? "",
        isMember: row.owner_user_id !== null,
      },
      backup:
        row.backup_member_id === null
          ? null
          : { id: row.backup_member_id, name: row.backup_name ?? "", isMember: row.backup_user_id !== null },
      recoveryCheckedOn: checkedOn,
      isRecoveryDue: checkedOn === null || now.getTime() - Date.parse(checkedOn) > recoveryDays * dayMs,
      disclosure: row.disclosure,
      isForTrying: isForTrying(row.network),
      declaredAt: row.declared_at.toISOString(),
      declaredByName: row.declared_by_name,
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      withdrawnByName: row.withdrawn_by_name,
    };
  });
}

/** @throws AppError not_found, also for a declaration of another workspace */
export async function readDeclaration(
  db: Db | Tx,
  workspaceId: string,
  declarationId: string,
  now: Date,
): Promise<Declaration> {
  const [declaration] = await readDeclarations(db, workspaceId, now, declarationId);
  if (!declaration) throw notFound("declaration");
  return declaration;
}

/** @throws AppError not_found for one that was withdrawn as well: history is not changed */
export async function readStandingDeclaration(
  db: Db | Tx,
  workspaceId: string,
  declarationId: string,
  now: Date,
): Promise<Declaration> {
  const declaration = await readDeclaration(db, workspaceId, declarationId, now);
  if (declaration.withdrawnAt !== null) throw notFound("declaration");
  return declaration;
}

const isForTrying = (network: string): boolean =>
  connectors.some(({ manifest }) => manifest.key === network && manifest.isForTrying === true);
