import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { explainMention } from "./explain-mention.ts";
import { getEngine } from "./get-engine.ts";
import { judgeMention } from "./judge-mention.ts";
import { readTeaching } from "./teaching-store.ts";
import { undoJudgement } from "./undo-judgement.ts";
import { updateTeaching } from "./update-teaching.ts";

const analyst = openAnalyst(1);
const text = "Antrean di puskesmas mengular sampai ke parkiran";
let database: TestDatabase;
let admin: RequestContext;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  admin = contextFor(database.db, await makeWorkspace(database.db));
});

/** Stores a text as another mention. */
async function store(said: string, by = admin): Promise<string> {
  count += 1;
  const draft = aDraft(count, { title: "", text: said });
  const { ids } = await storeMentions(database.db, by.workspaceId, [draft], testNow, analyst);
  return ids[0] ?? "";
}
const judge = async (id: string, value: string, isBlind = false) =>
  (await judgeMention(admin, { id, trait: "tone", value, isBlind }, analyst)).judgement.id;
const analysed = async (id: string, by = admin) => (await explainMention(by, { id }, analyst)).analysis;
const explained = async (id: string) => (await explainMention(admin, { id }, analyst)).reading;
const learned = async () => (await getEngine(admin, analyst)).teaching;
const layer = () => readTeaching(withMentions(database.db), admin.workspaceId);

describe("what people decide", () => {
  test("teaches what comes in from now on, in this workspace only", async () => {
    await judge(await store(text), "positive");
    const again = await store(text.toUpperCase());
    expect(await analysed(again)).toMatchObject({ tone: "positive", judged: [] });
    expect((await explained(again)).tone.reasons[0]).toMatchObject({ kind: "taught" });
    const elsewhere = contextFor(database.db, await makeWorkspace(database.db));
    expect(await analysed(await store(text, elsewhere), elsewhere)).not.toMatchObject({ tone: "positive" });
    expect(await learned()).toEqual({ isOn: true, learned: 1 });
  });

  test("is unlearned exactly when it is taken back", async () => {
    const [first, second] = [await store(text), await store("Antrean loket mengular lagi")];
    await judge(first, "positive");
    const before = await layer();
    const later = await judge(second, "negative");
    expect(await layer()).not.toEqual(before);
    await undoJudgement(admin, { id: later }, analyst);
    expect(await layer()).toEqual(before);
  });

  test("counts once a mention, as it was decided last", async () => {
    const id = await store(text);
    await judge(id, "positive");
    const once = await judge(id, "neutral");
    expect(await learned()).toEqual({ isOn: true, learned: 1 });
    expect(await analysed(await store(text.toUpperCase()))).toMatchObject({ tone: "neutral" });
    await undoJudgement(admin, { id: once }, analyst);
    expect(await analysed(await store(`${text}!`))).toMatchObject({ tone: "positive" });
  });

  test("teaches nothing where it was read blind, or left open", async () => {
    const id = await store(text);
    await judge(id, "positive", true);
    await judge(id, "unsure");
    expect(await learned()).toEqual({ isOn: true, learned: 0 });
    expect(await layer()).toBeUndefined();
  });

  test("is unlearned with the mention that retention removes", async () => {
    await judge(await store(text), "positive");
    expect((await learned()).learned).toBe(1);
    await writeRetentionMonths(withMentions(database.db), admin.workspaceId, 1, testNow);
    await applyRetention(database.db, new Date("2027-01-01T00:00:00Z"));
    expect((await learned()).learned).toBe(0);
  });
});

describe("the layer", () => {
  const update = (isOn: boolean, isForgotten = false) => updateTeaching(admin, { isOn, isForgotten });

  test("switched off leaves the engine exactly itself, and knows everything when it is switched on again", async () => {
    const own = await explained(await store(text));
    await judge(await store(text), "positive");
    expect(await update(false)).toEqual({ isOn: false, learned: 1 });
    const id = await store(`${text}!`);
    expect((await explained(await store(text))).tone).toEqual(own.tone);
    expect(await analysed(id)).not.toMatchObject({ tone: "positive" });
    expect(await update(true)).toEqual({ isOn: true, learned: 1 });
    expect((await explained(id)).tone.best).toBe("positive");
  });

  test("told to forget knows nothing, while what people decided stays", async () => {
    const id = await store(text);
    await judge(id, "positive");
    expect(await update(true, true)).toEqual({ isOn: true, learned: 0 });
    expect(await analysed(id)).toMatchObject({ tone: "positive", judged: ["tone"] });
    expect((await explained(id)).tone.reasons.map(({ kind }) => kind)).not.toContain("taught");
  });

  test("changes with an entry in the log", async () => {
    await update(false);
    const entries = await database.db
      .selectFrom("platform.audit_entry")
      .select(["action", "details"])
      .where("workspace_id", "=", admin.workspaceId)
      .execute();
    expect(entries).toEqual([{ action: "teaching.updated", details: { isOn: false, isForgotten: false } }]);
  });
});
