import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { insertAccount, passwordHash } from "#platform/auth/account-store.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { createDeskMail, type DeskMail } from "#platform/mail/desk-mail.ts";
import { type KeyRing, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { insertMember } from "#platform/workspaces/member-store.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { checkVapid, decryptPush, makeBrowserKeys } from "#test/push-messages.ts";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { AlertHabits } from "../../contract/alert.ts";
import { AlertRule } from "../../contract/alert-rule.ts";
import { withAlerts } from "./alert-tables.ts";
import { createPushBrowser } from "./create-push-browser.ts";
import { getAlertSettings } from "./get-alert-settings.ts";
import type { MessageContent } from "./message-content.ts";
import { removeAlertReceiver } from "./remove-alert-receiver.ts";
import { type SendParts, sendMessages } from "./send-messages.ts";
import { pushPayload } from "./send-push.ts";
import { testAlertChannel } from "./test-alert-channel.ts";
import { updateAlertSettings } from "./update-alert-settings.ts";
import { readVapidKeys } from "./vapid-keys.ts";

const now = new Date("2026-03-17T03:00:00Z");
const never = new AbortController().signal;
let database: TestDatabase;
let site: WebSite;
let hash: string;
let keys: KeyRing;
let mail: DeskMail;
let heard: { headers: Record<string, unknown>; body: Buffer }[] = [];
/** What the push service answers from now on. */
let answer: { status: number; headers?: Record<string, string> } = { status: 201 };

beforeAll(async () => {
  [database, site, hash] = await Promise.all([
    testDatabase(),
    startWebSite(),
    passwordHash("kata sandi uji"),
  ]);
  const folder = await mkdtemp(path.join(inject("runFolder"), "push-"));
  keys = await loadOrCreateKey(folder);
  mail = createDeskMail({
    db: database.db,
    keys,
    smtpUrl: undefined,
    mailFrom: "Gaung <g@uji.test>",
    previewDir: path.join(folder, "mail"),
    now: () => now,
  });
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
beforeEach(() => {
  heard = [];
  answer = { status: 201 };
});

/** The push service: notes what it is given. */
function hear(request: IncomingMessage, response: ServerResponse): undefined {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    heard.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(answer.status, answer.headers).end();
  });
}

async function office() {
  const { db } = database;
  const workspaceId = await makeWorkspace(db);
  const join = async (name: string): Promise<RequestContext> => {
    const context = contextFor(db, workspaceId, "viewer", now);
    const email = `${randomUUID()}@uji.test`;
    const userId = await db.transaction().execute(async (tx) => {
      const { id } = await insertAccount(tx, { email, name, locale: "id", hash }, now);
      await insertMember(tx, workspaceId, id, "viewer", now);
      return id;
    });
    const sessionId = randomUUID();
    await sql`insert into auth.session (id, "userId", token, "expiresAt")
      values (${sessionId}, ${userId}, ${sessionId}, 'infinity')`.execute(db);
    const principal = { ...context.principal, kind: "user", userId, sessionId, name, email };
    const actor = { kind: "user", id: userId, name };
    return { ...context, workspaceId, membership: context.membership, principal, actor } as RequestContext;
  };
  const person = await join("Ratna");
  const parts: SendParts = {
    db,
    keys,
    mail,
    fetch: createSafeFetch({ userAgent: "t", allowedPrivateHosts: [site.host] }),
    translate: (_locale, key) => key,
    deskUrl: () => "http://desk.test",
    telegramRoot: site.url,
    timeoutMs: 3000,
    now: () => now,
  };
  const browser = makeBrowserKeys();
  const address = `/push/${randomUUID()}`;
  site.pages.set(address, hear);
  const endpoint = `${site.url}${address}`;
  const allow = (who = person, told: Partial<Parameters<typeof createPushBrowser>[1]> = {}) =>
    createPushBrowser(who, { name: "Chrome di Android", endpoint, ...browser.told, ...told }, keys);
  return { workspaceId, person, join, parts, browser, allow };
}

describe("a browser that was allowed", () => {
  it("is sent what only it can read, signed with the desk's key, which is kept sealed", async () => {
    const { allow, person, parts, browser } = await office();
    const { id, verifiedAt } = await allow();
    expect(verifiedAt).toBeNull();
    expect(await testAlertChannel(person, { to: id }, parts)).toEqual({ isArrived: true, detail: null });
    const [got] = heard;
    const { publicKey, claims } = checkVapid(String(got?.headers["authorization"]));
    const vapid = await readVapidKeys({ db: database.db, keys, now: () => now });
    expect(publicKey).toBe(vapid.publicKey);
    expect(claims).toMatchObject({ aud: site.url, sub: "https://desk.test" });
    expect(got?.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400", urgency: "normal" });
    expect(JSON.parse(decryptPush(got?.body ?? Buffer.alloc(0), browser))).toMatchObject({
      title: "alert.test_subject",
      path: "/peringatan/atur",
    });
    expect(() => decryptPush(got?.body ?? Buffer.alloc(0), makeBrowserKeys())).toThrow();
    const stored = JSON.stringify([
      await withAlerts(database.db).selectFrom("listen.vapid_key").selectAll().execute(),
      await withAlerts(database.db).selectFrom("listen.alert_receiver").select("sealed").execute(),
    ]);
    expect(stored).not.toContain(vapid.privateKey);
    expect(stored).not.toContain(browser.told.auth);
  });

  it("that its push service forgot is let go of quietly, and goes on by the same rule when it is allowed again", async () => {
    const { allow, person, parts } = await office();
    const { id } = await allow();
    await testAlertChannel(person, { to: id }, parts);
    const rules = [AlertRule.parse({ scope: "any", receiverIds: [id] })];
    await updateAlertSettings(person, { ...AlertHabits.parse({}), rules }, mail);
    answer = { status: 410 };
    expect(await testAlertChannel(person, { to: id }, parts)).toMatchObject({ isArrived: false });
    expect(await getAlertSettings(person, mail)).toMatchObject({
      receivers: [],
      lostBrowsers: [{ id, name: "Chrome di Android", reason: "gone" }],
      rules: [{ receiverIds: [] }],
    });
    answer = { status: 201 };
    expect(await allow()).toMatchObject({ id });
    expect(await getAlertSettings(person, mail)).toMatchObject({
      lostBrowsers: [],
      rules: [{ receiverIds: [id] }],
    });
    await removeAlertReceiver(person, { id }, ["push"]);
    expect(await getAlertSettings(person, mail)).toMatchObject({
      receivers: [],
      rules: [{ receiverIds: [] }],
    });
  });

  it("waits as long as a busy push service asks", async () => {
    const { allow, person, parts, workspaceId, browser } = await office();
    const { id } = await allow();
    const content: MessageContent = {
      office: "Dinas Contoh",
      reason: "digest",
      alertCount: 2,
      mentionCount: 4,
      alerts: [],
    };
    await withAlerts(database.db)
      .insertInto("listen.alert_message")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        user_id: String(person.actor.id),
        target: id,
        reason: "digest",
        alerts: 2,
        mentions: 4,
        content: JSON.stringify(content),
        state: "waiting",
        created_at: now,
        next_try_at: now,
        leased_until: null,
        sent_at: null,
      })
      .execute();
    answer = { status: 429, headers: { "retry-after": "900" } };
    expect(await sendMessages(parts, id, never)).toBe(0);
    expect(await sendMessages(parts, id, never)).toBe(0);
    expect(heard).toHaveLength(1);
    answer = { status: 201 };
    const later = { ...parts, now: () => new Date(now.getTime() + 15 * 60_000) };
    expect(await sendMessages(later, id, never)).toBe(1);
    const [first, second] = heard;
    expect(second?.headers["topic"]).toBe(first?.headers["topic"]);
    expect(JSON.parse(decryptPush(second?.body ?? Buffer.alloc(0), browser))).toMatchObject({
      path: "/peringatan",
    });
  });

  it("gets nothing once its person is signed out, or somebody else has signed in there", async () => {
    const { allow, person, parts, join } = await office();
    const { id } = await allow();
    const colleague = await join("Sari");
    const theirs = await allow(colleague, { name: "Firefox di Windows" });
    expect(await getAlertSettings(person, mail)).toMatchObject({
      receivers: [],
      lostBrowsers: [{ id, reason: "signed_out" }],
    });
    await database.db.deleteFrom("auth.session").where("userId", "=", String(colleague.actor.id)).execute();
    expect(await testAlertChannel(colleague, { to: theirs.id }, parts)).toEqual({
      isArrived: false,
      detail: "signed_out",
    });
    expect(heard).toEqual([]);
    expect(await getAlertSettings(colleague, mail)).toMatchObject({
      lostBrowsers: [{ reason: "signed_out" }],
    });
  });

  it("is refused without TLS and with a key that is no key", async () => {
    const { allow } = await office();
    await expect(allow(undefined, { endpoint: "http://dorong.example/1" })).rejects.toMatchObject({
      key: "invalid_input",
    });
    await expect(allow(undefined, { p256dh: `B${"A".repeat(86)}` })).rejects.toMatchObject({
      key: "invalid_input",
    });
  });
});

it("a payload stays below what every push service takes, whatever is said", () => {
  const words = { subject: "\u{1F4E3}".repeat(200), body: '\u0007"'.repeat(3000) };
  const content = { office: "", reason: "digest", alertCount: 3, mentionCount: 9, alerts: [] } as const;
  const payload = pushPayload(randomUUID(), words, { ...content, alerts: [] });
  expect(Buffer.byteLength(payload)).toBeLessThan(3993);
  expect(payload.isWellFormed()).toBe(true);
});

it("a push message is read as in the example of RFC 8291", () => {
  const bytes = (text: string) => Buffer.from(text, "base64url");
  const body = bytes(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
  expect(
    decryptPush(body, {
      privateKey: bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
      publicKey: bytes(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      ),
      auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    }),
  ).toBe("When I grow up, I want to be a watermelon");
});
