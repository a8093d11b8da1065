import type { Access, Connector, OpenConnector, QuotaReading } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { connectorOf } from "#connectors/registry.ts";
import type { Db } from "#platform/db/database.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { open, seal } from "#platform/secrets/sealed-text.ts";
import { SecretError } from "#platform/secrets/secret-error.ts";
import type { AccountRow } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { type BookedCall, bookCall } from "./budgets/book-call.ts";
import { keepOutcome } from "./keep-outcome.ts";
import type { HeardCalls, MadeCall, NetworkParts } from "./network-parts.ts";

export type Secrets = Readonly<Record<string, unknown>>;

const sealedFor = (accountId: string): string => `account-secrets:${accountId}`;

export const sealSecrets = (keys: KeyRing, accountId: string, secrets: Secrets): string =>
  seal(keys, JSON.stringify(secrets), sealedFor(accountId));

/** @throws SecretError when the key that sealed them is not at hand */
export const openSecrets = (keys: KeyRing, { id, secrets }: AccountRow): Secrets =>
  JSON.parse(open(keys, secrets ?? "", sealedFor(id)));

/** Secrets that cannot be opened (another key, a row that was altered) are lost: the account must be connected again. */
function readSecrets(keys: KeyRing, account: AccountRow): Secrets {
  try {
    return openSecrets(keys, account);
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    throw new ConnectorError({ kind: "reconnect", cause: "unreadable" }, error.message, error);
  }
}

/**
 * Speaks with a network as one of the office's accounts. Whatever the network says of the account (too many calls, access
 * ended) is kept and holds for every worker from then on; a network that wants silence is not asked at all.
 * @throws ConnectorError of the call, or `rate_limited` without one
 */
export async function askNetwork<Answer>(
  parts: NetworkParts,
  account: AccountRow,
  ask: (network: OpenConnector) => Promise<Answer>,
): Promise<Answer> {
  const now = parts.now();
  const until = await silentUntil(parts.db, account.id, now);
  if (until !== null)
    throw new ConnectorError({ kind: "rate_limited", until }, `${account.network} is not to be asked yet`);
  const connector = connectorOf(account.network);
  const heard = hearCalls(parts, connector, (call) => bookCall(parts.db, account.id, call));
  try {
    const network = connector.open({
      way: account.way,
      settings: account.settings,
      secrets: readSecrets(parts.keys, account),
      externalId: account.external_id,
      now: parts.now,
      signal: parts.stopping,
      ...heard.ways,
    });
    const answer = await ask(network);
    await keepOutcome(parts, account.id, heard, null);
    return answer;
  } catch (error) {
    await keepOutcome(parts, account.id, heard, error instanceof ConnectorError ? error.failure : null);
    throw error;
  }
}

/** Until when an account is not to be asked; null when it may be. */
export async function silentUntil(db: Db, accountId: string, now: Date): Promise<Date | null> {
  const accounts = withAccounts(db);
  const pause = await accounts
    .selectFrom("accounts.pause")
    .select("until")
    .where("account_id", "=", accountId)
    .where("until", ">", now)
    .executeTakeFirst();
  if (pause) return pause.until;
  const spent = await accounts
    .selectFrom("accounts.quota")
    .select("resets_at")
    .where("account_id", "=", accountId)
    .where("remaining", "<=", 0)
    .where("resets_at", ">", now)
    .orderBy("resets_at", "desc")
    .executeTakeFirst();
  return spent?.resets_at ?? null;
}

/** The ways out for one account, which note every call and what its headers say of the quota. */
export function hearCalls(
  { network, now }: Pick<NetworkParts, "network" | "now">,
  connector: Connector,
  book?: (call: { at: Date; what: string; microUsd: number }) => Promise<BookedCall>,
): HeardCalls & { ways: Pick<Access, "fetch" | "stream" | "permit"> } {
  const calls: MadeCall[] = [];
  const quotas: QuotaReading[] = [];
  const heard =
    (way: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      const begun = performance.now();
      const address = new URL(input instanceof Request ? input.url : input);
      const method = init?.method ?? (input instanceof Request ? input.method : "GET");
      const what = `${method} ${address.host}${hideSecrets(address.pathname)}`;
      const microUsd = connector.costOf?.(method, address) ?? 0;
      const booked = microUsd > 0 ? await book?.({ at: now(), what, microUsd }) : undefined;
      const note = async (status: number | null): Promise<void> => {
        const tookMs = Math.round(performance.now() - begun);
        if (booked) await booked.settle(status, tookMs);
        else calls.push({ at: now(), what, status, tookMs, microUsd });
      };
      try {
        const answer = await way(input, init);
        await note(answer.status);
        quotas.push(...(connector.quotaOf?.(answer.headers, now()) ?? []));
        return answer;
      } catch (error) {
        await note(null);
        throw error;
      }
    };
  const permit: Access["permit"] = async (host, port) => {
    const begun = performance.now();
    const note = (status: number | null): number =>
      calls.push({
        at: now(),
        what: `CONNECT ${host}:${port}`,
        status,
        tookMs: Math.round(performance.now() - begun),
      });
    try {
      const lookup = await network.permit(host, port);
      note(200);
      return lookup;
    } catch (error) {
      note(null);
      throw error;
    }
  };
  return { calls, quotas, ways: { fetch: heard(network.call), stream: heard(network.stream), permit } };
}

/** Some networks carry the token in the path (Telegram: `/bot<token>/getMe`). */
const hideSecrets = (pathname: string): string => pathname.replace(/\/bot\d+:[\w-]+/, "/bot…");
