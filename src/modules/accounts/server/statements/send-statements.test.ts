import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Mishap } from "#connectors/fake/network/fake-state.ts";
import { keepFile } from "#platform/files/keep-file.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { sayStatement, type Wish } from "../../index.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { moveStatement } from "./move-statement.ts";
import { type SendParts, sendStatements } from "./send-statements.ts";
import { findStatement, readStatement } from "./statement-store.ts";
import { takeStatement } from "./take-statement.ts";

const never = new AbortController().signal;
let office: PracticeOffice;
let number = 0;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-20T02:00:00Z"));
});
afterAll(() => office[Symbol.asyncDispose]());

/** An account, and a statement that waits to be sent through it. */
async function prepare(more: Partial<Wish> = {}) {
  number += 1;
  const { accountId, there } = await office.connect(`humas.${number}`);
  const text = `Pengumuman nomor ${number}`;
  const say = (sayKey: string) =>
    office.parts.db.transaction().execute((tx) =>
      sayStatement(tx, office.admin.workspaceId, {
        ...{ accountId, text, media: [], options: {}, sayKey, by: systemActor, now: office.parts.now() },
        ...more,
      }),
    );
  const { statementId } = await say(`uji:${number}`);
  const { db } = office.parts;
  return {
    accountId,
    there,
    statementId,
    say,
    send: (parts: SendParts = office.parts) => sendStatements(parts, accountId, never),
    look: () => readStatement(db, office.admin.workspaceId, statementId, office.parts.now()),
    row: () => findStatement(db, office.admin.workspaceId, statementId),
    /** How often it stands on the network. */
    stands: () => office.fake.network.posts.filter((post) => post.text === text && !post.isRemoved).length,
  };
}

/** Goes wrong at the next write of a post and at nothing before. */
const spoil = (mishap: Mishap): void => {
  office.fake.network.mishaps.push(mishap);
};

async function keepPicture(): Promise<string> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  async function* source(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const file = await keepFile(office.parts.db, office.parts.dataDir, office.admin.workspaceId, {
    source: source(),
    originalName: "gambar.png",
    accept: ["image/png"],
    maxBytes: 1_000_000,
    createdBy: null,
    now: office.parts.now(),
  });
  return file.id;
}

describe("what is said through an account", () => {
  it("stands there once, with its files and its address, and the log and the events tell of it", async () => {
    const fileId = await keepPicture();
    const one = await prepare({ media: [{ fileId, alt: "Sebuah kotak biru" }] });
    expect(await one.look()).toMatchObject({ state: "waiting", attempts: 0 });
    expect(await one.send()).toBe(1);
    expect(await one.look()).toMatchObject({ state: "sent", cause: null, attempts: 1, canEdit: true });
    const post = office.fake.network.posts.at(-1);
    expect(post?.media).toMatchObject([{ alt: "Sebuah kotak biru", mediaType: "image/png" }]);
    expect((await one.look()).url).toBe(`${office.fake.address}/#${post?.id}`);
    expect(await one.send()).toBe(0);
    expect(one.stands()).toBe(1);
    const log = await (await office.admin.call("GET", "/audit?limit=20")).text();
    expect(log).toContain("statement.asked");
    expect(log).toContain("statement.sent");
    const events = await office.parts.db.selectFrom("platform.event_outbox").selectAll().execute();
    const told = events.filter(({ name }) => name === "accounts.statement_sent");
    expect(told.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ statementId: one.statementId, externalId: post?.id, isSandboxed: false }),
    );
  });

  it("keeps its link where the network has no cards", async () => {
    const one = await prepare({ link: "https://humas.test/berita/1" });
    await one.send();
    expect(office.fake.network.posts.at(-1)?.text).toMatch(
      /^Pengumuman nomor \d+\n\nhttps:\/\/humas\.test\/berita\/1$/,
    );
  });

  it("is one statement however often it is wished for under one key", async () => {
    const one = await prepare();
    const again = await Promise.all([one.say(`uji:${number}`), one.say(`uji:${number}`)]);
    expect(again.map(({ statementId }) => statementId)).toEqual([one.statementId, one.statementId]);
  });

  it("waits for its hour, and is not sent after its last one", async () => {
    const soon = new Date(office.parts.now().getTime() + 3_600_000);
    const one = await prepare({ notBefore: soon, giveUpAt: new Date(soon.getTime() + 60_000) });
    expect(await one.send()).toBe(0);
    office.pass(3_600_000 + 61_000);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "failed", cause: "too_late" });
    expect(one.stands()).toBe(0);
  });

  it("goes out in the order of its hours", async () => {
    const one = await prepare();
    const texts = ["kedua", "ketiga"].map((word) => `${word} dari ${number}`);
    for (const text of texts)
      await office.parts.db.transaction().execute((tx) =>
        sayStatement(tx, office.admin.workspaceId, {
          ...{ accountId: one.accountId, text, media: [], options: {}, sayKey: text },
          ...{
            by: systemActor,
            now: office.parts.now(),
            notBefore: new Date(office.parts.now().getTime() + 1 + texts.indexOf(text)),
          },
        }),
      );
    office.pass(10);
    expect(await one.send()).toBe(3);
    expect(office.fake.network.posts.slice(-2).map(({ text }) => text)).toEqual(texts);
  });
});

describe("a network that misbehaves", () => {
  it("token revoked in mid-post: it waits, says so, and goes on once the account is connected again", async () => {
    const fileId = await keepPicture();
    const one = await prepare({ media: [{ fileId, alt: "Kotak" }] });
    const cut: typeof fetch = async (input, init) => {
      const answer = await office.parts.network.call(input, init);
      if (String(input).endsWith("/api/media")) one.there.isRevoked = true;
      return answer;
    };
    await one.send({ ...office.parts, network: { ...office.parts.network, call: cut } });
    expect(await one.look()).toMatchObject({ state: "waiting", cause: "reconnect", accountState: "broken" });
    expect(await one.send()).toBe(0);
    one.there.isRevoked = false;
    await office.admin.call("POST", `/accounts/${one.accountId}/test`);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent" });
    expect(one.stands()).toBe(1);
  });

  it.each([
    ["with", 300],
    ["without", null],
  ] as const)("429 %s a time: nothing is asked before it has passed", async (_, retryAfterSeconds) => {
    const one = await prepare();
    spoil({ kind: "too_many", retryAfterSeconds });
    await one.send();
    const until = new Date(office.parts.now().getTime() + (retryAfterSeconds ?? 60) * 1_000).toISOString();
    expect(await one.look()).toMatchObject({ state: "waiting", cause: "pause", nextTryAt: until });
    expect(await one.send()).toBe(0);
    office.pass((retryAfterSeconds ?? 60) * 1_000 + 1);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent", cause: null });
    expect(one.stands()).toBe(1);
  });

  it.each(["server_error", "html"] as const)(
    "%s: it may have been done, so it is looked up, and sent when it does not stand there",
    async (kind) => {
      const one = await prepare();
      spoil({ kind });
      await one.send();
      expect(await one.look()).toMatchObject({ state: "unknown", cause: "lost" });
      expect(await one.send()).toBe(0);
      office.pass(31_000);
      expect(await one.send()).toBe(2);
      expect(await one.look()).toMatchObject({ state: "sent", attempts: 2 });
      expect(one.stands()).toBe(1);
    },
  );

  it("answer lost after the post was made: it is found, and not said twice", async () => {
    const one = await prepare();
    spoil({ kind: "answer_lost" });
    await one.send();
    expect(await one.look()).toMatchObject({ state: "unknown" });
    expect(one.stands()).toBe(1);
    office.pass(31_000);
    await one.send();
    expect(await one.look()).toMatchObject({
      state: "sent",
      attempts: 1,
      url: expect.stringContaining("#p"),
    });
    expect(one.stands()).toBe(1);
  });

  it("a look-up that fails leaves it unknown until one answers", async () => {
    const one = await prepare();
    spoil({ kind: "answer_lost" });
    await one.send();
    office.pass(31_000);
    spoil({ kind: "server_error" });
    await one.send();
    expect(await one.look()).toMatchObject({ state: "unknown" });
    office.pass(901_000);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent" });
    expect(one.stands()).toBe(1);
  });

  it("media rejected: it fails with the reason, and a person may try again", async () => {
    const fileId = await keepPicture();
    const one = await prepare({ media: [{ fileId, alt: "Kotak" }] });
    spoil({ kind: "media_refused" });
    await one.send();
    expect(await one.look()).toMatchObject({ state: "failed", cause: "media_kind" });
    const bell = await (await office.admin.call("GET", "/notices")).text();
    expect(bell).toContain("accounts.statement_failed");
    const retried = await office.admin.call("POST", `/accounts/statements/${one.statementId}/retry`);
    expect(retried.status).toBe(200);
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent" });
    expect(await (await office.admin.call("GET", "/notices")).text()).not.toContain(one.statementId);
  });

  it("a file that is gone from the desk: it fails, and nothing is asked of the network", async () => {
    const one = await prepare();
    await withAccounts(office.parts.db)
      .updateTable("accounts.statement")
      .set({ media: JSON.stringify([{ fileId: randomUUID(), alt: "" }]) })
      .where("id", "=", one.statementId)
      .execute();
    await one.send();
    expect(await one.look()).toMatchObject({ state: "failed", cause: "media_missing" });
  });
});

describe("workers that meet", () => {
  it("two at once: one speaks through an account, and everything is said once", async () => {
    const one = await prepare();
    for (let more = 0; more < 4; more += 1) await one.say(`lagi:${number}:${more}`);
    const made = await Promise.all([one.send(), one.send(), one.send()]);
    expect(made.filter((count) => count > 0)).toEqual([5]);
    expect(one.stands()).toBe(5);
  });

  it("clock skew: a worker whose clock is an hour ahead takes nothing from one that works", async () => {
    const one = await prepare();
    const account = await findAccount(office.parts.db, office.admin.workspaceId, one.accountId);
    await takeStatement(office.parts.db, account, office.parts.now());
    const ahead = () => new Date(office.parts.now().getTime() + 3_600_000);
    expect(await one.send({ ...office.parts, now: ahead })).toBe(0);
    expect(await one.look()).toMatchObject({ state: "sending" });
  });

  it("killed between sent and stored: the next one looks it up", async () => {
    const one = await prepare();
    const account = await findAccount(office.parts.db, office.admin.workspaceId, one.accountId);
    const taken = await takeStatement(office.parts.db, account, office.parts.now());
    await fetch(`${office.fake.address}/api/posts`, {
      method: "POST",
      headers: { authorization: `Bearer ${one.there.token}`, "content-type": "application/json" },
      body: JSON.stringify({ text: taken?.text, mark: taken?.mark }),
    });
    await letLeasesEnd();
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent", attempts: 1 });
    expect(one.stands()).toBe(1);
  });

  it("one that was paused writes nothing over the one that took its lease", async () => {
    const one = await prepare();
    const account = await findAccount(office.parts.db, office.admin.workspaceId, one.accountId);
    const paused = await takeStatement(office.parts.db, account, office.parts.now());
    if (!paused) throw new Error("nothing was taken");
    await letLeasesEnd();
    await one.send();
    expect(await one.look()).toMatchObject({ state: "sent", attempts: 2 });
    for (const event of ["confirm", "refuse", "lose", "put_off"] as const) {
      const moved = await office.parts.db
        .transaction()
        .execute((tx) =>
          moveStatement(tx, paused, { event, at: office.parts.now(), written: { cause: "other" } }),
        );
      expect(moved).toBeUndefined();
    }
    expect(await one.look()).toMatchObject({ state: "sent", cause: null });
    expect(one.stands()).toBe(1);
  });

  /** As if the worker had been silent for longer than its lease. */
  async function letLeasesEnd(): Promise<void> {
    const accounts = withAccounts(office.parts.db);
    await accounts
      .updateTable("accounts.statement")
      .set({ leased_until: new Date(0) })
      .where("leased_until", "is not", null)
      .execute();
    await accounts.updateTable("accounts.account").set({ speaking_until: null }).execute();
  }
});
