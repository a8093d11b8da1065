import { randomUUID } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keepFile } from "#platform/files/keep-file.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import type { Hold } from "../../contract/holds.ts";
import type { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { readOverdue } from "../statements/read-overdue.ts";
import { sayStatement, type Wish } from "../statements/say-statement.ts";
import { type SendParts, sendStatements } from "../statements/send-statements.ts";
import { readStatement } from "../statements/statement-store.ts";
import { refuseLate } from "../statements/take-statement.ts";
import { lockToHold } from "./hold-lock.ts";
import { suggestHold, suggestionSubscriptions } from "./suggest-hold.ts";

const never = new AbortController().signal;
let office: PracticeOffice;
let number = 0;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
});
afterEach(() => liftAll());
afterAll(() => office[Symbol.asyncDispose]());

async function prepare(more: Partial<Wish> = {}) {
  number += 1;
  const own = number;
  const { accountId } = await office.connect(`rem.${own}`);
  const { db } = office.parts;
  const { workspaceId } = office.admin;
  const say = (text: string, extra: Partial<Wish> = {}) =>
    db.transaction().execute((tx) =>
      sayStatement(tx, workspaceId, {
        ...{ accountId, text, media: [], options: {}, sayKey: `${own}:${text}`, by: systemActor },
        ...{ now: office.parts.now(), ...more, ...extra },
      }),
    );
  const text = `Kabar nomor ${own}`;
  const { statementId } = await say(text);
  return {
    accountId,
    statementId,
    text,
    say,
    send: (parts: SendParts = office.parts) => sendStatements(parts, accountId, never),
    look: (id = statementId) => readStatement(db, workspaceId, id, office.parts.now()),
    stands: (what = text) => office.fake.network.posts.filter((post) => post.text === what).length,
  };
}

async function keepPicture(): Promise<string> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  async function* source(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const file = await keepFile(office.parts.db, office.parts.dataDir, office.admin.workspaceId, {
    ...{ source: source(), originalName: "gambar.png", accept: ["image/png"], maxBytes: 1_000_000 },
    ...{ createdBy: null, now: office.parts.now() },
  });
  return file.id;
}

const place = async (body: Record<string, unknown>): Promise<Hold> => {
  const answer = await office.admin.call("POST", "/accounts/holds", { reason: "Ada musibah", ...body });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Hold;
};
const lift = (id: string) =>
  office.admin.call("POST", `/accounts/holds/${id}/lift`, { reason: "Sudah reda" });
const liftAll = () => office.admin.call("POST", "/accounts/holds/lift", { reason: "Sudah reda" });
const release = (id: string) =>
  office.admin.call("POST", `/accounts/statements/${id}/release`, { reason: "Ini imbauan keselamatan" });

describe("the emergency brake", () => {
  it("holds everything, says since when, by whom and why, and lets it go when it is lifted", async () => {
    const one = await prepare();
    const hold = await place({ scope: "all" });
    expect(hold).toMatchObject({ isOn: true, covers: { waiting: 1, underWay: 0 }, until: null });
    expect(await one.send()).toBe(0);
    expect(await one.look()).toMatchObject({
      state: "waiting",
      attempts: 0,
      heldBy: [{ id: hold.id, reason: "Ada musibah" }],
    });
    expect((await lift(hold.id)).status).toBe(200);
    expect((await lift(hold.id)).status).toBe(409);
    expect(await one.send()).toBe(1);
    expect(await one.look()).toMatchObject({ state: "sent", heldBy: [], release: null });
    const log = await (await office.admin.call("GET", "/audit?limit=20")).text();
    expect(log).toContain("hold.placed");
    expect(log).toContain("hold.lifted");
    const list = (await (await office.admin.call("GET", "/accounts/holds")).json()) as {
      on: Hold[];
      past: Hold[];
    };
    expect(list.on).toEqual([]);
    expect(list.past[0]).toMatchObject({ id: hold.id, isOn: false, liftReason: "Sudah reda" });
  });

  it("holds one account and no other", async () => {
    const [one, other] = [await prepare(), await prepare()];
    const hold = await place({ scope: "account", accountId: one.accountId });
    expect(hold.shownHandle).toContain("rem.");
    expect(await one.send()).toBe(0);
    expect(await other.send()).toBe(1);
    await liftAll();
    expect(await one.send()).toBe(1);
  });

  it("holds what contains a word in any of its forms, in text, title, link and the words of pictures", async () => {
    const one = await prepare();
    const hold = await place({ scope: "words", words: 'banjir OR "jalan ditutup"' });
    const held = await Promise.all([
      one.say("BANJIRNYA mulai surut sejak pagi"),
      one.say("Mulai besok JALAN   DITUTUP sementara"),
      one.say("Info lengkap di situs", { link: "https://humas.test/kabar/banjir-kota" }),
    ]);
    const free = await one.say("Jalan sehat ditunda, pintu ditutup");
    expect(await one.send()).toBe(2);
    expect(await one.look(free.statementId)).toMatchObject({ state: "sent" });
    for (const { statementId } of held)
      expect(await one.look(statementId)).toMatchObject({ state: "waiting", heldBy: [{ id: hold.id }] });
    // What was found to be held once is not asked again, and is asked anew once the hold is lifted.
    expect(await one.send()).toBe(0);
    const second = await place({ scope: "words", words: "surut" });
    await lift(hold.id);
    expect(await one.send()).toBe(2);
    await lift(second.id);
    expect(await one.send()).toBe(1);
  });

  it("lets one statement through that a person releases, with who and why, but not through a later hold", async () => {
    const one = await prepare();
    const other = await one.say("Yang lain");
    await place({ scope: "all" });
    expect((await release(one.statementId)).status).toBe(200);
    expect((await release(one.statementId)).status).toBe(409);
    await place({ scope: "words", words: "kabar" });
    expect(await one.send()).toBe(0);
    expect((await release(one.statementId)).status).toBe(200);
    expect(await one.send()).toBe(1);
    expect(await one.look()).toMatchObject({
      state: "sent",
      release: { reason: "Ini imbauan keselamatan" },
    });
    expect(await one.look(other.statementId)).toMatchObject({ state: "waiting" });
    await liftAll();
    await one.send();
  });

  it("ends by itself at its hour, and what waited too long is refused and said so", async () => {
    const one = await prepare({ giveUpAt: new Date(office.parts.now().getTime() + 1_800_000) });
    const later = await one.say("Boleh besok", { giveUpAt: new Date(office.parts.now().getTime() + 9e6) });
    await place({ scope: "all", until: new Date(office.parts.now().getTime() + 3_600_000).toISOString() });
    office.pass(1_800_001);
    await refuseLate(office.parts.db, office.parts.now());
    expect(await one.look()).toMatchObject({ state: "failed", cause: "too_late" });
    expect(await one.send()).toBe(0);
    office.pass(1_800_000);
    expect(await one.send()).toBe(1);
    expect(await one.look(later.statementId)).toMatchObject({ state: "sent" });
  });

  it("does not hold taking back and mending", async () => {
    const one = await prepare();
    await one.send();
    await place({ scope: "all" });
    expect((await office.admin.call("POST", `/accounts/statements/${one.statementId}/remove`)).status).toBe(
      201,
    );
    expect(await one.send()).toBe(1);
    expect((await one.look()).removedAt).not.toBeNull();
    await liftAll();
  });

  it("is no reason for the alarm that nothing is sent", async () => {
    await prepare();
    const hold = await place({ scope: "all" });
    office.pass(3_600_000);
    const { db } = office.parts;
    expect(await readOverdue(db, office.parts.now())).toEqual([]);
    await lift(hold.id);
    expect(await readOverdue(db, office.parts.now())).toHaveLength(1);
  });

  it("stops what a worker has taken and not begun to say", async () => {
    const one = await prepare();
    const { db } = office.parts;
    const { workspaceId } = office.admin;
    const { sending, holdId } = await db.transaction().execute(async (tx) => {
      await lockToHold(tx, workspaceId);
      const sending = one.send();
      await expect.poll(async () => (await one.look()).state).toBe("sending");
      const holdId = randomUUID();
      await withAccounts(tx)
        .insertInto("accounts.hold")
        .values({
          ...{ id: holdId, workspace_id: workspaceId, scope: "all", account_id: null, words: null },
          ...{ reason: "Ada musibah", by_name: "Sari", placed_at: office.parts.now(), until: null },
          ...{ lifted_at: null, lifted_by_name: null, lift_reason: null },
        })
        .execute();
      return { sending: { end: sending }, holdId };
    });
    await sending.end;
    expect(await one.look()).toMatchObject({ state: "waiting", cause: null, attempts: 0 });
    expect(one.stands()).toBe(0);
    await lift(holdId);
    expect(await one.send()).toBe(1);
    expect(one.stands()).toBe(1);
  });

  it("stops between two calls of one statement, and asks the network before it says it again", async () => {
    const fileId = await keepPicture();
    const one = await prepare({ media: [{ fileId, alt: "Kotak" }] });
    const parts: SendParts = {
      ...office.parts,
      network: {
        ...office.parts.network,
        call: async (input, init) => {
          const answer = await office.parts.network.call(input, init);
          if (String(input).endsWith("/api/media")) await place({ scope: "all" });
          return answer;
        },
      },
    };
    await one.send(parts);
    expect(await one.look()).toMatchObject({ state: "unknown" });
    expect(one.stands()).toBe(0);
    office.pass(31_000);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "waiting" });
    await liftAll();
    await one.send();
    expect(one.stands()).toBe(1);
  });

  it("begins no call once it is kept, with two workers and a queue", async () => {
    const accounts = await Promise.all(Array.from({ length: 4 }, () => prepare()));
    for (const one of accounts) for (let index = 0; index < 10; index += 1) await one.say(`Antre ${index}`);
    let isHeld = false;
    let begunWhileHeld = 0;
    const watched: SendParts = {
      ...office.parts,
      network: {
        ...office.parts.network,
        call: async (input, init) => {
          if (isHeld && init?.method === "POST") begunWhileHeld += 1;
          return office.parts.network.call(input, init);
        },
      },
    };
    for (let round = 0; round < 4; round += 1) {
      const work = Promise.all(accounts.flatMap((one) => [one.send(watched), one.send(watched)]));
      await turn();
      const hold = await place({ scope: "all" });
      isHeld = true;
      await work;
      for (const one of accounts) expect(await one.send(watched)).toBe(0);
      isHeld = false;
      await lift(hold.id);
    }
    expect(begunWhileHeld).toBe(0);
    for (const one of accounts) {
      await one.send(watched);
      expect(one.stands()).toBe(1);
    }
  });
});

describe("a spike", () => {
  it("suggests to hold what names it, only where something that names it waits, and takes it back", async () => {
    const one = await prepare();
    await one.say("Konser Sheila Majid ditunda sampai malam");
    const { db, now } = office.parts;
    const { workspaceId } = office.admin;
    const [named, other] = [randomUUID(), randomUUID()];
    expect(await suggestHold({ db, now }, workspaceId, { spikeId: named, name: "Sheila Majid" })).toBe(1);
    expect(await suggestHold({ db, now }, workspaceId, { spikeId: other, name: "Pasar Turi" })).toBe(0);
    expect(await suggestHold({ db, now }, workspaceId, { spikeId: other, name: "" })).toBe(0);
    const bell = async () => (await office.admin.call("GET", "/notices")).text();
    expect(await bell()).toContain("accounts.hold_suggested");
    const [, forget] = suggestionSubscriptions({ db, now });
    const payload = { spikeId: named, kind: "newsmaker", subject: "person:x", at: now().toISOString() };
    await forget?.hear({ id: "1", workspaceId, payload });
    expect(await bell()).not.toContain("accounts.hold_suggested");
    await one.send();
  });
});

describe("bad input", () => {
  it.each([
    [{ scope: "words" }, "words"],
    [{ scope: "words", words: "((" }, "words"],
    [{ scope: "words", words: "outlet:kompas" }, "words"],
    [{ scope: "account" }, "accountId"],
    [{ scope: "all", until: "2020-01-01T00:00:00Z" }, "until"],
    [{ scope: "all", reason: " " }, "reason"],
  ])("%o is refused and names the field", async (body, field) => {
    const answer = await office.admin.call("POST", "/accounts/holds", { reason: "Ada musibah", ...body });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`"${field}"`);
  });

  it("previews without holding, and a hold of another workspace is not there", async () => {
    const one = await prepare();
    const answer = await office.admin.call(
      "GET",
      `/accounts/holds/preview?scope=account&accountId=${one.accountId}`,
    );
    expect(await answer.json()).toEqual({ waiting: 1, underWay: 0 });
    expect((await lift("00000000-0000-4000-8000-000000000000")).status).toBe(404);
    expect(await one.send()).toBe(1);
    const said = (await (
      await office.admin.call("GET", `/accounts/statements?accountId=${one.accountId}`)
    ).json()) as { items: Statement[] };
    expect(said.items[0]).toMatchObject({ state: "sent", heldBy: [] });
  });
});
