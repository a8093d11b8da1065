import type { OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Metric } from "#connectors/ports/insights-port.ts";
import type { AccountRow } from "../account-store.ts";
import { askNetwork } from "../ask-network.ts";
import type { NetworkParts } from "../network-parts.ts";
import { type CountableStatement, planAccounts } from "./insight-plan.ts";
import { endInsights, keepAccountInsight, keepStatementInsight, postponeInsight } from "./insight-store.ts";
import { type InsightPlanRow, withInsights } from "./insight-tables.ts";
import { takeInsights } from "./take-insights.ts";

/** So many posts are asked for together. */
const postsAtOnce = 25;

/**
 * Reads the numbers that are due, of statements and of accounts. Safe to run in several workers at once, and to be killed
 * anywhere: what was not kept is read again.
 * @returns how many statements and accounts were read
 */
export async function readInsights(parts: NetworkParts): Promise<number> {
  const { db, now } = parts;
  await planAccounts(db, now());
  const plans = await takeInsights(db, now());
  let read = 0;
  for (const [accountId, own] of Map.groupBy(plans, ({ account_id }) => account_id)) {
    if (parts.stopping.aborted) return read;
    const account = await withInsights(db)
      .selectFrom("accounts.account")
      .selectAll()
      .where("id", "=", accountId)
      .executeTakeFirst();
    if (!account) continue;
    read += await readStatements(parts, account, own);
    for (const plan of own) if (plan.statement_id === null) read += await readOne(parts, account, plan);
  }
  return read;
}

async function readOne(parts: NetworkParts, account: AccountRow, plan: InsightPlanRow): Promise<number> {
  const ask = (network: OpenConnector) => network.insights?.ofAccount?.() ?? Promise.resolve(null);
  const metrics = await unlessFailed(parts, [plan], () => askNetwork(parts, account, ask));
  if (!metrics) return 0;
  await keepAccountInsight(parts.db, account.id, metrics, parts.now());
  return 1;
}

async function readStatements(
  parts: NetworkParts,
  account: AccountRow,
  plans: readonly InsightPlanRow[],
): Promise<number> {
  const ids = plans.flatMap(({ statement_id }) => (statement_id === null ? [] : [statement_id]));
  if (ids.length === 0) return 0;
  const standing = await standingOf(parts, ids);
  const isStanding = new Map(standing.map((one) => [one.id, one]));
  await endInsights(
    parts.db,
    plans.filter(({ statement_id }) => statement_id !== null && !isStanding.has(statement_id)),
  );
  let read = 0;
  for (let at = 0; at < standing.length; at += postsAtOnce) {
    const some = standing.slice(at, at + postsAtOnce);
    const taken = plans.filter(({ statement_id }) => some.some(({ id }) => id === statement_id));
    const found = await unlessFailed(
      parts,
      taken,
      () => askPosts(parts, account, some),
      (plan) => isStanding.get(plan.statement_id ?? "")?.sent_at ?? null,
    );
    if (!found) return read;
    for (const one of some) {
      await keepStatementInsight(parts.db, one, found.get(one.external_id), parts.now());
      read += 1;
    }
  }
  return read;
}

/** What of them was sent, is known by its id there, and was not taken back. */
async function standingOf({ db }: NetworkParts, ids: readonly string[]): Promise<CountableStatement[]> {
  const rows = await withInsights(db)
    .selectFrom("accounts.statement")
    .select(["id", "account_id", "external_id", "sent_at"])
    .where("id", "in", [...ids])
    .where("removed_at", "is", null)
    .orderBy("sent_at")
    .orderBy("id")
    .execute();
  return rows.flatMap(({ external_id, sent_at, ...row }) =>
    external_id === null || sent_at === null ? [] : [{ ...row, external_id, sent_at }],
  );
}

/** Asks an account's network what became of statements, by the network's ids. @throws ConnectorError */
export const askPosts = (
  parts: NetworkParts,
  account: AccountRow,
  statements: readonly CountableStatement[],
): Promise<ReadonlyMap<string, readonly Metric[]>> =>
  askNetwork(parts, account, (network) =>
    countPosts(
      network,
      statements.map(({ external_id }) => external_id),
    ),
  );

/** What a network refuses of several it is asked one by one; what it refuses alone is not there. */
async function countPosts(
  network: OpenConnector,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Metric[]>> {
  try {
    return (await network.insights?.ofPosts?.(ids)) ?? new Map();
  } catch (error) {
    const { kind } = error instanceof ConnectorError ? error.failure : { kind: "unforeseen" };
    if (kind !== "rejected" && kind !== "gone") throw error;
  }
  const found = new Map<string, readonly Metric[]>();
  if (ids.length > 1)
    for (const id of ids)
      for (const [key, metrics] of await countPosts(network, [id])) found.set(key, metrics);
  return found;
}

async function unlessFailed<Answer>(
  { db, now }: NetworkParts,
  plans: readonly InsightPlanRow[],
  ask: () => Promise<Answer>,
  sentAt: (plan: InsightPlanRow) => Date | null = () => null,
): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    for (const plan of plans) await postponeInsight(db, plan, sentAt(plan), error.failure, now());
    return null;
  }
}
