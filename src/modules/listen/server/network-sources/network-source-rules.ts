import type { ListenQuery } from "#connectors/ports/listen-port.ts";
import type { Manifest } from "#connectors/ports/manifest.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { NetworkQuery } from "../../contract/network-query.ts";
import { paidIntervalMinutes } from "../../contract/network-sources.ts";
import { type NetworkSourceDb, withNetworkSources } from "./network-source-tables.ts";

/** @throws AppError invalid for what the network cannot do */
export function requireAbility({ abilities }: Manifest, query: NetworkQuery | null): void {
  if (!abilities.listen[query?.by ?? "stream"].can) throw invalidField("query", "listen.network_cannot");
}

/** How often a search is asked: where each question costs it never adapts by itself. Minutes. */
export function intervalOf(
  { costs }: Manifest,
  query: NetworkQuery | ListenQuery | null,
  chosenMinutes: number | null,
): number | null {
  const isPaid = query !== null && costs.some(({ what }) => what === "search");
  return chosenMinutes ?? (isPaid ? paidIntervalMinutes : null);
}

/** Two sources of one account that would ask the same are one. */
export const urlKeyOf = (accountId: string, query: NetworkQuery | null): string =>
  `${accountId} ${JSON.stringify(query)}`;

/** The refusal that leads to the source which listens to the same already. */
export async function alreadyThere(
  tx: Parameters<typeof withNetworkSources>[0] | NetworkSourceDb,
  workspaceId: string,
  kind: string,
  urlKey: string,
): Promise<AppError> {
  const known = await withNetworkSources(tx)
    .selectFrom("listen.source")
    .select(["id", "title"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("url_key", "=", urlKey)
    .executeTakeFirst();
  return new AppError("conflict", "listen.source_exists", {
    title: known?.title ?? "",
    sourceId: known?.id ?? "",
  });
}
