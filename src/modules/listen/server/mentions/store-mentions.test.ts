import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { aDraft } from "./mention-samples.ts";
import { storeMentions } from "./store-mentions.ts";
import { withMentions } from "./tables.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const later = (minutes: number): Date => new Date(testNow.getTime() + minutes * 60_000);

async function mentionsOf(workspaceId: string) {
  return withMentions(database.db)
    .selectFrom("listen.mention")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("published_at")
    .orderBy("id")
    .execute();
}

/** Everything stored for a workspace, to compare two states. */
async function everything(workspaceId: string): Promise<string> {
  const tables = [
    "mention",
    "mention_identity",
    "mention_origin",
    "mention_version",
    "mention_tag",
    "mention_count",
    "mention_total",
  ];
  const contents = [];
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from listen.${sql.raw(table)} t where workspace_id = ${workspaceId}::uuid order by 1`.execute(
      database.db,
    );
    contents.push(table, ...rows.map(({ row }) => row));
  }
  return contents.join("\n");
}

describe("receiving twice", () => {
  test("changes nothing", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const drafts = [aDraft(1), aDraft(2, { url: null }), aDraft(3, { tags: ["Bencana"] })];
    const first = await storeMentions(database.db, workspaceId, drafts, testNow);
    expect(first).toMatchObject({ fresh: 3, known: 0, edited: 0 });
    const before = await everything(workspaceId);
    const second = await storeMentions(database.db, workspaceId, drafts.toReversed(), later(5));
    expect(second).toEqual({ ids: first.ids.toReversed(), fresh: 0, known: 3, edited: 0 });
    expect(await everything(workspaceId)).toBe(before);
  });

  test("within one batch counts once", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const stored = await storeMentions(database.db, workspaceId, [aDraft(1), aDraft(1)], testNow);
    expect(stored).toMatchObject({ fresh: 1, known: 1, edited: 0 });
    expect(new Set(stored.ids).size).toBe(1);
    expect(await mentionsOf(workspaceId)).toHaveLength(1);
  });

  test("announces only what is new", async () => {
    const workspaceId = await makeWorkspace(database.db);
    await storeMentions(database.db, workspaceId, [aDraft(1)], testNow);
    await storeMentions(database.db, workspaceId, [aDraft(1)], testNow);
    const { ids } = await storeMentions(database.db, workspaceId, [aDraft(1), aDraft(2)], testNow);
    const events = await database.db
      .selectFrom("platform.event_outbox")
      .select(["name", "payload"])
      .where("workspace_id", "=", workspaceId)
      .orderBy("id")
      .execute();
    expect(events.map((event) => event.payload["ids"])).toEqual([[ids[0]], [ids[1]]]);
  });
});

test("an article from two sources is one mention that remembers both", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const [one, two] = [randomUUID(), randomUUID()];
  const first = await storeMentions(database.db, workspaceId, [aDraft(1, { sourceId: one })], testNow);
  const other = aDraft(1, { sourceId: two, externalId: "other-guid", title: "Judul lain dari sumber kedua" });
  const second = await storeMentions(database.db, workspaceId, [other], later(1));
  expect(second).toEqual({ ids: first.ids, fresh: 0, known: 1, edited: 0 });
  const origins = await withMentions(database.db)
    .selectFrom("listen.mention_origin")
    .select(["source_id", "external_id"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("received_at")
    .execute();
  expect(origins).toEqual([
    { source_id: one, external_id: "item-1" },
    { source_id: two, external_id: "other-guid" },
  ]);
  const [mention] = await mentionsOf(workspaceId);
  expect(mention?.title).toBe(aDraft(1).title);
  expect(mention?.search).toContain(`=s:${one.replaceAll("-", "")}`);
  expect(mention?.search).toContain(`=s:${two.replaceAll("-", "")}`);
});

test("an item whose link changes stays the same mention", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const first = await storeMentions(database.db, workspaceId, [aDraft(1)], testNow);
  const moved = aDraft(1, { url: "https://kabar.test/baru/1" });
  const second = await storeMentions(database.db, workspaceId, [moved], later(1));
  expect(second).toEqual({ ids: first.ids, fresh: 0, known: 1, edited: 0 });
});

test("a source that renames its items at every poll keeps five names of each, and edits are still seen", async () => {
  const workspaceId = await makeWorkspace(database.db);
  for (let poll = 0; poll < 12; poll += 1)
    await storeMentions(database.db, workspaceId, [aDraft(1, { externalId: `random-${poll}` })], later(poll));
  const { edited } = await storeMentions(
    database.db,
    workspaceId,
    [aDraft(1, { externalId: "random-12", text: "Teks yang diperbaiki." })],
    later(20),
  );
  expect(edited).toBe(1);
  const origins = await withMentions(database.db)
    .selectFrom("listen.mention_origin")
    .select("external_id")
    .where("workspace_id", "=", workspaceId)
    .orderBy("received_at")
    .execute();
  expect(origins.map((origin) => origin.external_id)).toEqual([8, 9, 10, 11, 12].map((n) => `random-${n}`));
});

describe("an edit", () => {
  test("keeps the old wording and makes the new one findable", async () => {
    const workspaceId = await makeWorkspace(database.db);
    await storeMentions(database.db, workspaceId, [aDraft(1)], testNow);
    const edit = aDraft(1, { title: "Gubernur meralat pernyataan" });
    expect(await storeMentions(database.db, workspaceId, [edit], later(10))).toMatchObject({ edited: 1 });
    expect(await storeMentions(database.db, workspaceId, [edit], later(20))).toMatchObject({ edited: 0 });
    const [mention] = await mentionsOf(workspaceId);
    expect(mention).toMatchObject({ title: edit.title, version_count: 2, edited_at: later(10) });
    expect(mention?.search).toContain("'meralat'");
    const versions = await withMentions(database.db)
      .selectFrom("listen.mention_version")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .execute();
    expect(versions).toEqual([
      {
        workspace_id: workspaceId,
        mention_id: mention?.id,
        number: 1,
        seen_at: testNow,
        title: aDraft(1).title,
        text: aDraft(1).text,
      },
    ]);
  });

  test("within a batch adds a version for each wording", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const wordings = ["pertama", "kedua", "ketiga", "kedua"].map((text) => aDraft(1, { text }));
    expect(await storeMentions(database.db, workspaceId, wordings, testNow)).toMatchObject({
      fresh: 1,
      edited: 3,
    });
    const [mention] = await mentionsOf(workspaceId);
    expect(mention).toMatchObject({ text: "kedua", version_count: 4 });
  });
});

test("dates that cannot be are replaced by the time of receipt, others get a partition of their month", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const dates = ["1970-01-01T00:00:00Z", "2031-05-05T00:00:00Z", "2003-02-28T23:59:59Z", "invalid"];
  await storeMentions(
    database.db,
    workspaceId,
    dates.map((date, index) => aDraft(index, { publishedAt: new Date(date), timePrecision: "minute" })),
    testNow,
  );
  const { rows } = await sql<{ part: string; precision: string }>`
    select tableoid::regclass::text as part, time_precision as precision from listen.mention
    where workspace_id = ${workspaceId}::uuid order by published_at, id`.execute(database.db);
  expect(rows).toEqual([
    { part: "listen.mention_1970_01", precision: "minute" },
    { part: "listen.mention_2003_02", precision: "minute" },
    { part: "listen.mention_2026_03", precision: "received" },
    { part: "listen.mention_2026_03", precision: "received" },
  ]);
});

test("what a database text cannot hold does not stop a batch", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const nasty = 'a\0b \'\\ \ud800 c\t{"x"}\n';
  const draft = aDraft(1, {
    title: nasty,
    text: nasty,
    outlet: nasty,
    author: nasty,
    externalId: nasty.repeat(2_000),
    tags: [nasty.slice(3, 6), "  "],
    raw: { [nasty.replace("\0", "")]: [nasty], count: 3 },
  });
  await storeMentions(database.db, workspaceId, [draft], testNow);
  const [mention] = await mentionsOf(workspaceId);
  expect(mention?.title).toBe('ab \'\\ \ufffd c\t{"x"}\n');
});

test("a language that the source does not tell is left open until the engine has read the text", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const drafts = [aDraft(1, { language: null }), aDraft(2, { language: "JV " })];
  await storeMentions(database.db, workspaceId, drafts, testNow);
  expect((await mentionsOf(workspaceId)).map(({ language }) => language)).toEqual(["und", "jv"]);
});

test("another workspace's mentions are its own", async () => {
  const [one, two] = [await makeWorkspace(database.db), await makeWorkspace(database.db)];
  const first = await storeMentions(database.db, one, [aDraft(1)], testNow);
  const second = await storeMentions(database.db, two, [aDraft(1)], testNow);
  expect(second.fresh).toBe(1);
  expect(second.ids).not.toEqual(first.ids);
});

test("a batch in the caller's transaction disappears with it", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const doomed = database.db.transaction().execute(async (tx) => {
    await storeMentions(
      tx,
      workspaceId,
      [aDraft(1, { publishedAt: new Date("2011-01-01T00:00:00Z") })],
      testNow,
    );
    throw new Error("killed");
  });
  await expect(doomed).rejects.toThrow("killed");
  expect(await mentionsOf(workspaceId)).toEqual([]);
});

test("overlapping batches stored at once in any order give the same mentions, each once", async () => {
  const arbitraryDraft = fc.record({
    item: fc.nat(12),
    link: fc.nat(12),
    source: fc.nat(2),
    wording: fc.nat(1),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(arbitraryDraft, { maxLength: 12 }), { minLength: 2, maxLength: 6 }),
      async (plan) => {
        const workspaceId = await makeWorkspace(database.db);
        const sources = [randomUUID(), randomUUID(), null];
        const batches = plan.map((batch) =>
          batch.map(({ item, link, source, wording }) =>
            aDraft(item, {
              sourceId: sources[source] ?? null,
              url: link === 0 ? null : `https://kabar.test/${link}`,
              text: `wording ${wording}`,
              publishedAt: new Date(Date.UTC(2015 + (link % 2), item % 3, 1)),
            }),
          ),
        );
        const results = await Promise.all(
          batches.map((batch) => storeMentions(database.db, workspaceId, batch, testNow)),
        );
        const mentions = await mentionsOf(workspaceId);
        expect(mentions.map(({ id }) => id).sort()).toEqual(
          [...new Set(results.flatMap(({ ids }) => ids))].sort(),
        );
        expect(mentions).toHaveLength(results.reduce((sum, { fresh }) => sum + fresh, 0));
        const { rows } = await sql<{ counted: string; orphans: string; odd: string }>`select
        (select coalesce(sum(count), 0) from listen.mention_total where grain = 'month' and workspace_id = ${workspaceId}::uuid) as counted,
        (select count(*) from listen.mention_origin o where o.workspace_id = ${workspaceId}::uuid and not exists
          (select from listen.mention m where m.id = o.mention_id)) as orphans,
        (select count(*) from listen.mention m where m.workspace_id = ${workspaceId}::uuid and m.version_count - 1 <>
          (select count(*) from listen.mention_version v where v.mention_id = m.id)) as odd`.execute(
          database.db,
        );
        expect(rows).toEqual([{ counted: String(mentions.length), orphans: "0", odd: "0" }]);
        // The same item of the same source is one mention, whatever links it came with.
        const idOfItem = new Map<string, string>();
        for (const [index, batch] of batches.entries())
          for (const [position, draft] of batch.entries()) {
            const key = `${draft.sourceId} ${draft.externalId}`;
            const id = results[index]?.ids[position] ?? "";
            expect(idOfItem.get(key) ?? id).toBe(id);
            idOfItem.set(key, id);
          }
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);
