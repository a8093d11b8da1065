import type { Db, Tx } from "#platform/db/database.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import type { Declaration } from "../../contract/register.ts";
import { withAccounts } from "../account-tables.ts";
import { readDeclarations } from "./declaration-store.ts";

const dayMs = 24 * 60 * 60 * 1_000;
/** Whoever has just declared an account has so long to check its recovery before anybody is reminded. Days. */
const graceDays = 7;

/** All reminders of one account of the register are one thread. */
const recoveryThread = (declarationId: string): string => `accounts.declaration:${declarationId}`;

/**
 * Reminds those who answer for an official account that its recovery was never checked, or longer ago than
 * `recoveryDays`; once, until somebody changes what stands in the register. Whoever has left is not reminded: then those
 * who keep the register are.
 * @returns how many accounts were reminded of
 */
export async function remindOfRecovery({ db, now }: { db: Db; now: () => Date }): Promise<number> {
  const at = now();
  const offices = await withAccounts(db)
    .selectFrom("accounts.declaration")
    .select("workspace_id")
    .distinct()
    .where("withdrawn_at", "is", null)
    .execute();
  let reminded = 0;
  for (const { workspace_id: workspaceId } of offices) {
    const due = (await readDeclarations(db, workspaceId, at)).filter((one) => isToRemind(one, at));
    const known = await remindedOf(db, workspaceId, due);
    for (const declaration of due) {
      if (known.has(recoveryThread(declaration.id))) continue;
      await db.transaction().execute((tx) => remind(tx, workspaceId, declaration, at));
      reminded += 1;
    }
  }
  return reminded;
}

/** Takes a reminder back: somebody has looked after the account, or it is official no more. */
export const withdrawReminder = (tx: Tx, workspaceId: string, declarationId: string): Promise<void> =>
  withdrawNotice(tx, workspaceId, recoveryThread(declarationId));

const isToRemind = (
  { isRecoveryDue, isForTrying, withdrawnAt, declaredAt, recoveryCheckedOn }: Declaration,
  now: Date,
): boolean =>
  isRecoveryDue &&
  !isForTrying &&
  withdrawnAt === null &&
  (recoveryCheckedOn !== null || now.getTime() - Date.parse(declaredAt) > graceDays * dayMs);

async function remindedOf(
  db: Db,
  workspaceId: string,
  declarations: readonly Declaration[],
): Promise<Set<string>> {
  if (declarations.length === 0) return new Set();
  const rows = await db
    .selectFrom("platform.notice")
    .select("thread")
    .where("workspace_id", "=", workspaceId)
    .where(
      "thread",
      "in",
      declarations.map(({ id }) => recoveryThread(id)),
    )
    .execute();
  return new Set(rows.map(({ thread }) => thread));
}

function remind(
  tx: Tx,
  workspaceId: string,
  { id, owner, backup, shownHandle, networkName, recoveryCheckedOn }: Declaration,
  at: Date,
): Promise<void> {
  const userIds = [owner, ...(backup ? [backup] : [])].flatMap((one) => (one.isMember ? [one.id] : []));
  const days = recoveryCheckedOn === null ? 0 : daysSince(recoveryCheckedOn, at);
  return notify(
    tx,
    workspaceId,
    {
      kind: recoveryCheckedOn === null ? "accounts.recovery_never_checked" : "accounts.recovery_due",
      severity: "warning",
      values: { handle: shownHandle, network: networkName.id, days },
      subject: { kind: "declaration", id },
      thread: recoveryThread(id),
      audience: userIds.length > 0 ? { userIds } : { permission: "accounts.manage" },
    },
    at,
  );
}

const daysSince = (date: string, at: Date): number => Math.floor((at.getTime() - Date.parse(date)) / dayMs);
