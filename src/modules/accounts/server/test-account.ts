import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Account } from "../contract/accounts.ts";
import { findAccount, readAccount } from "./account-store.ts";
import { askNetwork } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";

/** A PR officer asks whether an account works now; what comes of it stands in its state. */
export async function testAccount(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  { id }: { id: string },
  parts: NetworkParts,
): Promise<Account> {
  const account = await findAccount(db, workspaceId, id);
  try {
    await askNetwork(parts, account, (network) => network.identify());
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
  }
  return readAccount(db, workspaceId, id, now());
}
