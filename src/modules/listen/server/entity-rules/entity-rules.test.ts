import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { phraseKey } from "#text/phrase-table.ts";
import { EntityRuleDraft, mostEntityRules } from "../../contract/entity-rules.ts";
import { analyseAgain } from "../analysis/analyse-again.ts";
import { explainMention } from "../analysis/explain-mention.ts";
import { getEngine } from "../analysis/get-engine.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { runAnalysis } from "../analysis/run-analysis.ts";
import { undoJudgement } from "../analysis/undo-judgement.ts";
import { verifyCounts } from "../counts/verify-counts.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { saysChanged } from "./changed-names.ts";
import { createEntityRule } from "./create-entity-rule.ts";
import { listEntityRules } from "./list-entity-rules.ts";
import { moveEntityRule } from "./move-entity-rule.ts";
import { removeEntityRule } from "./remove-entity-rule.ts";
import { tryEntityRules } from "./try-entity-rules.ts";
import { updateEntityRule } from "./update-entity-rule.ts";

const analyst = openAnalyst(1);
const log = createLogger("silent");
let database: TestDatabase;
let jobs: Awaited<ReturnType<typeof openJobs>>;
let admin: RequestContext;

beforeAll(async () => {
  database = await testDatabase();
  jobs = await openJobs(database.connectionString, log);
});
afterAll(async () => {
  await jobs.stop();
  await analyst.close();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  admin = contextFor(database.db, await makeWorkspace(database.db));
});

const person = EntityRuleDraft.parse({
  kind: "person",
  name: "Susilo Bambang Yudhoyono",
  aliases: ["SBY", "Pak Beye"],
  near: ["presiden", "Cikeas", "Demokrat"],
});
const city = EntityRuleDraft.parse({
  kind: "place",
  name: "Kota Surabaya",
  placeCode: "35.78",
  aliases: ["SBY"],
  near: ["Pemkot", "Jatim", "macet"],
  unless: ["Cikeas"],
});
const emblem = EntityRuleDraft.parse({
  kind: "other",
  name: "Lambang negara",
  aliases: ["Garuda Pancasila"],
});
const create = (draft: EntityRuleDraft) => createEntityRule(admin, draft, analyst);
const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: { fields: { field: string; key: string }[] }) =>
      error.fields.map(({ field, key }) => `${field} ${key}`),
  );
const audited = () =>
  database.db
    .selectFrom("platform.audit_entry")
    .select("action")
    .where("workspace_id", "=", admin.workspaceId)
    .orderBy("seq")
    .execute();

describe("rules on what names mean", () => {
  test("are kept in their order, changed and removed, each with its audit entry", async () => {
    const first = await create(person);
    const second = await create(city);
    expect(first).toEqual({ ...person, id: first.id, updatedAt: testNow.toISOString() });
    expect((await listEntityRules(admin)).items).toEqual([first, second]);
    const changed = { ...person, near: ["presiden"], within: 8, id: first.id };
    expect(await updateEntityRule(admin, changed, analyst)).toMatchObject(changed);
    expect((await listEntityRules(admin)).items.map(({ id }) => id)).toEqual([first.id, second.id]);
    await removeEntityRule(admin, { id: second.id });
    expect((await listEntityRules(admin)).items).toMatchObject([changed]);
    expect((await audited()).map(({ action }) => action)).toEqual([
      "entity_rule.created",
      "entity_rule.created",
      "entity_rule.updated",
      "entity_rule.removed",
    ]);
  });

  test("are another workspace's to nobody else", async () => {
    const { id } = await create(person);
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    expect((await listEntityRules(stranger)).items).toEqual([]);
    await expect(updateEntityRule(stranger, { ...person, id }, analyst)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeEntityRule(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await tryEntityRules(stranger, { text: "SBY di Cikeas" }, analyst)).toEqual({ names: [] });
  });

  test.each<[string, Partial<EntityRuleDraft>]>([
    ["aliases.1 field.said_twice", { aliases: ["SBY", "sby"] }],
    ["aliases.0 field.no_words", { aliases: ["!!"] }],
    ["near.0 field.no_words", { near: ["…"] }],
    ["aliases.0 field.alias_too_common", { aliases: ["yang"] }],
    ["aliases.0 field.alias_too_common", { aliases: ["Di Indonesia"] }],
    ["placeCode field.required", { kind: "place" }],
    ["placeCode field.unknown_place", { kind: "place", placeCode: "99.99" }],
    ["placeCode field.invalid", { placeCode: "35.78" }],
  ])("are refused with the field at fault: %s", async (expected, wrong) => {
    expect(await fieldsOf(create({ ...person, ...wrong }))).toEqual([expected]);
    expect((await listEntityRules(admin)).items).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  test("have a name and a way it is written", () => {
    const wrong = EntityRuleDraft.safeParse({ kind: "person", name: " ", aliases: [] });
    expect(wrong.error?.issues.map(({ path }) => path.join("."))).toEqual(["name", "aliases"]);
  });

  test("do not say the same of one name twice, but may under other conditions", async () => {
    const { id } = await create(person);
    const again = { ...city, near: [...person.near].reverse(), unless: [] };
    expect(await fieldsOf(create(again))).toEqual(["aliases field.alias_taken"]);
    await create({ ...again, near: [] });
    expect(await fieldsOf(updateEntityRule(admin, { ...person, id, near: [] }, analyst))).toEqual([
      "aliases field.alias_taken",
    ]);
    await updateEntityRule(admin, { ...person, id, name: "SBY" }, analyst);
  });

  test("are at most as many as an office keeps an eye on", async () => {
    await withMentions(database.db)
      .insertInto("listen.entity_rule")
      .values(
        Array.from({ length: mostEntityRules }, (_, n) => ({
          id: crypto.randomUUID(),
          workspace_id: admin.workspaceId,
          kind: "person" as const,
          name: `Orang ${n}`,
          place_code: null,
          aliases: [`orang${n}`],
          near: [],
          within_words: null,
          unless: [],
          created_at: testNow,
          updated_at: testNow,
        })),
      )
      .execute();
    await expect(create(person)).rejects.toMatchObject({ key: "listen.too_many_entity_rules" });
  });

  test("say of a tried text which of them holds, because of which word, and which fail", async () => {
    const rules = [await create(person), await create(city)];
    const text = "SBY di Cikeas. Sampai di SBY?";
    expect(await tryEntityRules(admin, { text: text.slice(0, 13) }, analyst)).toEqual({
      names: [
        {
          start: 0,
          end: 3,
          rule: rules[0]?.id,
          reasons: [
            { start: 0, end: 3, kind: "alias" },
            { start: 7, end: 13, kind: "required" },
          ],
          failed: [],
        },
      ],
    });
    expect(await tryEntityRules(admin, { text: "Sampai di SBY?" }, analyst)).toEqual({
      names: [{ start: 10, end: 13, rule: null, reasons: [], failed: rules.map(({ id }) => id) }],
    });
  });
});

describe("mentions", () => {
  const texts = ["SBY menerima tamu di Cikeas", "sby macet parah hari ini", "SBY ramai sekali"];
  let ids: string[];
  const store = async () => {
    const drafts = texts.map((text, n) => aDraft(n, { title: "", text }));
    ({ ids } = await storeMentions(database.db, admin.workspaceId, drafts, testNow, analyst));
  };
  const traits = async () => {
    const rows = await withMentions(database.db)
      .selectFrom("listen.mention")
      .select(["id", "persons", "place_codes"])
      .where("workspace_id", "=", admin.workspaceId)
      .execute();
    return ids.map((wanted) => {
      const row = rows.find(({ id }) => id === wanted);
      return [row?.persons ?? [], row?.place_codes ?? []];
    });
  };
  const find = async (query: string) =>
    (await searchMentions(admin, { q: query, sort: "newest", limit: 10 })).items.map(({ id }) => id);
  const ruled = [
    [["Susilo Bambang Yudhoyono"], []],
    [[], ["35.78"]],
  ];

  test("are read by the rules on their way in, and found by what the names mean", async () => {
    await create(person);
    await create(city);
    await store();
    expect((await traits()).slice(0, 2)).toEqual(ruled);
    expect(await find('person:"Susilo Bambang Yudhoyono"')).toEqual([ids[0]]);
    expect(await find("place:surabaya")).toEqual([ids[1]]);
  });

  test("say which rule read a name, and keep a name that no rule decides as the engine has it", async () => {
    const rule = await create(person);
    await create(city);
    await store();
    const { reading } = await explainMention(admin, { id: ids[0] ?? "" }, analyst);
    expect(reading.entities[0]).toMatchObject({
      kind: "person",
      name: "Susilo Bambang Yudhoyono",
      rule: { id: rule.id, reasons: [{ kind: "alias" }, { start: 21, end: 27, kind: "required" }] },
    });
    const open = await explainMention(admin, { id: ids[2] ?? "" }, analyst);
    expect(open.reading.entities.every((entity) => entity.rule === undefined)).toBe(true);
  });

  test("lose a name that is none of the three kinds", async () => {
    await create(emblem);
    const [summary] = await analyst.summarise(["Garuda Pancasila dipasang di balai kota"]);
    const drafts = [aDraft(1, { title: "", text: "Garuda Pancasila dipasang di balai kota" })];
    ({ ids } = await storeMentions(database.db, admin.workspaceId, drafts, testNow, analyst));
    expect([...(summary?.persons ?? []), ...(summary?.organisations ?? [])]).not.toEqual([]);
    expect(await traits()).toEqual([[[], []]]);
    const { reading } = await explainMention(admin, { id: ids[0] ?? "" }, analyst);
    expect(reading.entities[0]).toMatchObject({ kind: "other", name: "Lambang negara" });
  });

  test("that were read before the rules wait to be read again, and what people decided stays", async () => {
    await store();
    const before = await traits();
    const engine = () => getEngine(admin, analyst);
    expect(await engine()).toMatchObject({ mentions: 3, analysed: 3 });
    const { id } = await create(city);
    await create(person);
    expect(await engine()).toMatchObject({ mentions: 3, analysed: 3, renamed: 3 });
    const kept = { id: ids[1] ?? "", trait: "places" as const, value: "31", isBlind: false };
    const { judgement } = await judgeMention(admin, kept, analyst);
    expect(await analyseAgain(admin, {}, jobs, analyst)).toEqual({ total: 3 });
    const parts = { db: database.db, analyst, now: () => testNow, pause: async () => {} };
    await runAnalysis(parts, admin.workspaceId, new AbortController().signal);
    expect((await traits()).slice(0, 2)).toEqual([ruled[0], [[], ["31"]]]);
    expect(await engine()).toMatchObject({ analysed: 3, renamed: 0, run: { isDone: true } });
    await undoJudgement(admin, { id: judgement.id }, analyst);
    expect((await traits()).slice(0, 2)).toEqual(ruled);
    // Rules that are gone leave the engine's own word again.
    await removeEntityRule(admin, { id });
    for (const rule of (await listEntityRules(admin)).items) await removeEntityRule(admin, { id: rule.id });
    expect(await engine()).toMatchObject({ analysed: 3, renamed: 3 });
    await analyseAgain(admin, {}, jobs, analyst);
    await runAnalysis(parts, admin.workspaceId, new AbortController().signal);
    expect(await traits()).toEqual(before);
    expect((await verifyCounts(database.db, false)).differences).toEqual([]);
  });

  test("are read again only where they say the name, and after a change of both its spellings", async () => {
    const texts = [
      "#SBY: Warga minta lampu jalan",
      "Pak  Beye tiba di Cikeas",
      "SBY-nya warga, macet lagi",
      "“sby”, tulis dia",
      "Hujan di Malang",
      "Beye saja, tanpa sapaan",
    ];
    const drafts = texts.map((text, n) => aDraft(n, { title: "", text }));
    await storeMentions(database.db, admin.workspaceId, drafts, testNow, analyst);
    const asked: string[] = [];
    const noting = {
      ...analyst,
      summarise: (given: readonly string[], ...rest: [Parameters<typeof analyst.summarise>[1]]) => {
        asked.push(...given);
        return analyst.summarise(given, ...rest);
      },
    };
    const parts = { db: database.db, analyst: noting, now: () => testNow, pause: async () => {} };
    const readAgain = async () => {
      asked.length = 0;
      const { total } = await analyseAgain(admin, {}, jobs, analyst);
      await runAnalysis(parts, admin.workspaceId, new AbortController().signal);
      expect(asked.length).toBe(total);
      return asked.toSorted();
    };
    const { id } = await create({ ...person, aliases: ["SBY"] });
    expect(await readAgain()).toEqual([texts[0], texts[2], texts[3]].toSorted());
    await updateEntityRule(admin, { ...person, aliases: ["Pak Beye"], id }, analyst);
    expect(await readAgain()).toEqual(texts.slice(0, 4).toSorted());
    await removeEntityRule(admin, { id });
    expect(await readAgain()).toEqual([texts[1]]);
    expect(await readAgain()).toEqual([]);
  });

  test("are never read by a rule where the word index does not find its name", async () => {
    const written = [
      "SBY",
      "#SBY",
      "#SBYDatang",
      "sby's",
      "SBY2024",
      "@sby",
      "S.B.Y.",
      "SBY-JK",
      "Sby,",
      "SBYnya",
      "(SBY)",
      "SBY/JK",
    ];
    const aliases = ["SBY", "Pak Beye", "SBY-JK", "SBY 2024"];
    for (const [n, alias] of aliases.entries())
      await create({ ...emblem, name: `Arti ${n}`, aliases: [alias] });
    const texts = [...written, "Pak Beye", "pak, beye", "Pak #Beye"].map(
      (name) => `Kemarin ${name} di Garut.`,
    );
    const drafts = texts.map((text, n) => aDraft(n, { title: "", text }));
    await storeMentions(database.db, admin.workspaceId, drafts, testNow, analyst);
    const rules = (await listEntityRules(admin)).items;
    for (const { id, aliases: names } of rules) {
      const says = saysChanged({ names: names.map(phraseKey), until: "0", at: testNow });
      const { rows } = await sql<{ text: string }>`select text from listen.mention
        where workspace_id = ${admin.workspaceId}::uuid and ${says}`.execute(withMentions(database.db));
      const found = rows.map(({ text }) => text);
      for (const text of texts) {
        const tried = await tryEntityRules(admin, { text }, analyst);
        const isRead = tried.names.some((name) => name.rule === id);
        if (isRead) expect(found, `${names[0]} in ${text}`).toContain(text);
      }
    }
  });
});

describe("the order of rules", () => {
  const other = { ...city, name: "Kota lain", near: ["macet"], unless: [] };
  test("is changed where two are about one name, and what they contest waits to be read", async () => {
    const drafts = [aDraft(1, { title: "", text: "SBY di Cikeas, macet" })];
    await storeMentions(database.db, admin.workspaceId, drafts, testNow, analyst);
    const first = await create(person);
    const between = await create(emblem);
    const second = await create(other);
    await analyseAgain(admin, {}, jobs, analyst);
    const parts = { db: database.db, analyst, now: () => testNow, pause: async () => {} };
    await runAnalysis(parts, admin.workspaceId, new AbortController().signal);
    expect(await getEngine(admin, analyst)).toMatchObject({ renamed: 0 });
    const order = async () => (await listEntityRules(admin)).items.map(({ id }) => id);
    expect(
      (await moveEntityRule(admin, { id: second.id, direction: "up" })).items.map(({ id }) => id),
    ).toEqual([second.id, first.id, between.id]);
    expect(await order()).toEqual([second.id, first.id, between.id]);
    expect((await getEngine(admin, analyst)).renamed).toBeGreaterThan(0);
    await moveEntityRule(admin, { id: second.id, direction: "down" });
    expect(await order()).toEqual([first.id, second.id, between.id]);
    // Nobody contests its name: it stays.
    await moveEntityRule(admin, { id: between.id, direction: "up" });
    expect(await order()).toEqual([first.id, second.id, between.id]);
    expect((await audited()).filter(({ action }) => action === "entity_rule.moved")).toHaveLength(2);
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    await expect(moveEntityRule(stranger, { id: first.id, direction: "up" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
