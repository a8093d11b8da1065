import type { OpenConnector } from "#connectors/ports/connector.ts";
import { findAccount } from "./account-store.ts";
import { askNetwork } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";

/**
 * Speaks as one of a workspace's accounts, for other modules; see `askNetwork`.
 * @param signal ends the conversation before the process does
 * @throws AppError not_found for an account that was disconnected
 */
export type AskAccount = <Answer>(
  account: { workspaceId: string; accountId: string },
  ask: (network: OpenConnector) => Promise<Answer>,
  signal?: AbortSignal,
) => Promise<Answer>;

export const askAs =
  (parts: NetworkParts): AskAccount =>
  async ({ workspaceId, accountId }, ask, signal) => {
    const account = await findAccount(parts.db, workspaceId, accountId);
    const stopping = signal ? AbortSignal.any([parts.stopping, signal]) : parts.stopping;
    return askNetwork({ ...parts, stopping }, account, ask);
  };
