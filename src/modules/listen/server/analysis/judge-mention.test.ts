import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { AppError } from "#shared/app-error.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import type { JudgedTrait } from "../../contract/analysis.ts";
import { verifyCounts } from "../counts/verify-counts.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { explainMention } from "./explain-mention.ts";
import { judgeMention } from "./judge-mention.ts";
import { listJudgements } from "./list-judgements.ts";
import { undoJudgement } from "./undo-judgement.ts";

const analyst = openAnalyst(1);
const texts = [
  "Lampu jalan di Kabupaten Sidoarjo padam sudah 3 hari, kecewa sekali, tolong diperbaiki!",
  "Terima kasih Pemkot Surabaya, petugasnya ramah dan pelayanannya cepat",
];
let database: TestDatabase;
let admin: RequestContext;
let ids: string[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const workspaceId = await makeWorkspace(database.db);
  admin = contextFor(database.db, workspaceId);
  const drafts = texts.map((text, n) => aDraft(n, { title: "", text, language: n === 0 ? "id" : null }));
  ids = (await storeMentions(database.db, workspaceId, drafts, testNow, analyst)).ids;
});

const officer = () => contextFor(database.db, admin.workspaceId, "officer");
const one = (n = 0): string => ids[n] ?? "";
const judge = (
  trait: JudgedTrait,
  value: string,
  by = admin,
  more: { id?: string; isBlind?: boolean } = {},
) => judgeMention(by, { id: one(), trait, value, isBlind: false, ...more }, analyst);
const undo = (id: string, by = admin) => undoJudgement(by, { id }, analyst);
const explained = (by = admin) => explainMention(by, { id: one() }, analyst);
const found = async (q: string) =>
  (await searchMentions(admin, { q, sort: "oldest", limit: 50 })).items.map(({ id }) => id);
const languageOf = async (wanted = one()) =>
  (await searchMentions(admin, { q: "", sort: "oldest", limit: 50 })).items.find(({ id }) => id === wanted)
    ?.language;
const expectCountsHold = async () => {
  expect((await verifyCounts(database.db, false)).differences).toEqual([]);
};

describe("a decision", () => {
  test("changes the mention, what finds it and the counts at once, and says who, when, and what stood before", async () => {
    const { analysis, judgement } = await judge("tone", "positive");
    expect(analysis).toMatchObject({ tone: "positive", toneShare: 1, judged: ["tone"], intent: "complaint" });
    expect(judgement).toMatchObject({
      trait: "tone",
      value: "positive",
      engineValue: "negative",
      beforeValue: "negative",
      judgeName: "Ratna Wulandari",
      isMine: true,
      judgedAt: testNow.toISOString(),
    });
    expect(await found("tone:negative")).toEqual([]);
    expect(await found("tone:positive")).toHaveLength(2);
    await expectCountsHold();
    const audited = await database.db
      .selectFrom("platform.audit_entry")
      .select(["action", "details"])
      .where("workspace_id", "=", admin.workspaceId)
      .execute();
    expect(audited).toMatchObject([
      { action: "mention.judged", details: { trait: "tone", value: "positive", before: "negative" } },
    ]);
  });

  test.each<[JudgedTrait, string, string, string]>([
    ["intent", "question", "intent:question", "intent:complaint"],
    ["language", "jv", "lang:jv", "lang:id"],
    ["hostility", "2", "hostile:2", "tone:positive lampu"],
    ["places", "35.78, 35.73", "place:surabaya", "place:sidoarjo"],
  ])("about %s is found by", async (trait, value, now, before) => {
    const { judgement } = await judge(trait, value);
    expect(await found(now)).toContain(one());
    expect(await found(before)).not.toContain(one());
    await expectCountsHold();
    await undo(judgement.id);
    expect(await found(now)).not.toContain(one());
    await expectCountsHold();
  });

  test("may be that a text is about no place", async () => {
    expect((await judge("places", "")).analysis).toMatchObject({ places: [], judged: ["places"] });
    expect(await found("place:sidoarjo")).toEqual([]);
    expect((await explained()).judgements).toMatchObject([{ value: "", beforeValue: "35.15" }]);
  });

  test("said again by the same person is no second one", async () => {
    const first = await judge("tone", "neutral");
    const again = await judge("tone", "neutral");
    expect(again.judgement.id).toBe(first.judgement.id);
    expect((await explained()).judgements).toHaveLength(1);
  });

  test("outlives a new wording and another reading, which change only what nobody decided", async () => {
    await judge("tone", "positive");
    await storeMentions(
      database.db,
      admin.workspaceId,
      [aDraft(0, { title: "", text: "Kapan lampu jalan di Kota Kediri diperbaiki?", language: "id" })],
      testNow,
      analyst,
    );
    expect((await explained()).analysis).toMatchObject({
      tone: "positive",
      intent: "question",
      places: ["35.71"],
      judged: ["tone"],
    });
    await expectCountsHold();
  });

  test("about a mention that was not read yet has it read as well", async () => {
    const { ids: unread } = await storeMentions(
      database.db,
      admin.workspaceId,
      [aDraft(5, { title: "", text: texts[0] ?? "" })],
      testNow,
    );
    const { analysis } = await judge("tone", "neutral", admin, { id: unread[0] ?? "" });
    expect(analysis).toMatchObject({ tone: "neutral", intent: "complaint", places: ["35.15"] });
    await expectCountsHold();
  });

  test.each<[JudgedTrait, string]>([
    ["tone", "angry"],
    ["intent", "keluhan"],
    ["language", "bahasa Jawa"],
    ["hostility", "4"],
    ["places", "35.15,99.99"],
    ["places", Array.from({ length: 21 }, (_, n) => `35.${n}`).join(",")],
  ])("about %s that is no value names the field: %s", async (trait, value) => {
    const refused = await judge(trait, value).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: "invalid", fields: [{ field: "value" }] });
  });

  test("about another workspace's mention finds none", async () => {
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    await expect(judge("tone", "neutral", stranger)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("taking a decision back", () => {
  test("brings back the one before, then the engine's word", async () => {
    const colleague = officer();
    const first = await judge("tone", "neutral", colleague);
    const second = await judge("tone", "positive");
    expect(second.judgement).toMatchObject({ beforeValue: "neutral", engineValue: "negative" });
    expect((await undo(second.judgement.id)).analysis).toMatchObject({ tone: "neutral", judged: ["tone"] });
    const { analysis } = await undo(first.judgement.id, colleague);
    expect(analysis).toMatchObject({ tone: "negative", judged: [] });
    expect(analysis?.toneShare).toBeLessThan(1);
    await expectCountsHold();
  });

  test("below a later one leaves that in place", async () => {
    const first = await judge("intent", "question");
    await judge("intent", "aspiration", officer());
    expect((await undo(first.judgement.id)).analysis).toMatchObject({ intent: "aspiration" });
  });

  test("is for whoever made it, and for admins; doing it twice changes nothing", async () => {
    const mine = await judge("tone", "neutral");
    await expect(undo(mine.judgement.id, officer())).rejects.toMatchObject({ code: "not_found" });
    const theirs = await judge("tone", "positive", officer());
    await undo(theirs.judgement.id);
    expect((await undo(theirs.judgement.id)).analysis).toMatchObject({ tone: "neutral" });
    expect((await explained()).judgements.map(({ isUndone }) => isUndone)).toEqual([true, false]);
  });

  test("about a language gives the sender's word back, not the engine's", async () => {
    const draft = aDraft(9, { title: "", text: texts[0] ?? "", language: "min" });
    const [id = ""] = (await storeMentions(database.db, admin.workspaceId, [draft], testNow, analyst)).ids;
    const { judgement } = await judge("language", "su", admin, { id });
    await undo(judgement.id);
    expect(await languageOf(id)).toBe("min");
    await expectCountsHold();
  });
});

test("a crowd that decides about the same mentions and takes it back, while they are edited, leaves no trace", async () => {
  const people = [admin, officer(), officer()];
  const decided = await Promise.all(
    people.flatMap((by, n) =>
      ids.flatMap((id) =>
        (["tone", "places"] as const).map(async (trait) => {
          const value = trait === "places" ? "35.73" : n === 1 ? "negative" : "positive";
          return { by, id: (await judge(trait, value, by, { id })).judgement.id };
        }),
      ),
    ),
  );
  const edited = texts.map((text, n) => aDraft(n, { title: "", text: `${text} Sekian.`, language: "id" }));
  await Promise.all([
    ...decided.map(({ by, id }) => undo(id, by)),
    storeMentions(database.db, admin.workspaceId, edited, testNow, analyst),
  ]);
  await expectCountsHold();
  expect((await explained()).analysis).toMatchObject({ tone: "negative", places: ["35.15"], judged: [] });
});

describe("a blind reading", () => {
  test("changes nothing, is kept, and is hidden from those who have not read blind", async () => {
    const colleague = officer();
    const { analysis } = await judge("tone", "positive", colleague, { isBlind: true });
    expect(analysis).toMatchObject({ tone: "negative", judged: [] });
    expect((await explained(colleague)).judgements).toMatchObject([{ isBlind: true, isMine: true }]);
    expect((await explained()).judgements).toEqual([]);
    expect((await listJudgements(admin, { limit: 10 })).items).toEqual([]);
    await judge("tone", "negative", admin, { isBlind: true });
    expect((await explained()).judgements).toHaveLength(2);
    await expectCountsHold();
  });

  test("thought over takes the place of the first", async () => {
    await judge("tone", "positive", admin, { isBlind: true });
    await judge("tone", "neutral", admin, { isBlind: true });
    await judge("tone", "neutral", admin, { isBlind: true });
    const { judgements } = await explained();
    expect(judgements.map(({ value, isUndone }) => [value, isUndone])).toEqual([
      ["neutral", false],
      ["positive", true],
    ]);
  });
});

test("decisions are listed newest first, page by page, each with its mention", async () => {
  for (const value of ["neutral", "positive", "negative"]) await judge("tone", value);
  await judge("intent", "question", admin, { id: one(1) });
  const first = await listJudgements(admin, { limit: 3 });
  const rest = await listJudgements(admin, { limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...rest.items].map(({ trait, value }) => `${trait} ${value}`)).toEqual([
    "intent question",
    "tone negative",
    "tone positive",
    "tone neutral",
  ]);
  expect(rest.nextCursor).toBeNull();
  expect(first.items[0]).toMatchObject({ mentionId: one(1), title: texts[1] });
  expect((await listJudgements(admin, { trait: "intent", limit: 3 })).items).toHaveLength(1);
  await expect(listJudgements(admin, { limit: 3, cursor: "x" })).rejects.toMatchObject({ key: "bad_cursor" });
});

test("an explanation gives the text that was read and the places in it", async () => {
  const { text, reading } = await explained();
  expect(text).toBe(texts[0]);
  const words = reading.tone.reasons.map(({ start, end }) => text.slice(start, end));
  expect(words.join(" ")).toContain("kecewa");
  expect(reading.entities).toMatchObject([{ kind: "place", places: [{ code: "35.15" }] }]);
});
