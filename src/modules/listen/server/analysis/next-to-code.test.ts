import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { getAgreement } from "./get-agreement.ts";
import { judgeMention } from "./judge-mention.ts";
import { nextToCode } from "./next-to-code.ts";
import { undoJudgement } from "./undo-judgement.ts";

const analyst = openAnalyst(1);
const texts = [
  "Lampu jalan padam sudah 3 hari, kecewa sekali, tolong diperbaiki!",
  "Terima kasih, petugasnya ramah dan pelayanannya cepat",
  "Rapat koordinasi dilaksanakan pada hari Senin di kantor kecamatan",
];
let database: TestDatabase;
let ratna: RequestContext;
let budi: RequestContext;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const workspaceId = await makeWorkspace(database.db);
  ratna = named(contextFor(database.db, workspaceId), "Ratna");
  budi = named(contextFor(database.db, workspaceId, "officer"), "Budi");
});

/** Somebody whose id is their name: what is drawn follows from it. */
const named = (context: RequestContext, name: string): RequestContext => ({
  ...context,
  workspaceId: context.workspaceId,
  membership: context.membership,
  actor: { kind: "user", id: name.toLowerCase(), name },
});
const store = async (count: number) => {
  const drafts = Array.from({ length: count }, (_, n) =>
    aDraft(n, {
      title: "",
      // Four of five complain.
      text: `${texts[n % 5 < 3 ? 0 : (n % 5) - 2]} ${"i".repeat(n)}`,
      publishedAt: new Date(Date.UTC(2026, 0, 1) + n * 9 * 3_600_000),
    }),
  );
  return (await storeMentions(database.db, ratna.workspaceId, drafts, testNow, analyst)).ids;
};
const next = (by = ratna) => nextToCode(by, { trait: "tone" });
const code = (id: string, value: string, by = ratna) =>
  judgeMention(by, { id, trait: "tone", value, isBlind: true }, analyst);
/** Codes what comes next, so many times. */
const codeNext = async (times: number, value: string, by = ratna) => {
  const seen: string[] = [];
  for (let n = 0; n < times; n += 1) {
    const { mention } = await next(by);
    if (!mention) break;
    seen.push(mention.id);
    await code(mention.id, value, by);
  }
  return seen;
};

describe("the next mention to read blind", () => {
  test("is the same until it is answered, and never one that was answered", async () => {
    const ids = await store(30);
    expect((await next()).mention?.id).toBe((await next()).mention?.id);
    const seen = await codeNext(20, "neutral");
    expect(new Set(seen).size).toBe(20);
    expect(ids).toEqual(expect.arrayContaining(seen));
    expect(await next()).toMatchObject({ mine: 20, shared: 0 });
    expect(Object.keys((await next()).mention ?? {}).sort()).toEqual([
      "id",
      "outlet",
      "publishedAt",
      "text",
      "title",
    ]);
  });

  test("comes from each of the engine's labels as often, however rare", async () => {
    await store(100);
    const seen = await codeNext(24, "neutral");
    const rows = await withMentions(database.db)
      .selectFrom("listen.mention")
      .select(["id", "tone"])
      .where("id", "in", seen)
      .execute();
    const found = [...new Set(rows.map(({ tone }) => tone))];
    const counts = found.map((label) => rows.filter(({ tone }) => tone === label).length);
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(4);
  });

  test("is first of all one that a colleague has read, in their order", async () => {
    await store(30);
    const theirs = await codeNext(3, "negative", budi);
    expect(await codeNext(3, "negative")).toEqual(theirs);
    expect(await next()).toMatchObject({ mine: 3, shared: 3 });
    expect(theirs).not.toContain((await next()).mention?.id);
  });

  test("is none that was decided about in the open, and none at all when all are read", async () => {
    const ids = await store(4);
    for (const id of ids.slice(0, 3))
      await judgeMention(ratna, { id, trait: "tone", value: "neutral", isBlind: false }, analyst);
    expect((await next()).mention?.id).toBe(ids[3]);
    await codeNext(1, "neutral");
    expect((await next()).mention).toBeNull();
  });
});

describe("agreement", () => {
  test("is told of the engine against blind readings, and of any two people, corrections apart", async () => {
    const ids = await store(10);
    const values = ["negative", "negative", "negative", "positive", "positive"];
    for (const [n, id] of ids.entries()) {
      await code(id, values[n % 5] ?? "", ratna);
      if (n < 5) await code(id, n === 0 ? "neutral" : (values[n] ?? ""), budi);
    }
    await judgeMention(budi, { id: ids[0] ?? "", trait: "tone", value: "positive", isBlind: false }, analyst);
    const { engine, people, corrections } = await getAgreement(ratna, { trait: "tone" });
    expect(engine.texts).toBe(15);
    expect(engine.labels).toEqual(["negative", "neutral", "positive", "unsure"]);
    expect(engine.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(15);
    expect(people).toHaveLength(1);
    // Rows are Budi's: one neutral that Ratna calls negative, two negative, two positive. po = 4/5; pe = (2·3 + 1·0 + 2·2)/25.
    expect(people[0]).toMatchObject({ first: "Budi", second: "Ratna", texts: 5, agreed: 4 });
    expect(people[0]?.kappa).toBeCloseTo((0.8 - 0.4) / 0.6, 12);
    expect(people[0]?.confusion[1]).toEqual([1, 0, 0, 0]);
    expect(corrections).toBe(1);
  });

  test("leaves out what was taken back, and is undefined where there is nothing to compare", async () => {
    const [id = ""] = await store(1);
    const { judgement } = await code(id, "neutral");
    expect((await getAgreement(ratna, { trait: "tone" })).engine).toMatchObject({ texts: 1, kappa: null });
    await undoJudgement(ratna, { id: judgement.id }, analyst);
    expect(await getAgreement(ratna, { trait: "tone" })).toMatchObject({
      engine: { texts: 0, agreed: 0, kappa: null },
      people: [],
      corrections: 0,
    });
  });
});
