import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Declaration, DeclarationFacts } from "../../contract/register.ts";
import { withAccounts } from "../account-tables.ts";
import { readDeclaration, readStandingDeclaration } from "./declaration-store.ts";
import { withdrawReminder } from "./remind-of-recovery.ts";
import { requireFacts } from "./require-facts.ts";

/** An admin changes what an official account is for, who answers for it, or when its recovery was last checked. */
export async function updateDeclaration(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, ...facts }: DeclarationFacts & { id: string },
): Promise<Declaration> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const before = await readStandingDeclaration(tx, workspaceId, id, at);
    await requireFacts(tx, workspaceId, facts, at);
    await withAccounts(tx)
      .updateTable("accounts.declaration")
      .set({
        role: facts.role,
        owner_member_id: facts.ownerId,
        backup_member_id: facts.backupId,
        recovery_checked_on: facts.recoveryCheckedOn,
        disclosure: facts.disclosure,
      })
      .where("id", "=", id)
      .where("withdrawn_at", "is", null)
      .execute();
    await withdrawReminder(tx, workspaceId, id);
    const after = await readDeclaration(tx, workspaceId, id, at);
    const details = { handle: after.handle, before: factsOf(before), after: factsOf(after) };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "declaration.changed", subjectKind: "declaration", subjectId: id, details },
      at,
    );
    return after;
  });
}

const factsOf = ({ role, owner, backup, recoveryCheckedOn, disclosure }: Declaration) => ({
  role,
  owner: owner.name,
  backup: backup?.name ?? null,
  recoveryCheckedOn,
  disclosure,
});
