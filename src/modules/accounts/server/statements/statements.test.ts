import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#platform/http/request-context.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { sealSecrets } from "../ask-network.ts";
import { sayStatement } from "./say-statement.ts";
import { sendStatements } from "./send-statements.ts";
import { readStatement } from "./statement-store.ts";
import { refuseLate } from "./take-statement.ts";

const never = new AbortController().signal;
let office: PracticeOffice;
let accountId: string;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
  ({ accountId } = await office.connect("humas.kota"));
});
afterAll(() => office[Symbol.asyncDispose]());

const post = (address: string, body?: object): Promise<Response> => office.admin.call("POST", address, body);
const draft = (text: string, more: object = {}): Promise<Response> =>
  post(`/accounts/${accountId}/statements`, { text, ...more });
const send = (id = accountId): Promise<number> => sendStatements(office.parts, id, never);
const look = (id: string): Promise<Statement> =>
  readStatement(office.parts.db, office.admin.workspaceId, id, office.parts.now());
const postsOf = (text: string) =>
  office.fake.network.posts.filter((one) => one.text === text && !one.isRemoved);

async function said(text: string): Promise<Statement> {
  const answer = await draft(text);
  expect(answer.status).toBe(201);
  const statement = Statement.parse(await answer.json());
  await send();
  return look(statement.id);
}

/** An account of a real network, of which nothing is asked in these tests, and a statement through it. */
async function telegramWish(text: string) {
  const id = randomUUID();
  const { db, keys, now } = office.parts;
  await withAccounts(db)
    .insertInto("accounts.account")
    .values({
      ...{ id, workspace_id: office.admin.workspaceId, network: "telegram", way: "bot", external_id: id },
      ...{
        handle: `kanal_${id.slice(0, 6)}`,
        name: "Kanal",
        url: null,
        scopes: [],
        settings: JSON.stringify({ publishTo: "@kanal" }),
      },
      ...{
        secrets: sealSecrets(keys, id, { token: `123456:${"x".repeat(35)}` }),
        state: "connected",
        cause: null,
        broken_since: null,
      },
      ...{
        expires_at: null,
        refreshing_until: null,
        last_ok_at: null,
        created_by_name: "Uji",
        created_at: now(),
      },
    })
    .execute();
  const { statementId } = await db.transaction().execute((tx) =>
    sayStatement(tx, office.admin.workspaceId, {
      ...{ accountId: id, text, media: [], options: {}, sayKey: randomUUID(), by: systemActor, now: now() },
    }),
  );
  return { accountId: id, statementId };
}

/** As after an answer that was lost. */
const lose = (statementId: string) =>
  withAccounts(office.parts.db)
    .updateTable("accounts.statement")
    .set({ state: "unknown", cause: "lost", first_tried_at: office.parts.now(), attempts: 1 })
    .where("id", "=", statementId)
    .execute();

describe("an account that is not declared", () => {
  it("says nothing: the statement fails with what to do, and the network is not asked", async () => {
    const wish = await telegramWish("Dari akun yang tidak terdaftar");
    await send(wish.accountId);
    expect(await look(wish.statementId)).toMatchObject({ state: "failed", cause: "undeclared", attempts: 0 });
    const calls = await withAccounts(office.parts.db)
      .selectFrom("accounts.call")
      .select("what")
      .where("account_id", "=", wish.accountId)
      .execute();
    expect(calls).toEqual([]);
  });
});

describe("a statement of which the network cannot tell whether it stands", () => {
  it("waits for a person, who saw it there", async () => {
    const { statementId, accountId: channel } = await telegramWish("Ada di kanal");
    await lose(statementId);
    await send(channel);
    expect(await look(statementId)).toMatchObject({ state: "waiting_for_person", cause: "cannot_tell" });
    expect(await send(channel)).toBe(0);
    const url = "https://t.me/kanal/12";
    const decided = await post(`/accounts/statements/${statementId}/decide`, { stands: true, url });
    expect(await decided.json()).toMatchObject({ state: "sent", url, canEdit: false });
    expect((await post(`/accounts/statements/${statementId}/decide`, { stands: false })).status).toBe(409);
  });

  it("is sent again once a person saw that it is not there", async () => {
    const { statementId, accountId: channel } = await telegramWish("Tidak ada di kanal");
    await lose(statementId);
    await send(channel);
    const decided = await post(`/accounts/statements/${statementId}/decide`, { stands: false });
    expect(await decided.json()).toMatchObject({ state: "waiting", cause: null });
  });

  it("also waits for a person when its account was disconnected meanwhile", async () => {
    const { statementId, accountId: channel } = await telegramWish("Akunnya diputus");
    await lose(statementId);
    await withAccounts(office.parts.db)
      .updateTable("accounts.account")
      .set({ state: "disconnected", secrets: null })
      .where("id", "=", channel)
      .execute();
    await send(channel);
    expect(await look(statementId)).toMatchObject({ state: "waiting_for_person" });
  });
});

describe("what was sent", () => {
  it("is changed and taken back on the network, each a statement of its own", async () => {
    const first = await said("Kantor tutup pukul 15.00");
    const edit = Statement.parse(
      await (
        await post(`/accounts/statements/${first.id}/edit`, { text: "Kantor tutup pukul 16.00" })
      ).json(),
    );
    expect((await post(`/accounts/statements/${first.id}/remove`)).status).toBe(409);
    await send();
    expect(await look(edit.id)).toMatchObject({ kind: "edit", state: "sent", targetId: first.id });
    expect((await look(first.id)).editedAt).not.toBeNull();
    expect(postsOf("Kantor tutup pukul 16.00")).toHaveLength(1);
    await post(`/accounts/statements/${first.id}/remove`);
    await send();
    expect(await look(first.id)).toMatchObject({ canEdit: false, canRemove: false });
    expect((await look(first.id)).removedAt).not.toBeNull();
    expect(postsOf("Kantor tutup pukul 16.00")).toHaveLength(0);
    expect((await post(`/accounts/statements/${first.id}/edit`, { text: "x" })).status).toBe(409);
  });

  it("is changed once more when the answer to a change was lost: done twice, it is the same", async () => {
    const first = await said("Loket dibuka pukul 8");
    const edit = Statement.parse(
      await (await post(`/accounts/statements/${first.id}/edit`, { text: "Loket dibuka pukul 9" })).json(),
    );
    office.fake.network.mishaps.push({ kind: "answer_lost" });
    await send();
    expect(await look(edit.id)).toMatchObject({ state: "waiting" });
    office.pass(11_000);
    await send();
    expect(await look(edit.id)).toMatchObject({ state: "sent" });
    expect(postsOf("Loket dibuka pukul 9")).toHaveLength(1);
  });
});

describe("what still waits", () => {
  it("is called off, and is never sent", async () => {
    const hour = new Date(office.parts.now().getTime() + 60_000).toISOString();
    const { id } = Statement.parse(await (await draft("Jangan jadi dikirim", { notBefore: hour })).json());
    expect(await (await post(`/accounts/statements/${id}/cancel`)).json()).toMatchObject({
      state: "cancelled",
    });
    expect((await post(`/accounts/statements/${id}/retry`)).status).toBe(409);
    office.pass(61_000);
    await send();
    expect(postsOf("Jangan jadi dikirim")).toHaveLength(0);
  });

  it("fails when its time is over, also while access to the account is broken", async () => {
    const giveUpAt = new Date(office.parts.now().getTime() + 60_000).toISOString();
    const { id } = Statement.parse(await (await draft("Terlambat", { giveUpAt })).json());
    office.pass(61_000);
    expect(await refuseLate(office.parts.db, office.parts.now())).toBe(1);
    expect(await look(id)).toMatchObject({ state: "failed", cause: "too_late" });
  });
});

describe("a draft", () => {
  it("is held to the network's own rules before it is kept, each fault by its field", async () => {
    const speaker = (await (
      await office.admin.call("GET", `/accounts/${accountId}/speaker`)
    ).json()) as object;
    expect(speaker).toMatchObject({
      isDeclared: true,
      rules: { counter: "graphemes", mostLength: 500 },
      options: [{ name: "visibility", kind: "choice", choiceWords: { public: { id: "Semua orang" } } }],
    });
    const long = await draft("👨‍👩‍👧‍👦".repeat(501), { title: "Judul" });
    expect(long.status).toBe(422);
    const { errors } = (await long.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(["text", "title"]);
    expect((await draft("👨‍👩‍👧‍👦".repeat(500))).status).toBe(201);
    expect((await draft("   ")).status).toBe(422);
    expect((await draft("halo", { options: { visibility: "everyone" } })).status).toBe(422);
    expect((await draft("halo", { media: [{ fileId: randomUUID(), alt: "x" }] })).status).toBe(404);
    const sooner = { notBefore: "2030-01-02T00:00:00Z", giveUpAt: "2030-01-01T00:00:00Z" };
    expect((await draft("halo", sooner)).status).toBe(422);
  });

  it("is listed by whoever may speak, in pages, and by nobody of another workspace", async () => {
    const get = async (address: string) => (await office.admin.call("GET", address)).json();
    const first = (await get("/accounts/statements?limit=2")) as { items: Statement[]; nextCursor: string };
    const next = (await get(`/accounts/statements?limit=2&cursor=${first.nextCursor}`)) as {
      items: Statement[];
    };
    expect(new Set([...first.items, ...next.items].map(({ id }) => id)).size).toBe(4);
    const attention = (await get("/accounts/statements?view=attention")) as {
      items: Statement[];
      counts: Record<string, number>;
    };
    expect(attention.items.every(({ state }) => ["failed", "waiting_for_person"].includes(state))).toBe(true);
    expect(attention.counts["attention"]).toBe(attention.items.length);
    const stranger = await office.run.signIn("owner");
    const id = first.items[0]?.id ?? "";
    expect((await stranger.call("POST", `/accounts/statements/${id}/cancel`)).status).toBe(404);
    expect(await (await stranger.call("GET", "/accounts/statements")).json()).toMatchObject({ items: [] });
  });
});

describe("the sandbox switch", () => {
  const turn = (isOn: boolean): Promise<Response> => office.admin.call("PUT", "/accounts/sandbox", { isOn });

  it("sends everything to the desk's own practice network, whatever the account, and finds it there again", async () => {
    expect(await (await turn(true)).json()).toMatchObject({ isOn: true, byName: "Petugas admin" });
    const one = await said("Hanya latihan");
    expect(one).toMatchObject({ state: "sent", isSandboxed: true, url: null });
    expect(postsOf("Hanya latihan")).toHaveLength(0);
    const channel = await telegramWish("Latihan di kanal");
    await send(channel.accountId);
    expect(await look(channel.statementId)).toMatchObject({ state: "sent", isSandboxed: true });
    // A worker died between sent and stored, and another one looks.
    await withAccounts(office.parts.db)
      .updateTable("accounts.statement")
      .set({ state: "unknown", sent_at: null, external_id: null })
      .where("id", "=", one.id)
      .execute();
    await send();
    expect(await look(one.id)).toMatchObject({ state: "sent", attempts: 1 });
    const edit = await post(`/accounts/statements/${one.id}/edit`, { text: "Latihan lagi" });
    expect(edit.status).toBe(201);
    await send();
    expect((await look(one.id)).editedAt).not.toBeNull();
  });

  it("leaves what stands on a real network alone, and keeps practice practice when it is off again", async () => {
    await turn(false);
    const real = await said("Sungguhan");
    await turn(true);
    expect((await post(`/accounts/statements/${real.id}/remove`)).status).toBe(409);
    const { id } = Statement.parse(await (await draft("Ditulis saat latihan")).json());
    await turn(false);
    await send();
    expect(await look(id)).toMatchObject({ state: "sent", isSandboxed: true });
    expect(postsOf("Ditulis saat latihan")).toHaveLength(0);
    expect(postsOf("Sungguhan")).toHaveLength(1);
  });

  it("is turned by admins, seen by everybody, and stands in the log", async () => {
    const officer = await office.run.signIn("officer", office.admin.workspaceId);
    expect((await officer.call("PUT", "/accounts/sandbox", { isOn: true })).status).toBe(403);
    expect(await (await officer.call("GET", "/accounts/sandbox")).json()).toMatchObject({ isOn: false });
    expect(await (await office.admin.call("GET", "/audit?limit=50")).text()).toContain("sandbox.switched_on");
  });
});
