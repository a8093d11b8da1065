import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { renewAccess, takeExpiring } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";

/** Access is refreshed so long before it ends: two runs of the job may fail. */
const aheadMs = 15 * 60_000;
const atOnce = 20;

/**
 * Refreshes the access that ends soon, each account by exactly one worker.
 * @returns how many were refreshed
 */
export async function refreshAccounts(parts: NetworkParts): Promise<number> {
  const before = new Date(parts.now().getTime() + aheadMs);
  let refreshed = 0;
  for (const account of await takeExpiring(parts, { before, most: atOnce }))
    try {
      if (await renewAccess(parts, account)) refreshed += 1;
    } catch (error) {
      // It stands in the account's state, or passes until the next run.
      if (!(error instanceof ConnectorError)) throw error;
    }
  return refreshed;
}
