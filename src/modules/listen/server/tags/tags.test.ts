import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { AppError } from "#shared/app-error.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { TagSettings as Settings, type TagSettings } from "../../contract/tag.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { tagMentions } from "../mentions/tag-mentions.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { summarizeMentions } from "../search/summarize-mentions.ts";
import { createTag } from "./create-tag.ts";
import { exportTaxonomy } from "./export-taxonomy.ts";
import { importTaxonomy } from "./import-taxonomy.ts";
import { listTagChanges } from "./list-tag-changes.ts";
import { mergeTag, unmergeTag } from "./merge-tag.ts";
import { removeTag } from "./remove-tag.ts";
import { selectTags } from "./tag-store.ts";
import { withTags } from "./tag-tables.ts";
import { updateTag } from "./update-tag.ts";

const now = new Date("2026-03-02T05:00:00Z");
let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
});
afterAll(() => database[Symbol.asyncDispose]());

const context = () => contextFor(database.db, workspaceId, "officer", now);
const jobs: JobQueue = { send: async () => null };
const make = (parts: Partial<TagSettings>) =>
  createTag(context(), Settings.parse({ name: "Banjir", ...parts }), jobs);
const store = (n: number, tags: string[]) =>
  storeMentions(database.db, workspaceId, [aDraft(n, { tags })], now).then(({ ids }) => ids[0] ?? "");
const found = async (q: string) =>
  (await searchMentions(context(), { q, sort: "newest", limit: 100 })).items.map(({ id }) => id).sort();
const tagsOf = async (id: string) =>
  (await searchMentions(context(), { q: `id:${id}`, sort: "newest", limit: 1 })).items[0]?.tags;
const counts = async () =>
  (await selectTags(withTags(database.db), workspaceId)).map(({ name, count }) => [name, count]);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error,
  );
const bring = (text: string, isDryRun = false, format: "csv" | "json" = "csv") =>
  importTaxonomy(context(), { format, text, isDryRun }, jobs, (_locale, key) => key);

describe("a tag", () => {
  it("that is renamed takes all its mentions along, and its former name still finds them", async () => {
    const old = await store(0, ["banjir"]);
    const tag = await make({});
    expect(tag.count).toBe(1);
    await updateTag(context(), { id: tag.id ?? "", ...Settings.parse({ name: "Bencana air" }) }, jobs);
    const fresh = await store(1, ["BANJIR"]);
    for (const q of ["tag:banjir", 'tag:"bencana air"', "tag:benc*"])
      expect(await found(q)).toEqual([old, fresh].sort());
    expect(await tagsOf(old)).toEqual(["Bencana air"]);
    expect(await counts()).toEqual([["Bencana air", 2]]);
    await tagMentions(context(), { selection: { ids: [old] }, add: [], remove: ["Bencana air"] });
    expect(await found("tag:banjir")).toEqual([fresh]);
  });

  it("is found by the tag it stands under, and by each of its synonyms", async () => {
    const flood = await store(0, ["Rob"]);
    const quake = await store(1, ["Gempa"]);
    const above = await make({ name: "Bencana" });
    await make({ name: "Banjir", synonyms: ["Rob"], parentId: above.id });
    await make({ name: "Gempa", parentId: above.id });
    expect(await found("tag:bencana")).toEqual([flood, quake].sort());
    expect(await found("tag:banjir")).toEqual([flood]);
    const [, shown] = await selectTags(withTags(database.db), workspaceId);
    expect(shown).toMatchObject({ name: "Bencana", count: 0, withUnder: 2 });
    const loop = updateTag(
      context(),
      { id: above.id ?? "", ...Settings.parse({ name: "Bencana", parentId: above.id }) },
      jobs,
    );
    expect(await refusal(loop)).toMatchObject({ fields: [{ key: "tag.under_itself" }] });
    expect(await refusal(make({ name: "rob" }))).toMatchObject({ fields: [{ key: "tag.name_taken" }] });
  });

  it("that is joined with another counts as it, once a mention, and comes apart as it was", async () => {
    const both = await store(0, ["Banjir", "Air bah"]);
    const one = await store(1, ["Air bah"]);
    const flood = await make({});
    const other = await make({ name: "Air bah" });
    await mergeTag(context(), { id: other.id ?? "", intoId: flood.id ?? "" }, jobs);
    expect(await found("tag:banjir")).toEqual([both, one].sort());
    expect(await tagsOf(both)).toEqual(["Banjir"]);
    expect(await counts()).toEqual([["Banjir", 2]]);
    const { facets } = await summarizeMentions(context(), { q: "", bucket: "auto" });
    expect(facets.tag).toEqual([{ value: "Banjir", count: 2 }]);
    await unmergeTag(context(), { id: other.id ?? "" }, jobs);
    expect(await counts()).toEqual([
      ["Air bah", 2],
      ["Banjir", 1],
    ]);
    await removeTag(context(), { id: other.id ?? "" }, jobs);
    expect(await found('tag:"air bah"')).toEqual([both, one].sort());
  });

  it("of another workspace is no tag here", async () => {
    const { id } = await make({});
    const elsewhere = contextFor(database.db, await makeWorkspace(database.db), "officer", now);
    const theft = updateTag(elsewhere, { id: id ?? "", ...Settings.parse({ name: "Lain" }) }, jobs);
    expect(await refusal(theft)).toMatchObject({ code: "not_found" });
  });
});

describe("a file of tags", () => {
  it("comes back as it went, and a dry run leaves nothing behind", async () => {
    const above = await make({ name: "Bencana", colour: "3", description: 'Apa pun, "resmi"' });
    await make({ name: "=Banjir", synonyms: ["Rob", "Air bah"], parentId: above.id });
    for (const format of ["csv", "json"] as const) {
      const { text, name } = await exportTaxonomy(context(), { format });
      expect(name).toMatch(/^taksonomi-.*\.(csv|json)$/);
      expect(await bring(text, true, format)).toMatchObject({
        unchanged: 2,
        refused: 0,
        created: 0,
        changed: 0,
      });
      const there = contextFor(database.db, await makeWorkspace(database.db), "officer", now);
      const input = { format, text };
      const say = (_locale: unknown, key: string) => key;
      expect(await importTaxonomy(there, { ...input, isDryRun: true }, jobs, say)).toMatchObject({
        created: 2,
      });
      expect(await selectTags(withTags(database.db), there.workspaceId)).toEqual([]);
      expect(await importTaxonomy(there, { ...input, isDryRun: false }, jobs, say)).toMatchObject({
        created: 2,
      });
      expect(await exportTaxonomy(there, { format })).toMatchObject({ text });
    }
  });

  it("is taken line by line: whatever cannot be is refused with its reason", async () => {
    const report = await bring(
      "nama;induk;warna;sinonim\nBanjir;Bencana;2;Rob|Air bah\nBencana;;9;\nBencana;;1;\nGempa;Tidak ada;1;\n;;1;\nbencana;;1;\nLongsor;Longsor;1;\nRob;;1;\n",
    );
    expect(report.rows.map(({ line, outcome, problem }) => [line, outcome, problem])).toEqual([
      [2, "refused", "errors.tag.unknown_parent"],
      [3, "refused", "errors.tag.bad_colour"],
      [4, "refused", "errors.tag.said_twice"],
      [5, "refused", "errors.tag.unknown_parent"],
      [6, "refused", "errors.tag.bad_name"],
      [7, "refused", "errors.tag.said_twice"],
      [8, "refused", "errors.tag.unknown_parent"],
      [9, "created", null],
    ]);
    expect(await refusal(bring("bukan tabel"))).toMatchObject({ key: "listen.not_taxonomy" });
    expect(await refusal(bring("{", false, "json"))).toMatchObject({ key: "listen.not_taxonomy" });
  });
});

describe("acts of tagging", () => {
  it("are listed with who did what to how many", async () => {
    const ids = [await store(0, []), await store(1, [])];
    const person = context();
    await tagMentions(person, { selection: { ids }, add: ["Banjir", "Penting"], remove: [] });
    await tagMentions(person, { selection: { q: "tag:banjir", limit: 50_000 }, add: [], remove: ["banjir"] });
    const { items } = await listTagChanges(person, { limit: 10 });
    expect(
      items.map(({ added, removed, mentions, isMine }) => ({ added, removed, mentions, isMine })),
    ).toContainEqual({ added: ["Banjir", "Penting"], removed: [], mentions: 2, isMine: true });
    expect(items.map(({ removed }) => removed)).toContainEqual(["Banjir"]);
  });
});
