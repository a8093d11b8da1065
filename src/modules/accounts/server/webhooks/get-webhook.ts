import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { WebhookRegistrar } from "#connectors/ports/webhook-port.ts";
import { connectorOf } from "#connectors/registry.ts";
import { isPublicAddress } from "#platform/fetch/address-policy.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Webhook } from "../../contract/webhooks.ts";
import { type AccountRow, findAccount } from "../account-store.ts";
import { askNetwork } from "../ask-network.ts";
import { notConnected } from "../connect-account.ts";
import type { NetworkParts } from "../network-parts.ts";
import { webhookAddress } from "./webhook-address.ts";

export type WebhookParts = NetworkParts & { readonly deskUrl: () => string };

/** An admin asks the network whether it brings what happens on an account to this desk, and what went wrong with it last. */
export async function getWebhook(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { id }: { id: string },
  parts: WebhookParts,
): Promise<Webhook> {
  const account = await findAccount(db, workspaceId, id);
  return readWebhook(parts, account);
}

/** @throws AppError with what the network said */
export async function readWebhook(parts: WebhookParts, account: AccountRow): Promise<Webhook> {
  const { url, waiting, lastFailure } = await askRegistrar(parts, account, (registrar) => registrar.state());
  const address = webhookAddress(parts.deskUrl(), account.id);
  const isRegistered = url === address;
  return {
    address,
    isReachable: isReachable(parts.deskUrl(), account.network),
    isRegistered,
    otherHost: url === null || isRegistered ? null : (URL.parse(url)?.host ?? ""),
    waiting,
    lastFailure: lastFailure && { at: lastFailure.at.toISOString(), said: lastFailure.said },
  };
}

/** @throws AppError `accounts.no_webhook` for networks that push nothing, else with what the network said */
export async function askRegistrar<Answer>(
  parts: NetworkParts,
  account: AccountRow,
  ask: (registrar: WebhookRegistrar) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await askNetwork(parts, account, async ({ registrar }) => {
      if (!registrar) throw new AppError("invalid", "accounts.no_webhook");
      return ask(registrar);
    });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { failure } = error;
    if (failure.kind === "rejected" && failure.said !== undefined)
      throw new AppError("invalid", "accounts.webhook_refused", { said: failure.said }, error);
    throw notConnected(failure, error);
  }
}

/** Names that mean something inside one network only (RFC 6761, RFC 6762, and what routers hand out). */
const innerName = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|corp|test|invalid|example)$/;

/** Whether a network outside can call this desk. The practice network is not outside. */
export function isReachable(deskUrl: string, network: string): boolean {
  if (connectorOf(network).manifest.isForTrying === true) return true;
  const { protocol, hostname } = new URL(deskUrl);
  if (protocol !== "https:") return false;
  const isAddress = hostname.startsWith("[") || /^[\d.]+$/.test(hostname);
  if (isAddress) return isPublicAddress(hostname.replace(/^\[|\]$/g, ""));
  return hostname.includes(".") && !innerName.test(hostname);
}
