import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { open } from "#platform/secrets/sealed-text.ts";
import { AppError } from "#shared/app-error.ts";
import { withAccounts } from "./account-tables.ts";
import { consentSealedFor, hashState } from "./begin-consent.ts";
import { keepAccount, notConnected } from "./connect-account.ts";
import type { NetworkParts } from "./network-parts.ts";
import { readWay } from "./read-way.ts";

/** What became of a consent: the account, or the key of the sentence that says why there is none. */
export type ConsentEnd = { accountId: string } | { why: string };

/**
 * Somebody comes back from a network. A state is for one use, within a quarter of an hour, and only for the browser of
 * the person who began: somebody else's consent must not end up in this office's accounts.
 */
export async function finishConsent(
  context: Pick<RequestContext, "db" | "principal" | "actor" | "now">,
  parameters: Readonly<Record<string, string>>,
  parts: NetworkParts,
): Promise<ConsentEnd> {
  const { db, principal, now } = context;
  const stateHash = hashState(parameters["state"] ?? "");
  const begun = await withAccounts(db)
    .deleteFrom("accounts.consent")
    .where("state_hash", "=", stateHash)
    .returningAll()
    .executeTakeFirst();
  if (!begun || begun.ends_at <= now()) return { why: "stale" };
  if (principal?.kind !== "user" || principal.userId !== begun.user_id) return { why: "other_person" };
  if (parameters["error"] !== undefined) return { why: "declined" };
  const filled = readWay(
    { network: begun.network, way: begun.way, settings: begun.settings, secrets: {} },
    "oauth",
  );
  try {
    const fresh = await filled.connector.consent?.finish(
      {
        way: begun.way,
        settings: filled.settings,
        secrets: {},
        externalId: "",
        fetch: parts.network.call,
        stream: parts.network.stream,
        permit: parts.network.permit,
        now: parts.now,
        signal: parts.stopping,
      },
      {
        callback: begun.callback,
        parameters,
        keep: JSON.parse(open(parts.keys, begun.keep, consentSealedFor(stateHash))),
      },
    );
    if (!fresh) return { why: "refused" };
    const { id } = await keepAccount({ ...context, workspaceId: begun.workspace_id }, filled, fresh, parts);
    return { accountId: id };
  } catch (error) {
    const refusal = error instanceof ConnectorError ? notConnected(error.failure, error) : error;
    if (refusal instanceof AppError) return { why: "refused" };
    throw error;
  }
}
