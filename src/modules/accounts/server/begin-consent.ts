import { createHash, randomBytes } from "node:crypto";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { seal } from "#platform/secrets/sealed-text.ts";
import { AppError } from "#shared/app-error.ts";
import { withAccounts } from "./account-tables.ts";
import { notConnected } from "./connect-account.ts";
import type { NetworkParts } from "./network-parts.ts";
import { callbackOf, documentOf, isKnowable, loopbackOf } from "./program/program-addresses.ts";
import { programKey } from "./program/program-key.ts";
import { readWay } from "./read-way.ts";

/** Somebody who was sent to a network has so long to agree. */
const consentMs = 15 * 60_000;

/** What comes back in the address is kept as a hash: whoever reads the database can finish nobody's consent. */
export const hashState = (state: string): string => createHash("sha256").update(state).digest("base64url");

export const consentSealedFor = (stateHash: string): string => `consent:${stateHash}`;

/** A PR officer is sent to the network, which asks them whether the desk may act for the account. */
export async function beginConsent(
  { db, workspaceId, principal, actor, now }: RequestContext,
  input: { network: string; way: string; settings: unknown; secrets: unknown },
  parts: NetworkParts & { deskUrl: () => string },
): Promise<{ url: string }> {
  if (principal?.kind !== "user") throw new AppError("forbidden", "accounts.consent_needs_person");
  const { connector, way, settings, secrets } = readWay(input, "oauth");
  const home = parts.deskUrl();
  if (way.needsAddress === true && !isKnowable(home))
    throw new AppError("invalid", "accounts.consent_needs_address");
  const state = randomBytes(24).toString("base64url");
  const callback = callbackOf(home);
  const access: Access = {
    way: way.key,
    settings,
    secrets,
    externalId: "",
    fetch: parts.network.call,
    stream: parts.network.stream,
    permit: parts.network.permit,
    now: parts.now,
    signal: parts.stopping,
  };
  const desk = {
    document: documentOf(home, connector.manifest.key),
    loopback: loopbackOf(home),
    key: () => programKey(parts),
  };
  const begun = await connector.consent?.begin(access, { callback, state, desk }).catch((error: unknown) => {
    throw error instanceof ConnectorError ? notConnected(error.failure, error) : error;
  });
  if (!begun) throw new AppError("invalid", "accounts.connect_refused");
  const stateHash = hashState(state);
  await withAccounts(db)
    .insertInto("accounts.consent")
    .values({
      state_hash: stateHash,
      workspace_id: workspaceId,
      user_id: principal.userId,
      user_name: actor.name,
      network: connector.manifest.key,
      way: way.key,
      settings: JSON.stringify(settings),
      callback,
      keep: seal(parts.keys, JSON.stringify({ keep: begun.keep, secrets }), consentSealedFor(stateHash)),
      ends_at: new Date(now().getTime() + consentMs),
    })
    .execute();
  return { url: begun.url };
}
