import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { AccountRow } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { askNetwork, sealSecrets } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";

/** Access is refreshed so long before it ends: two runs of the job may fail. */
const aheadMs = 15 * 60_000;
/** A worker that has not finished by then is taken for dead. */
const leaseMs = 2 * 60_000;
const atOnce = 20;

/**
 * Refreshes the access that ends soon, each account by exactly one worker: many networks void the old secret with the new
 * one, so that two workers would lock each other out.
 * @returns how many were refreshed
 */
export async function refreshAccounts(parts: NetworkParts): Promise<number> {
  const { db, now } = parts;
  const at = now();
  const taken = await withAccounts(db)
    .updateTable("accounts.account")
    .set({ refreshing_until: new Date(at.getTime() + leaseMs) })
    .where("id", "in", (query) =>
      query
        .selectFrom("accounts.account")
        .select("id")
        .where("state", "=", "connected")
        .where("expires_at", "<", new Date(at.getTime() + aheadMs))
        .where((where) =>
          where.or([where("refreshing_until", "is", null), where("refreshing_until", "<", at)]),
        )
        .orderBy("expires_at")
        .limit(atOnce)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  let refreshed = 0;
  for (const account of taken) if (await refreshOne(parts, account)) refreshed += 1;
  return refreshed;
}

async function refreshOne(parts: NetworkParts, account: AccountRow): Promise<boolean> {
  try {
    return await askNetwork(parts, account, async (network) => {
      if (!network.refresh) {
        const hasEnded = account.expires_at !== null && account.expires_at <= parts.now();
        if (hasEnded) throw new ConnectorError({ kind: "reconnect", cause: "expired" }, "access has run out");
        return false;
      }
      const { secrets, expiresAt } = await network.refresh();
      // Kept before anything else: the old secrets may be void from now on.
      await withAccounts(parts.db)
        .updateTable("accounts.account")
        .set({
          secrets: sealSecrets(parts.keys, account.id, secrets),
          expires_at: expiresAt,
          refreshing_until: null,
        })
        .where("id", "=", account.id)
        .where("state", "<>", "disconnected")
        .execute();
      return true;
    });
  } catch (error) {
    // It stands in the account's state, or passes until the next run.
    if (error instanceof ConnectorError) return false;
    throw error;
  }
}
