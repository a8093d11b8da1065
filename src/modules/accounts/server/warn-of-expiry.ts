import { sql } from "kysely";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { AccountRow } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { askNetwork } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";
import { tellAccount } from "./tell-account-state.ts";

const dayMs = 24 * 60 * 60 * 1_000;
/** Access that ends within so many days is told of, where it cannot be renewed by itself. */
const aheadDays = 7;

/**
 * Tells of access that ends within a week and cannot be renewed without a person, once for each end.
 * @returns how many accounts were told of
 */
export async function warnOfExpiry(parts: NetworkParts): Promise<number> {
  const now = parts.now();
  const ending = await withAccounts(parts.db)
    .selectFrom("accounts.account as account")
    .selectAll("account")
    .where("state", "=", "connected")
    .where("expires_at", ">", now)
    .where("expires_at", "<", new Date(now.getTime() + aheadDays * dayMs))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("platform.notice as notice")
            .select("notice.id")
            .whereRef("notice.workspace_id", "=", "account.workspace_id")
            .where(sql<boolean>`notice.thread = 'accounts.account:' || account.id`)
            .where("notice.kind", "=", "accounts.account_expiring"),
        ),
      ),
    )
    .execute();
  let told = 0;
  for (const account of ending) {
    if (await renewsItself(parts, account)) continue;
    const days = Math.max(1, Math.ceil(((account.expires_at?.getTime() ?? 0) - now.getTime()) / dayMs));
    await parts.db
      .transaction()
      .execute((tx) => tellAccount(tx, account, "accounts.account_expiring", "warning", { days }, now));
    told += 1;
  }
  return told;
}

async function renewsItself(parts: NetworkParts, account: AccountRow): Promise<boolean> {
  try {
    return await askNetwork(parts, account, async ({ refresh }) => refresh !== undefined);
  } catch (error) {
    // It is asked again at the next hour.
    if (error instanceof ConnectorError) return true;
    throw error;
  }
}
