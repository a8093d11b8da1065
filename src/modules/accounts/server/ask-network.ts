import type { OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { connectorOf } from "#connectors/registry.ts";
import type { Db } from "#platform/db/database.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { open, seal } from "#platform/secrets/sealed-text.ts";
import { SecretError } from "#platform/secrets/secret-error.ts";
import type { AccountRow } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { bookCall } from "./budgets/book-call.ts";
import { hearCalls } from "./hear-calls.ts";
import { keepOutcome } from "./keep-outcome.ts";
import type { NetworkParts } from "./network-parts.ts";

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
 * ended) is kept and holds for every worker from then on; a network that wants silence is not asked at all. Access that
 * has ended, while the desk was off perhaps, is renewed first.
 * @throws ConnectorError of the call, or `rate_limited` without one
 */
export async function askNetwork<Answer>(
  parts: NetworkParts,
  account: AccountRow,
  ask: (network: OpenConnector) => Promise<Answer>,
): Promise<Answer> {
  return speakAs(parts, await withLivingAccess(parts, account), ask);
}

/** The account as it stands now, with access that has not ended. */
async function withLivingAccess(parts: NetworkParts, account: AccountRow): Promise<AccountRow> {
  const hasEnded = ({ expires_at }: AccountRow): boolean => expires_at !== null && expires_at <= parts.now();
  if (!hasEnded(account)) return account;
  const [taken] = await takeExpiring(parts, { before: parts.now(), accountId: account.id });
  if (taken) await renewAccess(parts, taken);
  const current = await readRow(parts.db, account.id);
  const isUnderWay = current?.refreshing_until != null && current.refreshing_until > parts.now();
  if (current && !taken && hasEnded(current) && isUnderWay)
    throw new ConnectorError({ kind: "retry" }, "another worker renews the access just now");
  return current ?? account;
}

/** A worker that has not finished renewing by then is taken for dead. */
const leaseMs = 2 * 60_000;

/**
 * Takes accounts whose access ends before an instant, each by exactly one worker: many networks void the old secret with the
 * new one, so that two workers would lock each other out.
 * @param accountId this one only, also when it is broken: renewing may be what mends it
 */
export async function takeExpiring(
  { db, now }: Pick<NetworkParts, "db" | "now">,
  { before, accountId, most = 1 }: { before: Date; accountId?: string; most?: number },
): Promise<AccountRow[]> {
  const at = now();
  return withAccounts(db)
    .updateTable("accounts.account")
    .set({ refreshing_until: new Date(at.getTime() + leaseMs) })
    .where("id", "in", (query) =>
      query
        .selectFrom("accounts.account")
        .select("id")
        .where("state", "in", accountId === undefined ? ["connected"] : ["connected", "broken"])
        .where("expires_at", "<=", before)
        .$if(accountId !== undefined, (one) => one.where("id", "=", accountId ?? ""))
        .where((where) =>
          where.or([where("refreshing_until", "is", null), where("refreshing_until", "<", at)]),
        )
        .orderBy("expires_at")
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}

/**
 * New secrets for old, for an account that `takeExpiring` gave to this worker.
 * @returns false where the network gives access that is not renewed, and this has not ended yet
 * @throws ConnectorError
 */
export async function renewAccess(parts: NetworkParts, account: AccountRow): Promise<boolean> {
  const keep = (values: { secrets?: string; expires_at?: Date | null }) =>
    withAccounts(parts.db)
      .updateTable("accounts.account")
      .set({ ...values, refreshing_until: null })
      .where("id", "=", account.id)
      .where("state", "<>", "disconnected")
      .execute();
  try {
    return await speakAs(parts, account, async (network) => {
      if (!network.refresh) {
        const hasEnded = account.expires_at !== null && account.expires_at <= parts.now();
        if (hasEnded) throw new ConnectorError({ kind: "reconnect", cause: "expired" }, "access has run out");
        return false;
      }
      const { secrets, expiresAt } = await network.refresh();
      // Kept before anything else: the old secrets may be void from now on.
      await keep({ secrets: sealSecrets(parts.keys, account.id, secrets), expires_at: expiresAt });
      return true;
    });
  } catch (error) {
    if (error instanceof ConnectorError) await keep({});
    throw error;
  }
}

const readRow = (db: Db, accountId: string): Promise<AccountRow | undefined> =>
  withAccounts(db)
    .selectFrom("accounts.account")
    .selectAll()
    .where("id", "=", accountId)
    .where("state", "<>", "disconnected")
    .executeTakeFirst();

async function speakAs<Answer>(
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
    const told = await overtaken(parts, account, error);
    await keepOutcome(parts, account.id, heard, told instanceof ConnectorError ? told.failure : null);
    throw told;
  }
}

/** Access that was renewed while a call was on its way is refused, and has not ended: the call is made again with the new one. */
async function overtaken({ db }: NetworkParts, account: AccountRow, error: unknown): Promise<unknown> {
  if (!(error instanceof ConnectorError && error.failure.kind === "reconnect")) return error;
  const current = await readRow(db, account.id);
  if (current === undefined || current.secrets === account.secrets) return error;
  return new ConnectorError({ kind: "retry" }, "the access was renewed meanwhile", error);
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
