import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FakeAccount } from "#connectors/fake/network/fake-state.ts";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account, Network } from "../contract/accounts.ts";
import { findAccount } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { askNetwork, openSecrets } from "./ask-network.ts";
import type { NetworkParts } from "./network-parts.ts";
import { refreshAccounts } from "./refresh-accounts.ts";

const now = new Date("2026-11-20T02:00:00Z");
let time = now;
let fake: ServedFakeNetwork;
let run: TestDesk;
let admin: Caller;
let parts: NetworkParts;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => time);
  run = await testDesk(now, { GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(fake.address).host });
  admin = await run.signIn("admin");
  parts = {
    db: run.desk.db,
    keys: await loadOrCreateKey(run.dataDir),
    network: createNetworkFetch({
      userAgent: "Gaung/test",
      allowedPrivateHosts: [new URL(fake.address).host],
    }),
    now: () => time,
    stopping: new AbortController().signal,
  };
});
afterAll(async () => {
  await parts.network.close();
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

const connect = (token: string, as: Caller = admin, server = fake.address): Promise<Response> =>
  as.call("POST", "/accounts", { network: "fake", way: "token", settings: { server }, secrets: { token } });

async function connected(handle: string): Promise<{ account: Account; there: FakeAccount }> {
  const there = openAccount(fake.network, handle, handle);
  const answer = await connect(there.token);
  expect(answer.status).toBe(201);
  return { account: Account.parse(await answer.json()), there };
}

const look = async (accountId: string): Promise<Account | undefined> => {
  const { items } = (await (await admin.call("GET", "/accounts")).json()) as { items: Account[] };
  return items.find(({ id }) => id === accountId);
};

describe("networks", () => {
  it("are listed with what each can and cannot do and why, and with a form for each way", async () => {
    const answer = await admin.call("GET", "/accounts/networks");
    const { items } = (await answer.json()) as { items: unknown[] };
    const networks = items.map((item) => Network.parse(item));
    const practice = networks.find(({ key }) => key === "fake");
    expect(practice?.abilities.listen?.["domain"]).toMatchObject({
      can: false,
      words: { id: expect.any(String) },
    });
    expect(practice?.ways.find(({ key }) => key === "token")?.fields).toMatchObject([
      { name: "server", part: "settings", kind: "url", isRequired: true },
      { name: "token", part: "secrets", kind: "text", isRequired: true },
      { name: "refreshToken", isRequired: false },
      { name: "webhookSecret", isRequired: false },
    ]);
  });
});

describe("an account", () => {
  it("is tried before it is kept, and says who it is", async () => {
    const { account } = await connected("humas.satu");
    expect(account).toMatchObject({ handle: "humas.satu", state: "connected", network: "fake", cause: null });
    expect(account.calls.map(({ what, status }) => [what.split(" ")[0], status])).toEqual([["GET", 200]]);
  });

  it("is refused with the field at fault, with what the network says, or with its silence", async () => {
    const missing = await connect("");
    expect(missing.status).toBe(422);
    expect(JSON.stringify(await missing.json())).toContain("secrets.token");
    expect((await connect("token_yang_salah")).status).toBe(422);
    const silent = await connect("apa saja", admin, "http://127.0.0.1:9");
    expect(silent.status).toBe(503);
    const rows = await withAccounts(run.desk.db).selectFrom("accounts.account").select("handle").execute();
    expect(rows.map(({ handle }) => handle)).not.toContain("");
  });

  it("keeps its secrets sealed, out of every answer and out of the log of changes", async () => {
    const { account, there } = await connected("humas.rahasia");
    const row = await findAccount(run.desk.db, admin.workspaceId, account.id);
    expect(row.secrets).not.toContain(there.token);
    expect(openSecrets(parts.keys, row)).toMatchObject({ token: there.token });
    const answers = await Promise.all(
      ["/accounts", "/audit?limit=50"].map(async (address) => (await admin.call("GET", address)).text()),
    );
    for (const answer of answers) expect(answer).not.toContain(there.token);
    expect(answers[0]).toContain("humas.rahasia");
  });

  it("connected again is the same account with new secrets", async () => {
    const { account, there } = await connected("humas.lagi");
    there.token = "token_baru";
    const again = Account.parse(await (await connect(there.token)).json());
    expect(again.id).toBe(account.id);
  });

  it("whose form is sent twice at once is one account", async () => {
    const there = openAccount(fake.network, "humas.ganda", "Humas");
    const answers = await Promise.all([connect(there.token), connect(there.token), connect(there.token)]);
    const made = await Promise.all(answers.map(async (answer) => Account.parse(await answer.json())));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it("whose secret cannot be opened any more says so, and asks to be connected again", async () => {
    const { account } = await connected("humas.terlupa");
    const row = await findAccount(run.desk.db, admin.workspaceId, account.id);
    const { account: other } = await connected("humas.tetangga");
    await withAccounts(run.desk.db)
      .updateTable("accounts.account")
      .set({ secrets: row.secrets })
      .where("id", "=", other.id)
      .execute();
    expect((await admin.call("POST", `/accounts/${other.id}/test`)).status).toBe(200);
    expect(await look(other.id)).toMatchObject({ state: "broken", cause: "unreadable" });
    expect(await look(account.id)).toMatchObject({ state: "connected" });
  });

  it("that the network shut out is broken since then, for everybody, until it works again", async () => {
    const { account, there } = await connected("humas.terkunci");
    there.isRevoked = true;
    await admin.call("POST", `/accounts/${account.id}/test`);
    expect(await look(account.id)).toMatchObject({
      state: "broken",
      cause: "revoked",
      brokenSince: now.toISOString(),
    });
    there.isRevoked = false;
    await admin.call("POST", `/accounts/${account.id}/test`);
    expect(await look(account.id)).toMatchObject({ state: "connected", cause: null, brokenSince: null });
  });

  it("is not asked at all while the network wants silence, by any worker", async () => {
    const { account } = await connected("humas.sabar");
    const row = await findAccount(run.desk.db, admin.workspaceId, account.id);
    fake.network.mishaps.push({ kind: "too_many", retryAfterSeconds: 300 });
    const ask = () => askNetwork(parts, row, (network) => network.identify());
    const until = new Date(time.getTime() + 300_000);
    await expect(ask()).rejects.toMatchObject({ failure: { kind: "rate_limited", until } });
    await expect(ask()).rejects.toMatchObject({ failure: { kind: "rate_limited", until } });
    expect((await look(account.id))?.calls.map(({ status }) => status)).toEqual([429, 200]);
    expect(await look(account.id)).toMatchObject({ state: "connected", pausedUntil: until.toISOString() });
    time = new Date(until.getTime() + 1);
    await ask();
    time = now;
  });

  it("is not asked when the network has said that nothing is left", async () => {
    const { account } = await connected("humas.hemat");
    await withAccounts(run.desk.db)
      .updateTable("accounts.quota")
      .set({ remaining: 0, resets_at: new Date(time.getTime() + 60_000) })
      .where("account_id", "=", account.id)
      .execute();
    const row = await findAccount(run.desk.db, admin.workspaceId, account.id);
    await expect(askNetwork(parts, row, (network) => network.identify())).rejects.toMatchObject({
      failure: { kind: "rate_limited" },
    });
  });

  it("is refreshed before its access ends, once, however many workers try", async () => {
    const there = openAccount(fake.network, "humas.segar", "Humas");
    there.tokenEndsAt = time.getTime() + 10 * 60_000;
    const answer = await admin.call("POST", "/accounts", {
      network: "fake",
      way: "token",
      settings: { server: fake.address },
      secrets: { token: there.token, refreshToken: there.refreshToken },
    });
    const account = Account.parse(await answer.json());
    const done = await Promise.all([refreshAccounts(parts), refreshAccounts(parts), refreshAccounts(parts)]);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(1);
    const row = await findAccount(run.desk.db, admin.workspaceId, account.id);
    expect(openSecrets(parts.keys, row)).toMatchObject({
      token: there.token,
      refreshToken: there.refreshToken,
    });
    expect(row.expires_at).toEqual(new Date(there.tokenEndsAt));
    expect(await look(account.id)).toMatchObject({ state: "connected" });
  });

  it("that is disconnected is forgotten here and void there", async () => {
    const { account, there } = await connected("humas.pamit");
    const answer = await admin.call("DELETE", `/accounts/${account.id}`);
    expect(await answer.json()).toEqual({ isRevoked: true });
    expect(there.isRevoked).toBe(true);
    expect(await look(account.id)).toBeUndefined();
    const row = await withAccounts(run.desk.db)
      .selectFrom("accounts.account")
      .select(["state", "secrets"])
      .where("id", "=", account.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ state: "disconnected", secrets: null });
    expect((await admin.call("POST", `/accounts/${account.id}/test`)).status).toBe(404);
  });
});

describe("consent on the network's page", () => {
  const begin = async (): Promise<URL> => {
    const answer = await admin.call("POST", "/accounts/consents", {
      network: "fake",
      way: "oauth",
      settings: { server: fake.address },
    });
    expect(answer.status).toBe(201);
    const { url } = (await answer.json()) as { url: string };
    return new URL(url);
  };
  /** What the person answers there; the network sends them back. */
  const agree = async (page: URL, accountId: string, answer = "yes"): Promise<URL> => {
    const { redirect_uri, state, code_challenge } = Object.fromEntries(page.searchParams);
    const form = { redirect_uri, state, code_challenge, account: accountId, answer };
    const back = await fetch(new URL("/oauth/authorize", fake.address), {
      method: "POST",
      body: new URLSearchParams(form as Record<string, string>),
      redirect: "manual",
    });
    return new URL(back.headers.get("location") ?? "");
  };
  const comeBack = (address: URL, as: Pick<Caller, "call"> = admin): Promise<Response> =>
    as.call("GET", `/accounts/consents/return${address.search}`);

  it("connects the account that was chosen there, and each consent is for one use", async () => {
    const there = openAccount(fake.network, "humas.setuju", "Humas");
    const back = await agree(await begin(), there.id);
    const answer = await comeBack(back);
    expect(answer.status).toBe(303);
    const accountId = new URL(answer.headers.get("location") ?? "", fake.address).searchParams.get(
      "terhubung",
    );
    expect(await look(accountId ?? "")).toMatchObject({
      handle: "humas.setuju",
      way: "oauth",
      state: "connected",
    });
    expect((await comeBack(back)).headers.get("location")).toBe("/akun-resmi?gagal=stale");
  });

  it("is not taken from somebody else's browser, nor when it was declined or came too late", async () => {
    const there = openAccount(fake.network, "humas.ragu", "Humas");
    const stranger = await run.signIn("admin");
    expect((await comeBack(await agree(await begin(), there.id), stranger)).headers.get("location")).toBe(
      "/akun-resmi?gagal=other_person",
    );
    expect((await comeBack(await agree(await begin(), there.id, "no"))).headers.get("location")).toBe(
      "/akun-resmi?gagal=declined",
    );
    const late = await agree(await begin(), there.id);
    await withAccounts(run.desk.db).updateTable("accounts.consent").set({ ends_at: now }).execute();
    expect((await comeBack(late)).headers.get("location")).toBe("/akun-resmi?gagal=stale");
    const { items } = (await (await admin.call("GET", "/accounts")).json()) as { items: Account[] };
    expect(items.map(({ handle }) => handle)).not.toContain("humas.ragu");
  });
});
