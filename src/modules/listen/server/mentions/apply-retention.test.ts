import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { summarizeMentions } from "../search/summarize-mentions.ts";
import { addNote } from "./add-note.ts";
import { applyRetention } from "./apply-retention.ts";
import { getMention } from "./get-mention.ts";
import { getRetention } from "./get-retention.ts";
import { aDraft } from "./mention-samples.ts";
import { storeMentions } from "./store-mentions.ts";
import { withMentions } from "./tables.ts";
import { tagMentions } from "./tag-mentions.ts";
import { updateRetention } from "./update-retention.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** Articles of the fifth of each month, three a month, from September 2025 to March 2026. */
const months = [-4, -3, -2, -1, 0, 1, 2];
const drafts = months.flatMap((month) =>
  [0, 1, 2].map((n) => aDraft(month * 10 + n, { publishedAt: new Date(Date.UTC(2026, month, 5, n)) })),
);

async function partitions(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'listen.mention'::regclass order by 1`.execute(
    database.db,
  );
  return rows.map(({ name }) => name.replace("listen.mention_", ""));
}

/** Rows of any table that hang on a mention which is no more. */
async function orphans(): Promise<number> {
  const tables = [
    "mention_identity",
    "mention_origin",
    "mention_version",
    "mention_read",
    "mention_note",
    "mention_tag",
  ];
  let count = 0;
  for (const table of tables) {
    const key = table === "mention_identity" ? "id" : "mention_id";
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.id("listen", table)} as hanging
      where not exists (select from listen.mention where id = hanging.${sql.ref(key)})`.execute(database.db);
    count += rows[0]?.count ?? 0;
  }
  return count;
}

test("each workspace forgets by its own measure, and what is saved survives everywhere", async () => {
  const [short, long, forever] = [
    contextFor(database.db, await makeWorkspace(database.db)),
    contextFor(database.db, await makeWorkspace(database.db)),
    contextFor(database.db, await makeWorkspace(database.db)),
  ];
  const ids = new Map<string, string[]>();
  for (const { workspaceId } of [short, long])
    ids.set(workspaceId, (await storeMentions(database.db, workspaceId, drafts, testNow)).ids);
  // Only recent ones, so that the oldest month is nobody's in the end.
  await storeMentions(database.db, forever.workspaceId, drafts.slice(3), testNow);
  await storeMentions(
    database.db,
    short.workspaceId,
    [aDraft(-40, { text: "Diralat.", publishedAt: drafts[0]!.publishedAt })],
    testNow,
  );
  const id = (workspaceId: string, n: number): string => ids.get(workspaceId)?.[n] ?? "";
  await tagMentions(short, { selection: { ids: [id(short.workspaceId, 4)] }, add: ["Arsip"], remove: [] });
  await addNote(short, { id: id(short.workspaceId, 8), text: "penting" });

  expect(await getRetention(short, { months: 2 })).toMatchObject({
    months: null,
    mentions: 21,
    saved: 2,
    wouldRemove: 10,
  });
  expect(await updateRetention(short, { months: 2 })).toMatchObject({ months: 2, wouldRemove: 10 });
  await updateRetention(long, { months: 5 });
  expect(await partitions()).toEqual([
    "2025_09",
    "2025_10",
    "2025_11",
    "2025_12",
    "2026_01",
    "2026_02",
    "2026_03",
  ]);

  expect(await applyRetention(database.db, testNow)).toBe(13);
  expect(await applyRetention(database.db, testNow)).toBe(0);

  expect(await partitions()).toEqual(["2025_10", "2025_11", "2025_12", "2026_01", "2026_02", "2026_03"]);
  expect(await orphans()).toBe(0);
  const left = async (context: typeof short) =>
    (await searchMentions(context, { q: "banjir", sort: "oldest", limit: 50 })).items;
  expect((await left(short)).map((mention) => mention.id).slice(0, 2)).toEqual([
    id(short.workspaceId, 4),
    id(short.workspaceId, 8),
  ]);
  expect(await left(short)).toHaveLength(11);
  expect(await left(long)).toHaveLength(18);
  expect(await left(forever)).toHaveLength(18);
  expect((await getMention(short, { id: id(short.workspaceId, 8) })).notes).toHaveLength(1);
  for (const [context, total] of [
    [short, 11],
    [long, 18],
    [forever, 18],
  ] as const) {
    expect(await summarizeMentions(context, { q: "", bucket: "auto" })).toMatchObject({
      total,
      method: "rollup",
    });
    const exact = await summarizeMentions(context, { q: "has:link", bucket: "month" });
    const rolled = await summarizeMentions(context, { q: "", bucket: "month" });
    expect({ ...rolled, tookMs: 0 }).toEqual({ ...exact, method: "rollup", tookMs: 0 });
  }
  expect(await getRetention(short, {})).toMatchObject({
    mentions: 11,
    wouldRemove: 0,
    oldest: "2025-10-05T01:00:00.000Z",
  });

  const removed = await withMentions(database.db)
    .selectFrom("platform.audit_entry")
    .select(["details"])
    .where("workspace_id", "=", short.workspaceId)
    .where("action", "=", "retention.applied")
    .orderBy("seq")
    .execute();
  expect(removed.map(({ details }) => details)).toEqual([
    { month: "2025-09", mentions: 3 },
    { month: "2025-10", mentions: 2 },
    { month: "2025-11", mentions: 2 },
    { month: "2025-12", mentions: 3 },
  ]);
  // What was forgotten can be heard again.
  const again = await storeMentions(database.db, short.workspaceId, drafts.slice(0, 3), testNow);
  expect(again.fresh).toBe(3);
});

test("without a measure nothing is forgotten", async () => {
  const context = contextFor(database.db, await makeWorkspace(database.db));
  await storeMentions(database.db, context.workspaceId, drafts, testNow);
  await updateRetention(context, { months: 1 });
  await updateRetention(context, { months: null });
  await applyRetention(database.db, testNow);
  expect(await getRetention(context, {})).toMatchObject({ months: null, mentions: 21, wouldRemove: 0 });
  expect(await getRetention(contextFor(database.db, randomUUID()), { months: 3 })).toEqual({
    months: null,
    oldest: null,
    mentions: 0,
    saved: 0,
    wouldRemove: 0,
  });
});

test("storing and forgetting at the same time lose nothing that is kept", async () => {
  const context = contextFor(database.db, await makeWorkspace(database.db));
  const { workspaceId } = context;
  await updateRetention(context, { months: 2 });
  const rounds = Array.from({ length: 6 }, (_, n) =>
    Promise.all([
      storeMentions(database.db, workspaceId, drafts, testNow),
      storeMentions(database.db, workspaceId, [aDraft(500 + n, { publishedAt: testNow })], testNow),
      applyRetention(database.db, testNow),
    ]),
  );
  await Promise.all(rounds);
  await applyRetention(database.db, testNow);
  const { items } = await searchMentions(context, { q: "", sort: "oldest", limit: 50 });
  expect(items).toHaveLength(15);
  expect(await summarizeMentions(context, { q: "", bucket: "auto" })).toMatchObject({ total: 15 });
  expect(await orphans()).toBe(0);
});
