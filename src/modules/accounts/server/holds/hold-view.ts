import type { Db, Tx } from "#platform/db/database.ts";
import type { Hold, HoldBrief, HoldCover } from "../../contract/holds.ts";
import { withAccounts } from "../account-tables.ts";
import { handleOn, networkName } from "../network-words.ts";
import { countCover } from "./count-cover.ts";
import type { HoldRow } from "./hold-table.ts";

export const briefOf = (row: HoldRow): HoldBrief => ({
  id: row.id,
  scope: row.scope,
  words: row.words,
  reason: row.reason,
  byName: row.by_name,
  placedAt: row.placed_at.toISOString(),
  until: row.until?.toISOString() ?? null,
});

/** Holds as people see them, with what they cover now. */
export async function viewHolds(
  db: Db | Tx,
  workspaceId: string,
  rows: readonly HoldRow[],
  now: Date,
): Promise<Hold[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const tables = withAccounts(db);
  const accountIds = rows.flatMap(({ account_id }) => account_id ?? []);
  const accounts =
    accountIds.length === 0
      ? []
      : await tables
          .selectFrom("accounts.account")
          .select(["id", "network", "handle"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", accountIds)
          .execute();
  const releases = await tables
    .selectFrom("accounts.hold_release")
    .select(["hold_id", ({ fn }) => fn.countAll<string>().as("count")])
    .where("workspace_id", "=", workspaceId)
    .where("hold_id", "in", ids)
    .groupBy("hold_id")
    .execute();
  const on = rows.filter((row) => isHoldOn(row, now));
  const covers = await countCover(db, workspaceId, on);
  const none: HoldCover = { waiting: 0, underWay: 0 };
  return rows.map((row) => {
    const account = accounts.find(({ id }) => id === row.account_id);
    return {
      ...briefOf(row),
      accountId: row.account_id,
      shownHandle: account ? handleOn(account.network, account.handle) : null,
      networkName: account ? networkName(account.network) : null,
      isOn: isHoldOn(row, now),
      liftedAt: row.lifted_at?.toISOString() ?? null,
      liftedByName: row.lifted_by_name,
      liftReason: row.lift_reason,
      covers: covers[on.indexOf(row)] ?? none,
      released: Number(releases.find(({ hold_id }) => hold_id === row.id)?.count ?? 0),
    };
  });
}

export const isHoldOn = ({ lifted_at, until }: HoldRow, now: Date): boolean =>
  lifted_at === null && (until === null || until > now);
