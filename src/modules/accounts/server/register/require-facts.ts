import type { Tx } from "#platform/db/database.ts";
import { selectMembers } from "#platform/workspaces/member-store.ts";
import { invalidField } from "#shared/app-error.ts";
import type { DeclarationFacts } from "../../contract/register.ts";

/** The day has begun in Jayapura while it is still yesterday in UTC. */
const easternmostMs = 9 * 60 * 60 * 1_000;

/**
 * Two different people of the office answer for an official account, so that it outlives the holiday of one; and nobody
 * has checked anything tomorrow.
 * @throws AppError that names the field at fault
 */
export async function requireFacts(
  tx: Tx,
  workspaceId: string,
  { ownerId, backupId, recoveryCheckedOn }: DeclarationFacts,
  now: Date,
): Promise<void> {
  const isMember = async (userId: string): Promise<boolean> =>
    (await selectMembers(tx, workspaceId, userId)).length > 0;
  if (!(await isMember(ownerId))) throw invalidField("ownerId", "accounts.keeper_no_member");
  if (backupId !== null && backupId === ownerId) throw invalidField("backupId", "accounts.keeper_twice");
  if (backupId !== null && !(await isMember(backupId)))
    throw invalidField("backupId", "accounts.keeper_no_member");
  const today = new Date(now.getTime() + easternmostMs).toISOString().slice(0, 10);
  if (recoveryCheckedOn !== null && recoveryCheckedOn > today)
    throw invalidField("recoveryCheckedOn", "accounts.recovery_in_future");
}
