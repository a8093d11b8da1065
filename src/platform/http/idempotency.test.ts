import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertWorkspace } from "#platform/workspaces/workspace-store.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { onceOnly } from "./idempotency.ts";
import type { RequestContext } from "./request-context.ts";

let database: TestDatabase;
let context: RequestContext;
beforeAll(async () => {
  database = await testDatabase();
  context = contextFor(database.db, await makeWorkspace(database.db));
});
afterAll(() => database[Symbol.asyncDispose]());

/** What a handler does: one transaction that makes something. */
const create = (name: string) => () =>
  database.db
    .transaction()
    .execute(async (tx) => (await insertWorkspace(tx, { name, zone: "Asia/Jakarta" }, testNow)).name);

const once = <T>(key: string, name: string, run: () => Promise<T>, isShownOnce = false): Promise<T> =>
  onceOnly(context, key, { operation: "workspace.createWorkspace", input: { name }, isShownOnce }, run);

const made = async (name: string): Promise<number> =>
  (await database.pool.query("select from platform.workspace where name = $1", [name])).rowCount ?? 0;

/** What a minute without a sign of life does, without the minute. */
const letLeaseEnd = (key: string) =>
  database.pool.query(
    "update platform.idempotency set leased_until = now() - interval '1 second' where key = $1",
    [key],
  );

const refusal = (key: string) => expect.objectContaining({ code: "conflict", key });

describe("a create whose process was killed", () => {
  it("before it did anything can be tried again as soon as its lease has run out", async () => {
    const [key, name] = [randomUUID(), "Humas Mati Muda"];
    let hasBegun: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    // Of a killed process nothing comes any more: neither an answer nor a failure.
    void once(key, name, () => {
      hasBegun();
      return new Promise(() => undefined);
    });
    await begun;
    await expect(once(key, name, create(name))).rejects.toEqual(refusal("idempotency_running"));
    await letLeaseEnd(key);
    expect(await once(key, name, create(name))).toBe(name);
    expect(await once(key, name, create(name))).toBe(name);
    expect(await made(name)).toBe(1);
  });

  it("after it committed is not done again, and says so", async () => {
    const [key, name] = [randomUUID(), "Humas Sudah Jadi"];
    let hasCommitted: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => {
      hasCommitted = resolve;
    });
    void once(key, name, async () => {
      await create(name)();
      hasCommitted();
      return new Promise(() => undefined);
    });
    await committed;
    await expect(once(key, name, create(name))).rejects.toEqual(refusal("idempotency_running"));
    await letLeaseEnd(key);
    await expect(once(key, name, create(name))).rejects.toEqual(refusal("idempotency_lost"));
    expect(await made(name)).toBe(1);
  });

  it("and turns out to have only slept is rolled back when another has done the work meanwhile", async () => {
    const [key, name] = [randomUUID(), "Humas Ketiduran"];
    let wake: () => void = () => undefined;
    let hasBegun: () => void = () => undefined;
    const [awake, begun] = [
      new Promise<void>((resolve) => {
        wake = resolve;
      }),
      new Promise<void>((resolve) => {
        hasBegun = resolve;
      }),
    ];
    const sleeper = once(key, name, async () => {
      hasBegun();
      await awake;
      return create(name)();
    });
    await begun;
    await letLeaseEnd(key);
    expect(await once(key, name, create(name))).toBe(name);
    wake();
    await expect(sleeper).rejects.toEqual(refusal("idempotency_running"));
    expect(await once(key, name, create(name))).toBe(name);
    expect(await made(name)).toBe(1);
  });
});

it("a create that failed leaves its key free", async () => {
  const [key, name] = [randomUUID(), "Humas Coba Lagi"];
  const failing = once(key, name, async () => {
    throw new Error("no luck");
  });
  await expect(failing).rejects.toThrow("no luck");
  expect(await once(key, name, create(name))).toBe(name);
});

it("an answer that is shown once is not kept", async () => {
  const [key, name] = [randomUUID(), "Humas Rahasia"];
  expect(await once(key, name, create(name), true)).toBe(name);
  await expect(once(key, name, create(name), true)).rejects.toEqual(refusal("idempotency_secret"));
});
