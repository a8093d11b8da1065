import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import {
  openSimulatedRehearsal,
  type SimulatedRehearsal,
} from "#test/connectors/bluesky-simulator/open-simulated-rehearsal.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { askNetwork, openSecrets } from "../ask-network.ts";
import { beginConsent } from "../begin-consent.ts";
import { disconnectAccount } from "../disconnect-account.ts";
import { finishConsent } from "../finish-consent.ts";
import { listNetworks } from "../list-networks.ts";
import type { NetworkParts } from "../network-parts.ts";
import { refreshAccounts } from "../refresh-accounts.ts";
import { documentOf, loopbackOf } from "./program-addresses.ts";
import { programKey } from "./program-key.ts";
import { loopbackRoute, programPages } from "./program-pages.ts";

const home = "https://humas.contoh.go.id";
const begun = new Date("2026-11-23T02:00:00Z");
let time = begun;
let stage: SimulatedRehearsal;
let run: TestDesk;
let admin: Caller;
let parts: NetworkParts & { deskUrl: () => string };
let context: RequestContext;

beforeAll(async () => {
  stage = await openSimulatedRehearsal(() => time);
  run = await testDesk(() => time);
  admin = await run.signIn("admin");
  const { host } = new URL(stage.simulator.address);
  parts = {
    db: run.desk.db,
    keys: await loadOrCreateKey(run.dataDir),
    network: createNetworkFetch({ userAgent: "Gaung/test", allowedPrivateHosts: [host] }),
    now: () => time,
    stopping: new AbortController().signal,
    deskUrl: () => home,
  };
  context = {
    db: run.desk.db,
    workspaceId: admin.workspaceId,
    principal: { kind: "user", userId: randomUUID() },
    actor: { kind: "user", id: randomUUID(), name: "Ratna" },
    now: () => time,
  } as unknown as RequestContext;
});
afterAll(async () => {
  await parts.network.close();
  await run[Symbol.asyncDispose]();
  await stage.close();
});

const described = async (at = home): Promise<Response> => {
  const page = programPages({ ...parts, deskUrl: () => at }).find(
    ({ path }) => path === "/oauth-client/bluesky.json",
  );
  const asked = { ...context, locale: "id", address: null } as never;
  return page?.handle(asked, new Request(`${at}/oauth-client/bluesky.json`)) ?? Response.error();
};
const document = z.looseObject({ client_id: z.string(), jwks: z.unknown() });

async function begin(): Promise<URL> {
  const { client_id, ...rest } = document.parse(await (await described()).json());
  stage.simulator.consent.programs.set(client_id, { client_id, ...rest });
  const { address } = stage.simulator;
  const settings = { identifier: stage.us.handle, service: address, directory: address };
  const wish = { network: "bluesky", way: "oauth", settings, secrets: {} };
  return new URL((await beginConsent(context, wish, parts)).url);
}

async function agree(page: URL): Promise<Record<string, string>> {
  const { handle, password } = stage.us;
  const request_uri = page.searchParams.get("request_uri") ?? "";
  const body = new URLSearchParams({ request_uri, handle, password, answer: "allow" });
  const back = await fetch(page, { method: "POST", body, redirect: "manual" });
  return Object.fromEntries(new URL(back.headers.get("location") ?? "").searchParams);
}

async function connected() {
  const parameters = await agree(await begin());
  const end = await finishConsent(context, parameters, parts);
  const accountId = "accountId" in end ? end.accountId : end.why;
  return { parameters, row: await findAccount(run.desk.db, admin.workspaceId, accountId) };
}

describe("a desk that networks know by its document", () => {
  it("describes itself with one key for all, and never shows the secret half", async () => {
    const first = await (await described()).text();
    expect(await (await described()).text()).toBe(first);
    const { jwks, ...told } = document.parse(JSON.parse(first));
    expect(told).toMatchObject({
      client_id: `${home}/oauth-client/bluesky.json`,
      redirect_uris: [`${home}/api/accounts/consents/return`],
      token_endpoint_auth_method: "private_key_jwt",
      dpop_bound_access_tokens: true,
      scope: "atproto transition:generic transition:chat.bsky",
    });
    const { d, ...half } = await programKey(parts);
    expect(jwks).toMatchObject({ keys: [half] });
    expect(first).not.toContain(d);
    const keys = await Promise.all(Array.from({ length: 4 }, () => programKey(parts)));
    expect(new Set(keys.map(({ x }) => x)).size).toBe(1);
    expect((await described("http://localhost:7300")).status).toBe(404);
    // In the desk itself, which this test reaches by number.
    expect((await run.desk.app.request("http://127.0.0.1:7300/oauth-client/bluesky.json")).status).toBe(404);
  });

  it("is known by https, or on the person's own machine by its number, and else offers other ways first", async () => {
    expect(documentOf(home, "bluesky")).toBe(`${home}/oauth-client/bluesky.json`);
    expect([documentOf("http://humas.lokal:7300", "x"), loopbackOf("http://humas.lokal:7300")]).toEqual([
      null,
      null,
    ]);
    expect(documentOf("https://10.0.0.5", "x")).toBeNull();
    expect(loopbackOf("http://localhost:7300")).toBe("http://127.0.0.1:7300/api/accounts/consents/loopback");
    const waysAt = (deskUrl: string) =>
      listNetworks(deskUrl)
        .items.find(({ key }) => key === "bluesky")
        ?.ways.map(({ key, isOpen }) => [key, isOpen]);
    const both = [
      ["oauth", true],
      ["app_password", true],
    ];
    expect(waysAt(home)).toEqual(both);
    expect(waysAt("http://localhost:7300")).toEqual(both);
    expect(waysAt("http://humas.lokal:7300")).toEqual([
      ["app_password", true],
      ["oauth", false],
    ]);
    const unknown = { ...parts, deskUrl: () => "http://humas.lokal:7300" };
    const wish = { network: "bluesky", way: "oauth", settings: { identifier: "humas.test" }, secrets: {} };
    await expect(beginConsent(context, wish, unknown)).rejects.toMatchObject({
      key: "accounts.consent_needs_address",
    });
  });

  it("leads whoever comes back by its number to its name, with what they bring", async () => {
    const route = loopbackRoute({ deskUrl: () => "http://localhost:7300" });
    const request = new Request("http://127.0.0.1:7300/api/accounts/consents/loopback?code=a&state=b");
    const answer = await route.handle(context, request, {});
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(
      "http://localhost:7300/api/accounts/consents/return?code=a&state=b",
    );
  });
});

describe("an account by consent with a key", () => {
  it("is connected once for each consent, with its secrets sealed", async () => {
    const { parameters, row } = await connected();
    expect(row).toMatchObject({
      network: "bluesky",
      way: "oauth",
      handle: stage.us.handle,
      scopes: ["atproto", "transition:generic", "transition:chat.bsky"],
      expires_at: new Date(time.getTime() + 3_600_000),
    });
    const secrets = openSecrets(parts.keys, row);
    expect(row.secrets).not.toContain(String(secrets["accessToken"]));
    expect(await finishConsent(context, parameters, parts)).toEqual({ why: "stale" });
    const forged = await agree(await begin());
    expect(await finishConsent(context, { ...forged, state: "dikarang" }, parts)).toEqual({ why: "stale" });
    expect(await finishConsent(context, { ...forged, iss: "https://pencuri.contoh" }, parts)).toEqual({
      why: "refused",
    });
  });

  it("is renewed once, however many workers try, and what they hold of before is not held against it", async () => {
    const { row } = await connected();
    time = new Date(time.getTime() + 50 * 60_000);
    const done = await Promise.all([refreshAccounts(parts), refreshAccounts(parts), refreshAccounts(parts)]);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(1);
    const old = () => askNetwork(parts, row, (network) => network.identify());
    await expect(old()).rejects.toMatchObject({ failure: { kind: "retry" } });
    const fresh = await findAccount(run.desk.db, admin.workspaceId, row.id);
    expect(fresh.state).toBe("connected");
    expect(await askNetwork(parts, fresh, (network) => network.identify())).toMatchObject({
      handle: stage.us.handle,
    });
  });

  it("whose access ended while the desk was off is renewed by the first who asks, once", async () => {
    const { row } = await connected();
    time = new Date(time.getTime() + 5 * 3_600_000);
    const asks = Array.from({ length: 3 }, () => askNetwork(parts, row, (network) => network.identify()));
    const ends = await Promise.allSettled(asks);
    expect(ends.some(({ status }) => status === "fulfilled")).toBe(true);
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject({ failure: { kind: "retry" } });
    const after = await findAccount(run.desk.db, admin.workspaceId, row.id);
    expect(after).toMatchObject({ state: "connected", refreshing_until: null });
    expect(stage.simulator.consent.grants.at(-1)?.former).toHaveLength(1);
  });

  it("whose consent was withdrawn there is broken, and says why", async () => {
    const { row } = await connected();
    for (const grant of stage.simulator.consent.grants) grant.isRevoked = true;
    time = new Date(time.getTime() + 50 * 60_000);
    expect(await refreshAccounts(parts)).toBe(0);
    expect(await findAccount(run.desk.db, admin.workspaceId, row.id)).toMatchObject({
      state: "broken",
      cause: "revoked",
    });
  });

  it("that is disconnected is void there as well", async () => {
    const { row } = await connected();
    expect(await disconnectAccount(context, { id: row.id }, parts)).toEqual({ isRevoked: true });
    expect(stage.simulator.consent.grants.at(-1)?.isRevoked).toBe(true);
    const kept = await withAccounts(run.desk.db)
      .selectFrom("accounts.account")
      .select(["state", "secrets"])
      .where("id", "=", row.id)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ state: "disconnected", secrets: null });
  });
});
