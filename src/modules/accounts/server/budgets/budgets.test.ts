import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { braveConnector } from "#connectors/brave/brave-connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import {
  openSearchSimulator,
  type SearchSimulator,
  simulatedKey,
} from "#test/connectors/search-simulator/open-search-simulator.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { callsOfMonth } from "../../contract/budgets.ts";
import { findAccount } from "../account-store.ts";
import { askNetwork } from "../ask-network.ts";
import { connectAccount } from "../connect-account.ts";
import type { NetworkParts } from "../network-parts.ts";
import { withBudgets } from "./budget-tables.ts";
import { listBudgets } from "./list-budgets.ts";
import { updateBudget } from "./update-budget.ts";

let time = new Date("2026-11-29T05:00:00Z");
let database: TestDatabase;
let simulator: SearchSimulator;
let parts: NetworkParts;
let workspaceId: string;
let accountId: string;
const cost = 5_000;

beforeAll(async () => {
  database = await testDatabase();
  simulator = await openSearchSimulator();
  const call: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    return fetch(new URL(`${url.pathname}${url.search}`, simulator.address), init);
  };
  parts = {
    db: database.db,
    keys: await loadOrCreateKey(await mkdtemp(path.join(inject("runFolder"), "keys-"))),
    network: { call, stream: call, permit: anyHost, close: async () => undefined },
    now: () => time,
    stopping: new AbortController().signal,
  };
  workspaceId = await makeWorkspace(database.db);
  const account = await connectAccount(
    context(),
    { network: "brave", way: "key", settings: {}, secrets: { key: simulatedKey } },
    parts,
  );
  accountId = account.id;
});
afterAll(async () => {
  await simulator.close();
  await database[Symbol.asyncDispose]();
});

const context = () => ({ ...contextFor(database.db, workspaceId), now: () => time });
const spent = async () => (await listBudgets(context())).items[0];
const ask = async (words = "banjir") =>
  askNetwork(parts, await findAccount(database.db, workspaceId, accountId), (network) =>
    Promise.resolve(network.listen?.search?.({ by: "words", words }, null)),
  );
const failure = async () =>
  ask().then(
    () => null,
    (error: unknown) => (error instanceof ConnectorError ? error.failure : Promise.reject(error)),
  );
const written = async (): Promise<number> => {
  const { total } = await withBudgets(database.db)
    .selectFrom("accounts.call")
    .select(({ fn }) => fn.sum<string>("micro_usd").as("total"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return Number(total);
};

it("counts the question that proves the key, and each one after it, as the calls themselves say", async () => {
  expect(await spent()).toMatchObject({ calls: 1, spentMicroUsd: cost, monthlyMicroUsd: null });
  await ask();
  expect(await spent()).toMatchObject({ calls: 2, spentMicroUsd: 2 * cost });
});

it("costs nothing when the network refuses, and stays spent when the answer is lost", async () => {
  const before = (await spent())?.spentMicroUsd ?? 0;
  simulator.troubles.push({ kind: "server_error" });
  expect(await failure()).toMatchObject({ kind: "retry" });
  expect(await spent()).toMatchObject({ spentMicroUsd: before });
  simulator.troubles.push({ kind: "answer_lost" });
  expect(await failure()).toMatchObject({ kind: "retry" });
  expect(await spent()).toMatchObject({ spentMicroUsd: before + cost });
});

it("stops at the monthly stop however many workers ask at once, and says until when", async () => {
  const before = (await spent())?.spentMicroUsd ?? 0;
  await updateBudget(context(), { id: accountId, monthlyMicroUsd: before + 3 * cost });
  const outcomes = await Promise.all(Array.from({ length: 8 }, failure));
  expect(outcomes.filter((one) => one === null)).toHaveLength(3);
  for (const one of outcomes.filter((outcome) => outcome !== null))
    expect(one).toEqual({
      kind: "rate_limited",
      until: new Date("2026-12-01T00:00:00Z"),
      because: "budget",
    });
  expect(await spent()).toMatchObject({ spentMicroUsd: before + 3 * cost });
});

it("goes on as soon as the stop is raised, and anew in the next month", async () => {
  const { monthlyMicroUsd } = (await spent()) ?? { monthlyMicroUsd: 0 };
  await updateBudget(context(), { id: accountId, monthlyMicroUsd: (monthlyMicroUsd ?? 0) + cost });
  expect(await failure()).toBeNull();
  expect(await failure()).toMatchObject({ because: "budget" });
  time = new Date("2026-12-01T00:00:05Z");
  expect(await failure()).toBeNull();
  expect(await spent()).toMatchObject({ spentMicroUsd: cost, calls: 1 });
  expect(await written()).toBeGreaterThan(cost);
});

it("is set for accounts that cost something only, and is on record", async () => {
  const gdelt = await connectAccount(
    context(),
    { network: "gdelt", way: "open", settings: {}, secrets: {} },
    parts,
  );
  expect((await listBudgets(context())).items.map((one) => one.accountId)).toEqual([accountId]);
  await expect(updateBudget(context(), { id: gdelt.id, monthlyMicroUsd: 1 })).rejects.toMatchObject({
    code: "not_found",
  });
  await updateBudget(context(), { id: accountId, monthlyMicroUsd: null });
  const { rows } = await database.pool.query<{ details: unknown }>(
    "select details from platform.audit_entry where workspace_id = $1 and action = 'account.budget_changed' order by seq desc limit 1",
    [workspaceId],
  );
  expect(rows[0]?.details).toMatchObject({ to: null });
});

it("is estimated from how often is asked: a month is the mean one", () => {
  expect(callsOfMonth(60)).toBe(731);
  expect(callsOfMonth(1_440)).toBe(31);
  expect(braveConnector.manifest.costs).toEqual([{ what: "search", microUsd: cost }]);
});
