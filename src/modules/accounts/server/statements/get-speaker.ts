import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Manifest, StatementLimits } from "#connectors/ports/manifest.ts";
import { connectorOf } from "#connectors/registry.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Speaker, StatementRules } from "../../contract/statements.ts";
import { type AccountRow, findAccount } from "../account-store.ts";
import { askNetwork } from "../ask-network.ts";
import { fieldsOf } from "../form-fields.ts";
import type { NetworkParts } from "../network-parts.ts";
import { handleOn, networkName } from "../network-words.ts";
import { isDeclared } from "../register/is-declared.ts";

/** A PR officer who is about to write sees what an account's network takes. */
export async function getSpeaker(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { id }: { id: string },
  parts: NetworkParts,
): Promise<Speaker> {
  const account = await findAccount(db, workspaceId, id);
  const { manifest } = connectorOf(account.network);
  const { post } = manifest.abilities.publish;
  return {
    accountId: account.id,
    handle: account.handle,
    shownHandle: handleOn(account.network, account.handle),
    networkName: networkName(account.network),
    isDeclared: manifest.isForTrying === true || (await isDeclared(db, workspaceId, account.id)),
    cannotPost: post.can ? null : post.why,
    rules: await rulesOf(parts, account, manifest),
    options: fieldsOf(manifest.options, manifest.optionWords ?? {}, "settings"),
    titleWord: manifest.titleWord ?? null,
    reach: manifest.reach ?? null,
  };
}

/** The account's own server's limits where servers differ and it answers, else the network's. */
export async function rulesOf(
  parts: NetworkParts,
  account: AccountRow,
  manifest: Manifest,
): Promise<StatementRules> {
  if (account.state !== "connected") return plainRules(manifest.limits);
  try {
    const own = await askNetwork(parts, account, async (network) => network.limits?.());
    return plainRules(own ?? manifest.limits);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return plainRules(manifest.limits);
  }
}

const plainRules = (limits: StatementLimits): StatementRules => ({
  counter: limits.counter,
  mostLength: limits.mostLength,
  mostLengthWithMedia: limits.mostLengthWithMedia ?? null,
  mostBytes: limits.mostBytes ?? null,
  mostTitleLength: limits.mostTitleLength ?? null,
  mostMedia: limits.mostMedia,
  media: limits.media.map(({ mediaTypes, mostBytes, most, mostAltLength }) => ({
    mediaTypes: [...mediaTypes],
    mostBytes,
    most,
    mostAltLength: mostAltLength ?? null,
  })),
});
