import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { verifyCounts } from "./verify-counts.ts";

let database: TestDatabase;
const analyst = openAnalyst(1);
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const said = `Wali Kota Surabaya Eri Cahyadi menyesalkan banjir. "Kami minta maaf," kata Eri Cahyadi.`;
const drafts = [-30, -3, 0, 1, 2].flatMap((day) =>
  [0, 1, 2].map((n) =>
    aDraft(day * 1440 + n * 47, {
      externalId: `${day} ${n}`,
      url: null,
      title: "",
      text: n === 0 ? "Pelayanannya buruk sekali, dasar tolol!" : `${said} ${day}.${n}`,
      outlet: `Kabar ${n}`,
      channel: n === 2 ? "x" : "news",
    }),
  ),
);

test("what is counted one by one is what is kept, through intake, edits and retention", async () => {
  const workspaceId = await makeWorkspace(database.db);
  await storeMentions(database.db, workspaceId, drafts.slice(0, 9), testNow, analyst);
  // Not yet read, then in other words.
  await storeMentions(database.db, workspaceId, drafts.slice(9), testNow);
  const reworded = drafts.slice(0, 12).map((draft) => ({ ...draft, text: `${draft.text} Terima kasih.` }));
  await storeMentions(database.db, workspaceId, reworded, testNow, analyst);
  const { counts, ...before } = await verifyCounts(database.db, false);
  expect(before).toEqual({ months: 3, differences: [] });
  expect(counts).toBeGreaterThan(50);
  await writeRetentionMonths(withMentions(database.db), workspaceId, 1, testNow);
  expect(await applyRetention(database.db, testNow)).toBeGreaterThan(0);
  expect(await verifyCounts(database.db, false)).toMatchObject({ differences: [] });
});

test("counts that went wrong are named, and put right in their workspace alone", async () => {
  const [wronged, other] = [await makeWorkspace(database.db), await makeWorkspace(database.db)];
  for (const workspaceId of [wronged, other])
    await storeMentions(database.db, workspaceId, drafts, testNow, analyst);
  const ours = sql`workspace_id = ${wronged}::uuid`;
  await sql`update listen.mention_count set count = count + 4 where ${ours} and grain = 'day'
    and outlet_key = 'kabar 1' and at = '2026-03-01'`.execute(database.db);
  await sql`delete from listen.mention_total where ${ours} and grain = 'month'`.execute(database.db);
  await sql`insert into listen.mention_trait_count (workspace_id, grain, trait, value, at, count)
    values (${wronged}::uuid, 'hour', 'tone', 'positive', '2026-03-01T03:00:00Z', 7)`.execute(database.db);
  await sql`update listen.newsmaker_day set quoted = 0 where ${ours} and kind = 'person'`.execute(
    database.db,
  );
  const { differences } = await verifyCounts(database.db, false);
  const tables = new Set(differences.map(({ table }) => table));
  expect([...tables].sort()).toEqual([
    "mention_count",
    "mention_total",
    "mention_trait_count",
    "newsmaker_day",
  ]);
  expect(new Set(differences.map(({ workspace }) => workspace)).size).toBe(1);
  expect(differences.flatMap(({ examples }) => examples)).toContainEqual({
    counted: "day 2026-03-01T00:00:00Z news id kabar 1",
    kept: "5",
    found: "1",
  });
  expect((await verifyCounts(database.db, true)).differences).toEqual(differences);
  expect((await verifyCounts(database.db, false)).differences).toEqual([]);
});
