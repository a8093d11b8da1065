import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeAccount, openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { createLogger } from "#platform/log/logger.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account } from "../../contract/accounts.ts";
import { withAccounts } from "../account-tables.ts";
import { type HeldInbox, leaseSeconds, takeDueInboxes } from "./lease-inbox.ts";
import { type ReceiveParts, receiveMessages } from "./receive-messages.ts";

let time = new Date("2026-11-20T02:00:00Z");
let fake: ServedFakeNetwork;
let run: TestDesk;
let admin: Caller;
let parts: ReceiveParts;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => time);
  const { host } = new URL(fake.address);
  run = await testDesk(time, { GAUNG_ALLOWED_PRIVATE_HOSTS: host });
  admin = await run.signIn("admin");
  parts = {
    db: run.desk.db,
    keys: await loadOrCreateKey(run.dataDir),
    network: createNetworkFetch({ userAgent: "Gaung/test", allowedPrivateHosts: [host] }),
    log: createLogger("silent"),
    now: () => time,
    random: () => 1,
    stopping: new AbortController().signal,
  };
});
afterAll(async () => {
  await parts.network.close();
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

let offices = 0;
/** An account of the office that is connected, and the only one that anybody receives from. */
async function connected(): Promise<{ id: string; there: FakeAccount }> {
  offices += 1;
  await withAccounts(run.desk.db).updateTable("accounts.account").set({ state: "broken" }).execute();
  const there = openAccount(fake.network, `humas.${offices}`, `Humas ${offices}`);
  const answer = await admin.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: there.token },
  });
  expect(answer.status).toBe(201);
  return { id: Account.parse(await answer.json()).id, there };
}

const citizen = () => openAccount(fake.network, "warga", "Warga");
const say = (there: FakeAccount, text: string, at = time): string =>
  putPost(fake.network, { authorId: citizen().id, text: `@${there.handle} ${text}` }, at.getTime()).post.id;
/** As somebody plays the world on the control page, so that streams hear of it. */
const sayAloud = async (there: FakeAccount, text: string): Promise<void> => {
  await fetch(`${fake.address}/control`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ act: "say", handle: "warga", text: `@${there.handle} ${text}` }),
  });
};

const textsOf = async (accountId: string): Promise<string[]> => {
  const rows = await withAccounts(run.desk.db)
    .selectFrom("accounts.message")
    .select("text")
    .where("account_id", "=", accountId)
    .orderBy("seq")
    .execute();
  return rows.map(({ text }) => text.replace(/^@\S+ /, ""));
};
const cursorOf = (accountId: string) =>
  withAccounts(run.desk.db)
    .selectFrom("accounts.cursor")
    .selectAll()
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();

async function take(): Promise<HeldInbox> {
  await sql`update accounts.cursor set next_look_at = clock_timestamp() - interval '1 second'`.execute(
    run.desk.db,
  );
  const [held] = await takeDueInboxes(run.desk.db, 10);
  if (!held) throw new Error("nothing is due");
  return held;
}

/** Receives until what is expected has come, and then lets go as a desk that is stopped does. */
async function receiveUntil(held: HeldInbox, isThere: () => Promise<boolean>, own = parts): Promise<void> {
  const stop = new AbortController();
  const session = receiveMessages({ ...own, stopping: stop.signal }, held);
  try {
    await expect.poll(isThere, { timeout: 10_000, interval: 20 }).toBe(true);
  } finally {
    stop.abort();
    await session;
  }
}
const holds = (accountId: string, count: number) => async () => (await textsOf(accountId)).length === count;

describe("receiving from an account", () => {
  it("brings what was said before, and what is said while it listens, as it happens", async () => {
    const { id, there } = await connected();
    say(there, "sebelum");
    await receiveUntil(await take(), async () => {
      if ((await textsOf(id)).length === 1) await sayAloud(there, "selagi mendengar");
      return (await textsOf(id)).length >= 2;
    });
    expect((await textsOf(id))[0]).toBe("sebelum");
    expect((await textsOf(id)).slice(1)).toContain("selagi mendengar");
    expect(await cursorOf(id)).toMatchObject({ lease_id: null, failures: 0, cursor: expect.any(String) });
  });

  it("whose stream was broken for an hour fills the gap from the cursor: nothing lost, nothing doubled", async () => {
    const { id, there } = await connected();
    say(there, "pertama");
    await receiveUntil(await take(), holds(id, 1));
    time = new Date(time.getTime() + 60 * 60_000);
    const missed = Array.from({ length: 120 }, (_, n) => `terlewat ${n}`);
    for (const text of missed) say(there, text);
    await receiveUntil(await take(), holds(id, 121));
    expect(await textsOf(id)).toEqual(["pertama", ...missed]);
    // The cursor was lost, or the network sends all of it again: still once.
    await withAccounts(run.desk.db).updateTable("accounts.cursor").set({ cursor: null }).execute();
    await receiveUntil(await take(), async () => (await cursorOf(id)).cursor !== null);
    expect(await textsOf(id)).toHaveLength(121);
  });

  it("is done by exactly one worker, and what a worker says whose lease ran out does not count", async () => {
    const { id, there } = await connected();
    say(there, "satu kali");
    await take();
    const rounds = await Promise.all(Array.from({ length: 8 }, () => takeDueInboxes(run.desk.db, 10)));
    expect(rounds.flat()).toEqual([]);
    // The worker froze; another took over, and then it wakes.
    await sql`update accounts.cursor set leased_until = clock_timestamp() - interval '1 second'`.execute(
      run.desk.db,
    );
    const races = await Promise.all(Array.from({ length: 8 }, () => takeDueInboxes(run.desk.db, 10)));
    expect(races.flat()).toHaveLength(1);
    const [frozen] = races.flat();
    if (!frozen) throw new Error("nobody took it");
    await sql`update accounts.cursor set leased_until = clock_timestamp() - interval '1 second'`.execute(
      run.desk.db,
    );
    const second = await take();
    await receiveMessages(parts, frozen);
    expect(await textsOf(id)).toEqual([]);
    expect((await cursorOf(id)).lease_id).toBe(second.leaseId);
    await receiveUntil(second, holds(id, 1));
    expect(leaseSeconds).toBeGreaterThan(10);
  });

  it("keeps a page whole or not at all, so that a process killed in the middle goes on where it was", async () => {
    const { id, there } = await connected();
    for (const n of [1, 2, 3]) say(there, `bagian ${n}`);
    const last = say(there, "bagian 4");
    await take();
    const { cursor } = await cursorOf(id);
    // The database refuses the last message of the page, as if the process died before it was written.
    await sql`create function accounts.die() returns trigger language plpgsql as
      $$ begin if new.external_id = ${sql.raw(`'${last}'`)} then raise exception 'killed'; end if; return new; end $$`.execute(
      run.desk.db,
    );
    await sql`create trigger die before insert on accounts.message for each row execute function accounts.die()`.execute(
      run.desk.db,
    );
    await sql`update accounts.cursor set leased_until = clock_timestamp() - interval '1 second'`.execute(
      run.desk.db,
    );
    await receiveMessages(parts, await take());
    expect(await textsOf(id)).toEqual([]);
    expect(await cursorOf(id)).toMatchObject({ cursor, failures: 1, lease_id: null });
    await sql`drop trigger die on accounts.message`.execute(run.desk.db);
    await receiveUntil(await take(), holds(id, 4));
    expect(await textsOf(id)).toEqual(["bagian 1", "bagian 2", "bagian 3", "bagian 4"]);
  });

  it("waits longer each time while the network answers with a page of HTML, and loses nothing by it", async () => {
    const { id, there } = await connected();
    say(there, "di tengah perawatan");
    for (const failures of [1, 2]) {
      fake.network.mishaps.push({ kind: "html" });
      await receiveMessages(parts, await take());
      const { next_look_at, ...cursor } = await cursorOf(id);
      expect(cursor).toMatchObject({ failures, lease_id: null, cursor: null });
      const { rows } = await sql<{ wait: number }>`select extract(epoch from
        ${next_look_at}::timestamptz - clock_timestamp())::float8 as wait`.execute(run.desk.db);
      expect(rows[0]?.wait).toBeGreaterThan(2 ** (failures - 1) - 1);
    }
    await receiveUntil(await take(), holds(id, 1));
  });

  it("asks again when the network says, and marks an account that is shut out as broken", async () => {
    const { id, there } = await connected();
    fake.network.mishaps.push({ kind: "too_many", retryAfterSeconds: 40 });
    await receiveMessages(parts, await take());
    const { rows } = await sql<{ wait: number }>`select extract(epoch from
      next_look_at - clock_timestamp())::float8 as wait from accounts.cursor where account_id = ${id}`.execute(
      run.desk.db,
    );
    expect(rows[0]?.wait).toBeGreaterThan(35);
    time = new Date(time.getTime() + 60_000);
    there.isRevoked = true;
    await receiveMessages(parts, await take());
    expect(await takeDueInboxes(run.desk.db, 10)).toEqual([]);
    const { items } = (await (await admin.call("GET", "/accounts")).json()) as { items: unknown[] };
    expect(items.map((item) => Account.parse(item)).find((one) => one.id === id)).toMatchObject({
      state: "broken",
      cause: "revoked",
    });
  });

  it("takes what a network dates in the future for said now", async () => {
    const { id, there } = await connected();
    say(there, "dari masa depan", new Date(time.getTime() + 3 * 60 * 60_000));
    await receiveUntil(await take(), holds(id, 1));
    const [row] = await withAccounts(run.desk.db)
      .selectFrom("accounts.message")
      .select("published_at")
      .where("account_id", "=", id)
      .execute();
    expect(row?.published_at).toEqual(time);
  });
});
