import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePost } from "#connectors/fake/network/fake-state.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { openPracticeOffice, type PracticeOffice } from "#test/practice-office.ts";
import { AccountInsights, StatementInsights } from "../../contract/insights.ts";
import { withAccounts } from "../account-tables.ts";
import { sayStatement } from "../statements/say-statement.ts";
import { sendStatements } from "../statements/send-statements.ts";
import { findStatement } from "../statements/statement-store.ts";
import { insightSubscription } from "./insight-plan.ts";
import { withInsights } from "./insight-tables.ts";
import { listAccountInsights } from "./list-account-insights.ts";
import { readInsights } from "./read-insights.ts";
import { readStatementInsights } from "./read-statement-insights.ts";

const never = new AbortController().signal;
const hourMs = 3_600_000;
let office: PracticeOffice;
let accountId: string;

beforeAll(async () => {
  office = await openPracticeOffice(new Date("2026-11-02T02:00:00Z"));
  ({ accountId } = await office.connect("humas.kota"));
});
afterAll(() => office[Symbol.asyncDispose]());

/** Something that the office said, and that was heard to be sent. */
async function said(text: string, by: { accountId: string } = { accountId }): Promise<string> {
  const { db, now } = office.parts;
  const wish = { text, media: [], options: {}, sayKey: randomUUID(), by: systemActor, now: now(), ...by };
  const { statementId } = await db
    .transaction()
    .execute((tx) => sayStatement(tx, office.admin.workspaceId, wish));
  await sendStatements(office.parts, by.accountId, never);
  await hear(statementId);
  return statementId;
}

async function hear(statementId: string): Promise<void> {
  const payload = {
    ...{ statementId, accountId, kind: "say", externalId: null, url: null, messageId: null },
    isSandboxed: false,
  };
  await insightSubscription(office.parts).hear({
    ...{ id: "1", workspaceId: office.admin.workspaceId, payload },
  });
}

async function postOf(statementId: string) {
  const { external_id } = await findStatement(office.parts.db, office.admin.workspaceId, statementId);
  const post = office.fake.network.posts.find(({ id }) => id === external_id);
  if (!post) throw new Error("it does not stand there");
  return post;
}

async function insightsOf(...ids: readonly string[]): Promise<StatementInsights[]> {
  const answer = await office.admin.call("GET", `/accounts/statement-insights?ids=${ids.join(",")}`);
  const { items } = (await answer.json()) as { items: unknown[] };
  return items.map((item) => StatementInsights.parse(item));
}

/** Of an officer who asks now; the desk behind the practice office has a clock that stands. */
const context = () => ({
  ...{ db: office.parts.db, workspaceId: office.admin.workspaceId, now: office.parts.now },
});

const likesOf = ({ readings }: StatementInsights): (number | undefined)[] =>
  readings.map(({ metrics }) => metrics.find(({ name }) => name === "likes")?.value);

/** Reads by itself until nothing more is due. */
const readDue = (): Promise<number> => readInsights(office.parts);

describe("the numbers of what was said", () => {
  it("are read after an hour, a day, a week and thirty days, and then no more", async () => {
    const id = await said("Jembatan dibuka besok");
    await hear(id);
    expect((await insightsOf(id))[0]).toMatchObject({ readings: [], cannot: null });
    const post = await postOf(id);
    for (const [hours, likes] of [
      [1, 3],
      [23, 12],
      [144, 40],
      [552, 41],
    ] as const) {
      office.pass(hours * hourMs - 1_000);
      await readDue();
      const before = (await insightsOf(id))[0]?.readings.length;
      post.likes = likes;
      office.pass(1_000);
      await readDue();
      expect((await insightsOf(id))[0]?.readings.length).toBe((before ?? 0) + 1);
    }
    const [insights] = await insightsOf(id);
    if (!insights) throw new Error("no insights");
    expect(likesOf(insights)).toEqual([3, 12, 40, 41]);
    expect(insights.nextAt).toBeNull();
    expect(insights.readings[0]?.metrics.map(({ name, label }) => [name, label.en])).toContainEqual([
      "likes",
      "Likes",
    ]);
    office.pass(40 * 24 * hourMs);
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(4);
  });

  it("that were missed while the desk was off are read once, not as often as they were missed", async () => {
    const id = await said("Kantor tutup pukul 15");
    office.pass(200 * hourMs);
    await readDue();
    await readDue();
    const [insights] = await insightsOf(id);
    expect(insights?.readings).toHaveLength(1);
    const sentAt = office.parts.now().getTime() - 200 * hourMs;
    expect(Date.parse(insights?.nextAt ?? "")).toBe(sentAt + 720 * hourMs);
  });

  it("are read by one worker of several at once", async () => {
    const id = await said("Dibaca sekali saja");
    office.pass(hourMs);
    await Promise.all([readDue(), readDue(), readDue()]);
    expect((await insightsOf(id))[0]?.readings).toHaveLength(1);
  });

  it("are read again after a worker was killed with them in hand, and after the network failed", async () => {
    const id = await said("Tetap dibaca");
    office.pass(hourMs);
    office.fake.network.mishaps.push({ kind: "html" });
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(0);
    office.fake.network.mishaps.length = 0;
    office.pass(5 * 60_000);
    await withInsights(office.parts.db)
      .updateTable("accounts.insight_plan")
      .set({ due_at: new Date(office.parts.now().getTime() + 10 * 60_000) })
      .where("statement_id", "=", id)
      .execute();
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(0);
    office.pass(10 * 60_000);
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(1);
  });

  it("wait while the network wants silence or little is left to ask, and while access is broken", async () => {
    const id = await said("Kuota hampir habis");
    office.pass(hourMs);
    const quota = {
      ...{ account_id: accountId, bucket: "sisa", call_limit: 100, remaining: 19 },
      resets_at: new Date(office.parts.now().getTime() + hourMs),
    };
    await withAccounts(office.parts.db).insertInto("accounts.quota").values(quota).execute();
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(0);
    office.pass(hourMs + 1);
    await withAccounts(office.parts.db).updateTable("accounts.account").set({ state: "broken" }).execute();
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(0);
    await withAccounts(office.parts.db).updateTable("accounts.account").set({ state: "connected" }).execute();
    await readDue();
    expect((await insightsOf(id))[0]?.readings).toHaveLength(1);
  });

  it("of a post that is gone there are said to be missing, and those beside it are read", async () => {
    const [gone, there] = [await said("Akan hilang"), await said("Tetap ada")];
    changePost(office.fake.network, await postOf(gone), null, office.parts.now().getTime());
    office.pass(hourMs);
    await readDue();
    const found = new Map((await insightsOf(gone, there)).map((one) => [one.statementId, one]));
    expect(found.get(gone)).toMatchObject({ readings: [], missingSince: expect.any(String) });
    expect(found.get(there)).toMatchObject({ readings: [{}], missingSince: null });
  });

  it("can be read at once, and not again within five minutes", async () => {
    const id = await said("Baca sekarang");
    (await postOf(id)).likes = 2;
    const read = () => readStatementInsights(context(), { id }, office.parts);
    expect(likesOf(await read())).toEqual([2]);
    (await postOf(id)).likes = 5;
    expect(likesOf(await read())).toEqual([2]);
    office.pass(5 * 60_000);
    expect(likesOf(await read())).toEqual([2, 5]);
    office.fake.network.mishaps.push({ kind: "too_many", retryAfterSeconds: 60 });
    office.pass(5 * 60_000);
    await expect(read()).rejects.toMatchObject({ code: "rate_limited", key: "accounts.insights_pause" });
    office.pass(hourMs);
  });
});

describe("where nothing can be counted", () => {
  it("the network's own reason is said, and nothing is planned", async () => {
    const { db, now } = office.parts;
    const id = await said("Disalin sebagai Telegram");
    const telegram = {
      ...{ id: randomUUID(), workspace_id: office.admin.workspaceId, network: "telegram", way: "bot" },
      ...{ external_id: "77", handle: "kanal", name: "Kanal", url: null, scopes: [], settings: "{}" },
      ...{ secrets: "tidak terbaca", state: "connected" as const, cause: null, broken_since: null },
      ...{ expires_at: null, refreshing_until: null, last_ok_at: null },
      ...{ created_by_name: "Uji", created_at: now() },
    };
    await withAccounts(db).insertInto("accounts.account").values(telegram).execute();
    await withInsights(db).deleteFrom("accounts.insight_plan").where("statement_id", "=", id).execute();
    await withAccounts(db)
      .updateTable("accounts.statement")
      .set({ account_id: telegram.id })
      .where("id", "=", id)
      .execute();
    await hear(id);
    const [insights] = await insightsOf(id);
    expect(insights).toMatchObject({ cannot: "network", nextAt: null, readings: [] });
    expect(insights?.networkWords?.id).toMatch(/Telegram/);
    const asked = await office.admin.call("POST", `/accounts/statements/${id}/insights`);
    expect(asked.status).toBe(409);
  });

  it("another workspace's statement is nothing, and what only waits is nothing yet", async () => {
    expect(await insightsOf(randomUUID())).toEqual([]);
    const asked = await office.admin.call("POST", `/accounts/statements/${randomUUID()}/insights`);
    expect(asked.status).toBe(404);
    const malformed = await office.admin.call("GET", "/accounts/statement-insights?ids=semua");
    expect(malformed.status).toBe(422);
  });
});

describe("the numbers of an account", () => {
  it("are read once a day, and show what a week changed", async () => {
    const { accountId: id, there } = await office.connect("dinas.kota");
    for (let day = 0; day < 9; day += 1) {
      there.followers = 100 + day * 10;
      await readDue();
      await readDue();
      office.pass(24 * hourMs);
    }
    const { items } = await listAccountInsights(context());
    const own = items.find((one) => one.accountId === id);
    expect(own?.metrics).toMatchObject([{ name: "followers", value: 180, weekBefore: 110 }]);
    expect(own?.metrics[0]?.days.filter((value) => value !== null)).toHaveLength(9);
    expect(items.find(({ networkWords }) => networkWords !== null)?.metrics).toEqual([]);
    const answer = await office.admin.call("GET", "/accounts/insights");
    const asked = (await answer.json()) as { items: unknown[] };
    expect(asked.items.map((item) => AccountInsights.parse(item).accountId)).toContain(id);
  });
});
