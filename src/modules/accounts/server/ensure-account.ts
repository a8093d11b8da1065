import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { withAccounts } from "./account-tables.ts";
import { keepAccount } from "./connect-account.ts";
import type { NetworkParts } from "./network-parts.ts";
import { readWay } from "./read-way.ts";

/**
 * Gives a workspace an account unless it has it already, connected with the same settings, as the demo does.
 * @returns the account's id
 */
export async function ensureAccount(
  parts: NetworkParts & { db: Db },
  workspaceId: string,
  input: {
    network: string;
    way: string;
    settings: Record<string, unknown>;
    secrets: Record<string, unknown>;
  },
): Promise<string> {
  const filled = readWay(input, "secret");
  const known = await withAccounts(parts.db)
    .selectFrom("accounts.account")
    .select(["id", "settings"])
    .where("workspace_id", "=", workspaceId)
    .where("network", "=", input.network)
    .where("state", "=", "connected")
    .execute();
  const wanted = JSON.stringify(filled.settings);
  const same = known.find(({ settings }) => JSON.stringify(settings) === wanted);
  if (same) return same.id;
  const context = { db: parts.db, workspaceId, actor: systemActor, now: parts.now };
  const { id } = await keepAccount(context, filled, { secrets: filled.secrets, expiresAt: null }, parts);
  return id;
}
