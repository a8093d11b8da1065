import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account } from "../../contract/accounts.ts";
import { Webhook } from "../../contract/webhooks.ts";
import { isReachable } from "./get-webhook.ts";

const now = new Date("2026-11-20T02:00:00Z");
let fake: ServedFakeNetwork;
let run: TestDesk;
let admin: Caller;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => now);
  run = await testDesk(now, { GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(fake.address).host });
  admin = await run.signIn("admin");
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

async function connected(handle: string) {
  const there = openAccount(fake.network, handle, handle);
  const answer = await admin.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: there.token },
  });
  return { id: Account.parse(await answer.json()).id, there };
}
const ask = async (method: "GET" | "PUT" | "DELETE", id: string): Promise<Webhook> => {
  const answer = await admin.call(method, `/accounts/${id}/webhook`);
  expect(answer.status).toBe(200);
  return Webhook.parse(await answer.json());
};

describe("a webhook", () => {
  it("is registered with a secret of its own, shown as the network has it, and taken back", async () => {
    const { id, there } = await connected("humas.daftar");
    expect(await ask("GET", id)).toMatchObject({ isRegistered: false, isReachable: true, otherHost: null });
    const { address } = await ask("PUT", id);
    expect(there.webhook).toMatchObject({ url: address, secret: expect.stringMatching(/^[\w-]{43}$/) });
    const first = there.webhook?.secret;
    expect(await ask("PUT", id)).toMatchObject({ isRegistered: true, waiting: 0, lastFailure: null });
    expect(there.webhook?.secret).toBe(first);
    if (there.webhook) there.webhook.lastFailure = { at: now.getTime(), said: "502 Bad Gateway" };
    expect(await ask("GET", id)).toMatchObject({
      lastFailure: { at: now.toISOString(), said: "502 Bad Gateway" },
    });
    expect(await ask("DELETE", id)).toMatchObject({ isRegistered: false });
    expect(there.webhook).toBeNull();
    await ask("PUT", id);
    expect(there.webhook?.secret).not.toBe(first);
    const audit = await (await admin.call("GET", "/audit?limit=50")).text();
    expect(audit).toContain("webhook.registered");
    expect(audit).toContain("webhook.unregistered");
    expect(audit).not.toContain(first);
  });

  it("that leads elsewhere is named by its host only, and left to whoever set it when the account goes", async () => {
    const { id, there } = await connected("humas.lain");
    there.webhook = { url: "https://lain.contoh.go.id/rahasia/123", secret: "punya-orang" };
    expect(await ask("GET", id)).toMatchObject({ isRegistered: false, otherHost: "lain.contoh.go.id" });
    await admin.call("DELETE", `/accounts/${id}`);
    expect(there.webhook).not.toBeNull();
  });

  it("is taken back with the account, and is nobody else's to see or to set", async () => {
    const { id, there } = await connected("humas.pamit");
    await ask("PUT", id);
    const [other, officer] = await Promise.all([run.signIn("admin"), run.signIn("officer")]);
    expect((await other.call("GET", `/accounts/${id}/webhook`)).status).toBe(404);
    expect((await other.call("PUT", `/accounts/${id}/webhook`)).status).toBe(404);
    expect((await officer.call("PUT", `/accounts/${id}/webhook`)).status).toBe(403);
    await admin.call("DELETE", `/accounts/${id}`);
    expect(there.webhook).toBeNull();
  });

  it("says what the network said when it does not answer", async () => {
    const { id } = await connected("humas.diam");
    fake.network.mishaps.push({ kind: "server_error" });
    expect((await admin.call("PUT", `/accounts/${id}/webhook`)).status).toBe(503);
  });
});

describe("a desk", () => {
  it.each([
    ["https://humas.contoh.go.id", true],
    ["https://103.28.12.1", true],
    ["http://humas.contoh.go.id", false],
    ["https://localhost:3000", false],
    ["https://10.1.2.3", false],
    ["https://[::1]", false],
    ["https://gaung.lan", false],
    ["https://gaung", false],
  ])("at %s can be called from outside: %s", (address, isSo) => {
    expect(isReachable(address, "telegram")).toBe(isSo);
  });

  it("of any address can be called by the practice network", () => {
    expect(isReachable("http://127.0.0.1:4780", "fake")).toBe(true);
  });
});
