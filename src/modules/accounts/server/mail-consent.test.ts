import { afterAll, beforeAll, expect, it } from "vitest";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { Principal } from "#platform/http/request-context.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { application, openConsentServer } from "#test/connectors/mail-simulator/consent-server.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { withAccounts } from "./account-tables.ts";
import { type ConsentEnd, finishConsent } from "./finish-consent.ts";
import type { NetworkParts } from "./network-parts.ts";

const now = new Date("2026-11-23T02:00:00Z");
const server = openConsentServer({ accessToken: "token-akses" });
let run: TestDesk;
let admin: Caller;
let parts: NetworkParts;

beforeAll(async () => {
  run = await testDesk(now);
  admin = await run.signIn("admin");
  parts = {
    db: run.desk.db,
    keys: await loadOrCreateKey(run.dataDir),
    network: {
      call: server.fetch,
      stream: server.fetch,
      // Nobody but the vendor's token server is there.
      permit: () => Promise.reject(new FetchError("dns", "https://imap.gmail.com/", "no such host")),
      close: async () => {},
    },
    now: () => now,
    stopping: new AbortController().signal,
  };
});
afterAll(() => run[Symbol.asyncDispose]());

const begin = (secrets: object) =>
  admin.call("POST", "/accounts/consents", {
    network: "email",
    way: "google",
    settings: { address: "humas@kota.test", clientId: application.clientId },
    secrets,
  });
async function begun(): Promise<string> {
  const answer = await begin({ clientSecret: application.clientSecret });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return ((await answer.json()) as { url: string }).url;
}
async function finish(parameters: Record<string, string>): Promise<ConsentEnd> {
  const { user_id: userId } = await withAccounts(run.desk.db)
    .selectFrom("accounts.consent")
    .select("user_id")
    .executeTakeFirstOrThrow();
  const { db } = run.desk;
  const actor = { kind: "user", id: userId, name: "Admin" } as const;
  const principal: Principal = {
    kind: "user",
    userId,
    sessionId: "sesi",
    name: "Admin",
    email: "admin@kota.test",
    locale: "id",
    hasTwoFactor: false,
  };
  return finishConsent({ db, principal, actor, now: () => now }, parameters, parts);
}

it("needs the secret of the office's own application, names the field without it, and keeps it sealed only", async () => {
  const missing = await begin({});
  expect(missing.status).toBe(422);
  expect(await missing.text()).toContain("secrets.clientSecret");
  expect(await begun()).not.toContain(application.clientSecret);
  const row = await withAccounts(run.desk.db)
    .selectFrom("accounts.consent")
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(application.clientSecret);
  await withAccounts(run.desk.db).deleteFrom("accounts.consent").execute();
});

it("says apart that consent was for less, and that the mailbox does not open although somebody agreed", async () => {
  server.give({ scope: "openid" });
  expect(await finish(server.agree(await begun()))).toEqual({ why: "missing_scope" });
  server.give({});
  const answer = server.agree(await begun());
  expect(await finish(answer)).toEqual({ why: "not_opened" });
  const accounts = await withAccounts(run.desk.db).selectFrom("accounts.account").select("id").execute();
  expect(accounts).toEqual([]);
});
