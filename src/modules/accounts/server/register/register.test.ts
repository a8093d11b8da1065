import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account } from "../../contract/accounts.ts";
import { PublishedRegister } from "../../contract/published-register.ts";
import { Declaration } from "../../contract/register.ts";
import { isDeclared } from "./is-declared.ts";

const now = new Date("2026-11-20T02:00:00Z");
let fake: ServedFakeNetwork;
let run: TestDesk;
let admin: Caller;
let adminId: string;

beforeAll(async () => {
  fake = await serveFakeNetwork(() => now);
  run = await testDesk(now, { GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(fake.address).host });
  admin = await run.signIn("admin");
  adminId = await memberOf(admin);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

async function memberOf(caller: Caller): Promise<string> {
  const { items } = (await (await caller.call("GET", "/members")).json()) as { items: { userId: string }[] };
  return items[0]?.userId ?? "";
}

const facts = () => ({
  role: "service_desk",
  ownerId: adminId,
  backupId: null,
  recoveryCheckedOn: "2026-11-01",
  disclosure: "Akun layanan resmi.",
});
const declare = (account: object, more: object = {}, as: Caller = admin): Promise<Response> =>
  as.call("POST", "/accounts/register", { ...facts(), account, ...more });
const elsewhere = (url: string, networkName = "Instagram") => ({ kind: "elsewhere", networkName, url });

async function declared(account: object, more: object = {}): Promise<Declaration> {
  const answer = await declare(account, more);
  expect(answer.status).toBe(201);
  return Declaration.parse(await answer.json());
}

async function connected(handle: string): Promise<Account> {
  const { token } = openAccount(fake.network, handle, handle);
  const settings = { server: fake.address };
  const answer = await admin.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings,
    secrets: { token },
  });
  return Account.parse(await answer.json());
}

const open = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(run.desk.app.request(`http://127.0.0.1:7300${address}`, { headers }));
const document = async (query = `?workspace=${admin.slug}`): Promise<PublishedRegister> =>
  PublishedRegister.parse(await (await open(`/.well-known/gaung-accounts.json${query}`)).json());
const listed = async (): Promise<Declaration[]> =>
  ((await (await admin.call("GET", "/accounts/register")).json()) as { items: Declaration[] }).items;

describe("the register of official accounts", () => {
  it("declares a connected account, once, and knows it again after it was connected anew", async () => {
    const account = await connected("humas.satu");
    expect(await isDeclared(run.desk.db, admin.workspaceId, account.id)).toBe(false);
    const entry = await declared({ kind: "connected", accountId: account.id });
    expect(entry).toMatchObject({ handle: "humas.satu", accountId: account.id, isForTrying: true });
    expect(await isDeclared(run.desk.db, admin.workspaceId, account.id)).toBe(true);
    expect((await declare({ kind: "connected", accountId: account.id })).status).toBe(409);
    await admin.call("DELETE", `/accounts/${account.id}`);
    const there = openAccount(fake.network, "humas.satu", "Humas");
    there.isRevoked = false;
    const again = await connected("humas.satu");
    expect(again.id).not.toBe(account.id);
    expect(await isDeclared(run.desk.db, admin.workspaceId, again.id)).toBe(true);
    const stranger = await run.signIn("admin");
    expect(await isDeclared(run.desk.db, stranger.workspaceId, again.id)).toBe(false);
  });

  it("declares an account that is held elsewhere, under the name that its address ends in", async () => {
    const entry = await declared(elsewhere("https://www.instagram.com/humas.kota/"));
    expect(entry).toMatchObject({
      accountId: null,
      handle: "humas.kota",
      networkName: { id: "Instagram", en: "Instagram" },
      owner: { id: adminId, isMember: true },
      isRecoveryDue: false,
    });
    expect((await declare(elsewhere("https://www.instagram.com/Humas.Kota/"))).status).toBe(409);
  });

  it("wants members to answer for it, two different ones, and no check in the future", async () => {
    const other = await run.signIn("viewer", admin.workspaceId);
    const strangersId = await memberOf(await run.signIn("admin"));
    const refused = async (more: object): Promise<string> => {
      const answer = await declare(elsewhere("https://x.com/ditolak", "X"), more);
      expect(answer.status).toBe(422);
      return answer.text();
    };
    expect(await refused({ ownerId: strangersId })).toContain("ownerId");
    expect(await refused({ backupId: adminId })).toContain("backupId");
    expect(await refused({ backupId: strangersId })).toContain("backupId");
    expect(await refused({ recoveryCheckedOn: "2026-11-22" })).toContain("recoveryCheckedOn");
    expect(await refused({ account: elsewhere("javascript:alert(1)") })).toContain("url");
    expect((await declare(elsewhere("https://x.com/ditolak", "X"), {}, other)).status).toBe(403);
  });

  it("reminds of a recovery that was never checked, or long ago", async () => {
    const never = await declared(elsewhere("https://x.com/tak.pernah", "X"), { recoveryCheckedOn: null });
    const old = await declared(elsewhere("https://x.com/lama", "X"), { recoveryCheckedOn: "2026-05-01" });
    expect([never.isRecoveryDue, old.isRecoveryDue]).toEqual([true, true]);
    const { backup: _, ...checked } = { ...facts(), backup: null };
    const answer = await admin.call("PUT", `/accounts/register/${old.id}`, {
      ...checked,
      recoveryCheckedOn: "2026-11-20",
    });
    expect(Declaration.parse(await answer.json())).toMatchObject({
      recoveryCheckedOn: "2026-11-20",
      isRecoveryDue: false,
    });
  });

  it("keeps what was withdrawn as history, and lets it be declared again", async () => {
    const address = elsewhere("https://www.tiktok.com/@humas.lama", "TikTok");
    const { id } = await declared(address);
    const answer = await admin.call("DELETE", `/accounts/register/${id}`);
    expect(Declaration.parse(await answer.json()).withdrawnAt).toBe(now.toISOString());
    expect((await admin.call("DELETE", `/accounts/register/${id}`)).status).toBe(404);
    expect((await admin.call("PUT", `/accounts/register/${id}`, facts())).status).toBe(404);
    const [office] = (await document()).offices;
    expect(office?.withdrawn.map(({ handle }) => handle)).toContain("humas.lama");
    await declared(address);
    expect((await listed()).filter(({ handle }) => handle === "humas.lama")).toHaveLength(2);
    const [later] = (await document()).offices;
    expect(later?.withdrawn.map(({ handle }) => handle)).not.toContain("humas.lama");
    const audit = await (await admin.call("GET", "/audit?limit=20")).text();
    expect(audit).toContain("declaration.withdrawn");
  });

  it("belongs to its workspace alone", async () => {
    const [entry] = await listed();
    const stranger = await run.signIn("admin");
    const answer = await stranger.call("DELETE", `/accounts/register/${entry?.id}`);
    expect(answer.status).toBe(404);
  });
});

describe("the published register", () => {
  it("names accounts and offices, nobody who works there, and nothing of practice", async () => {
    const text = await (await open(`/.well-known/gaung-accounts.json?workspace=${admin.slug}`)).text();
    expect(text).not.toMatch(/Petugas|@uji\.test/);
    expect(text).not.toContain(adminId);
    const { offices } = PublishedRegister.parse(JSON.parse(text));
    expect(offices.map(({ slug }) => slug)).toEqual([admin.slug]);
    expect(offices[0]?.accounts.map(({ handle }) => handle)).toContain("humas.kota");
    expect(offices[0]?.accounts.map(({ handle }) => handle)).not.toContain("humas.satu");
  });

  it("shows every office that has declared something, and 404 for one that is not here", async () => {
    const silent = await run.signIn("admin");
    const slugs = (await document("")).offices.map(({ slug }) => slug);
    expect(slugs).toContain(admin.slug);
    expect(slugs).not.toContain(silent.slug);
    expect((await open("/.well-known/gaung-accounts.json?workspace=tidak-ada")).status).toBe(404);
    expect((await open("/akun-resmi-kami?workspace=tidak-ada")).status).toBe(404);
  });

  it("is not sent again to who has it", async () => {
    const address = `/.well-known/gaung-accounts.json?workspace=${admin.slug}`;
    const etag = (await open(address)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    const again = await open(address, { "if-none-match": `W/${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await declared(elsewhere("https://www.youtube.com/@humaskota", "YouTube"));
    expect((await open(address, { "if-none-match": etag })).status).toBe(200);
  });

  it("says on a page without scripts whether an account is official, and escapes what was typed", async () => {
    const ask = async (written: string, language = "id"): Promise<string> => {
      const query = new URLSearchParams({ cek: written, workspace: admin.slug });
      const answer = await open(`/akun-resmi-kami?${query}`, { "accept-language": language });
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      return answer.text();
    };
    expect(await ask("instagram.com/humas.kota")).toContain("Resmi. Akun ini ada di daftar.");
    expect(await ask("instagram.com/humas.kota", "en")).toContain("Official. This account is on the list.");
    expect(await ask("@humas.kota.official")).toContain("bisa jadi ini tiruan");
    const hostile = await ask('"><script>alert(1)</script>');
    expect(hostile).toContain("Tidak ada di daftar.");
    expect(hostile).not.toContain("<script");
    const desk = await open("/api/openapi.json");
    expect(desk.headers.get("content-security-policy")).toContain("script-src 'self'");
  });
});
