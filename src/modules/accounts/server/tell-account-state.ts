import type { Tx } from "#platform/db/database.ts";
import { type NewNotice, notify } from "#platform/notices/notify.ts";
import type { ReconnectCause } from "#shared/network-failures.ts";
import type { AccountRow } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { handleOn, networkName } from "./network-words.ts";

type Told = Pick<AccountRow, "id" | "workspace_id" | "network" | "handle">;
const toldColumns = ["id", "workspace_id", "network", "handle"] as const;

/** All notices of an account are one thread: people see how it stands. */
export const accountThread = (accountId: string): string => `accounts.account:${accountId}`;

/** An account's access ended: it is broken since then, and whoever speaks through it is told once. */
export async function breakAccount(
  tx: Tx,
  accountId: string,
  cause: ReconnectCause,
  at: Date,
): Promise<void> {
  const accounts = withAccounts(tx);
  const broken = await accounts
    .updateTable("accounts.account")
    .set({ state: "broken", cause, broken_since: at })
    .where("id", "=", accountId)
    .where("state", "=", "connected")
    .returning(toldColumns)
    .executeTakeFirst();
  if (broken) await tellAccount(tx, broken, "accounts.account_broken", "urgent", { cause }, at);
  else
    await accounts
      .updateTable("accounts.account")
      .set({ cause })
      .where("id", "=", accountId)
      .where("state", "=", "broken")
      .execute();
}

/** An account works: what was broken is whole again, and that is told as well. */
export async function mendAccount(tx: Tx, accountId: string, at: Date): Promise<void> {
  const accounts = withAccounts(tx);
  const works = { state: "connected", cause: null, broken_since: null, last_ok_at: at } as const;
  const mended = await accounts
    .updateTable("accounts.account")
    .set(works)
    .where("id", "=", accountId)
    .where("state", "=", "broken")
    .returning(toldColumns)
    .executeTakeFirst();
  if (mended) await tellAccount(tx, mended, "accounts.account_works", "info", {}, at);
  else
    await accounts
      .updateTable("accounts.account")
      .set(works)
      .where("id", "=", accountId)
      .where("state", "=", "connected")
      .execute();
}

/** Tells whoever speaks through an account how it stands now. */
export const tellAccount = (
  tx: Tx,
  { id, workspace_id, network, handle }: Told,
  kind: string,
  severity: NewNotice["severity"],
  values: NewNotice["values"],
  at: Date,
): Promise<void> =>
  notify(
    tx,
    workspace_id,
    {
      kind,
      severity,
      values: { ...values, handle: handleOn(network, handle), network: networkName(network).id },
      subject: { kind: "account", id },
      thread: accountThread(id),
      audience: { permission: "statements.send" },
    },
    at,
  );
