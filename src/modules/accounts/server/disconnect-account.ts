import type { OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { findAccount } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { askNetwork } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";
import { accountThread } from "./tell-account-state.ts";
import { webhookAddress } from "./webhooks/webhook-address.ts";

/**
 * A PR officer disconnects an account. Its secrets are forgotten here whatever the network says; where the network can, and
 * answers, they are void there as well.
 */
export async function disconnectAccount(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
  parts: NetworkParts & { deskUrl: () => string },
): Promise<{ isRevoked: boolean }> {
  const account = await findAccount(db, workspaceId, id);
  const isRevoked = await askNetwork(parts, account, async (network) => {
    // Else it would call a door that is shut, for as long as it keeps trying.
    await leaveDoor(network, webhookAddress(parts.deskUrl(), id));
    await network.revoke?.();
    return network.revoke !== undefined;
  }).catch((error: unknown) => {
    if (error instanceof ConnectorError) return false;
    throw error;
  });
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await withAccounts(tx)
      .updateTable("accounts.account")
      .set({ state: "disconnected", secrets: null, cause: null, broken_since: null, expires_at: null })
      .where("id", "=", id)
      .where("state", "<>", "disconnected")
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await withdrawNotice(tx, workspaceId, accountThread(id));
    const details = { network: account.network, handle: account.handle, isRevoked };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "account.disconnected", subjectKind: "account", subjectId: id, details },
      now(),
    );
  });
  return { isRevoked };
}

/** Else the network would call a door that is shut, for as long as it keeps trying. One that it does not leave stays shut. */
async function leaveDoor({ registrar }: OpenConnector, address: string): Promise<void> {
  try {
    if ((await registrar?.state())?.url === address) await registrar?.unregister();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
  }
}
