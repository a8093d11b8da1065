import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account } from "../contract/accounts.ts";
import { withAccounts } from "./account-tables.ts";
import { sealSecrets } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";
import { warnOfExpiry } from "./warn-of-expiry.ts";

const now = new Date("2026-11-20T02:00:00Z");
let fake: ServedFakeNetwork;
let run: TestDesk;
let admin: Caller;
let parts: NetworkParts;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => now);
  const { host } = new URL(fake.address);
  run = await testDesk(now, { GAUNG_ALLOWED_PRIVATE_HOSTS: host });
  admin = await run.signIn("admin");
  parts = {
    db: run.desk.db,
    keys: await loadOrCreateKey(run.dataDir),
    network: createNetworkFetch({ userAgent: "Gaung/test", allowedPrivateHosts: [host] }),
    now: () => now,
    stopping: new AbortController().signal,
  };
});
afterAll(async () => {
  await parts.network.close();
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

async function connect(handle: string): Promise<Account> {
  const { token } = openAccount(fake.network, handle, handle);
  const body = { network: "fake", way: "token", settings: { server: fake.address }, secrets: { token } };
  return Account.parse(await (await admin.call("POST", "/accounts", body)).json());
}
const noticesOf = async (accountId: string) => {
  const { items } = (await (await admin.call("GET", "/notices")).json()) as {
    items: { kind: string; subject: { id: string }; values: object }[];
  };
  return items.filter(({ subject }) => subject.id === accountId);
};
const test = (id: string) => admin.call("POST", `/accounts/${id}/test`);

describe("people are told", () => {
  it("when an account breaks, once, and when it works again", async () => {
    const { id } = await connect("humas.putus");
    const there = openAccount(fake.network, "humas.putus", "");
    there.isRevoked = true;
    await test(id);
    await test(id);
    expect(await noticesOf(id)).toMatchObject([
      { kind: "accounts.account_broken", values: { handle: "@humas.putus", cause: "revoked" } },
    ]);
    there.isRevoked = false;
    await test(id);
    expect(await noticesOf(id)).toMatchObject([{ kind: "accounts.account_works" }]);
    there.isRevoked = true;
    await test(id);
    there.isRevoked = false;
    await connect("humas.putus");
    expect(await noticesOf(id)).toEqual([]);
  });

  it("of access that will end, where the network cannot renew it", async () => {
    const { id } = await connect("humas.habis");
    const ends = (days: number) =>
      withAccounts(run.desk.db)
        .updateTable("accounts.account")
        .set({ expires_at: new Date(now.getTime() + days * 86_400_000) })
        .where("id", "=", id)
        .execute();
    await ends(3);
    // The practice network renews by itself: nobody needs to know.
    expect(await warnOfExpiry(parts)).toBe(0);
    await withAccounts(run.desk.db)
      .updateTable("accounts.account")
      .set({
        network: "telegram",
        way: "bot",
        settings: "{}",
        secrets: sealSecrets(parts.keys, id, { token: "123456:abcdefghijklmnop" }),
      })
      .where("id", "=", id)
      .execute();
    await ends(30);
    expect(await warnOfExpiry(parts)).toBe(0);
    await ends(3);
    expect(await warnOfExpiry(parts)).toBe(1);
    expect(await warnOfExpiry(parts)).toBe(0);
    expect(await noticesOf(id)).toMatchObject([
      { kind: "accounts.account_expiring", values: { handle: "@humas.habis", network: "Telegram", days: 3 } },
    ]);
  });
});
