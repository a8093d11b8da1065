import { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { open } from "#platform/secrets/sealed-text.ts";
import { AppError } from "#shared/app-error.ts";
import { withAccounts } from "./account-tables.ts";
import { consentSealedFor, hashState } from "./begin-consent.ts";
import { keepAccount, notConnected } from "./connect-account.ts";
import type { NetworkParts } from "./network-parts.ts";
import { readWay } from "./read-way.ts";

/** What was sealed when the consent began: what the network's step two needs, and the office's own application. */
const sealed = z.object({
  keep: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.unknown()),
});

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
  const kept = sealed.safeParse(JSON.parse(open(parts.keys, begun.keep, consentSealedFor(stateHash))));
  // Begun by an earlier version.
  if (!kept.success) return { why: "stale" };
  const { keep, secrets } = kept.data;
  const { network, way, settings } = begun;
  const filled = readWay({ network, way, settings, secrets }, "oauth");
  let why = "refused";
  try {
    const fresh = await filled.connector.consent?.finish(
      {
        way,
        settings: filled.settings,
        secrets: filled.secrets,
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
        keep,
      },
    );
    if (!fresh) return { why };
    // From here on it is the account that does not let us in, and not the person who agreed.
    why = "not_opened";
    const { id } = await keepAccount({ ...context, workspaceId: begun.workspace_id }, filled, fresh, parts);
    return { accountId: id };
  } catch (error) {
    const isLess =
      error instanceof ConnectorError &&
      error.failure.kind === "reconnect" &&
      error.failure.cause === "missing_scope";
    if (isLess) return { why: "missing_scope" };
    const refusal = error instanceof ConnectorError ? notConnected(error.failure, error) : error;
    if (refusal instanceof AppError) return { why };
    throw error;
  }
}
