import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { runBackfill } from "../monitors/run-backfill.ts";
import { readTies, tieQueue } from "../network/read-ties.ts";
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
      author: n === 2 ? `@warga_${day % 2}` : null,
    }),
  ),
);

const forEver = new AbortController().signal;
const jobs = { send: async () => null };

/** Two monitors that find much of the same, and the accounts that posted. */
async function watch(workspaceId: string, ids: readonly string[]) {
  const context = contextFor(database.db, workspaceId);
  const parts = { db: database.db, now: () => testNow, pause: async () => undefined };
  for (const q of ["banjir", "banjir OR pelayanannya", "maaf"]) {
    const { id } = await createMonitor(context, MonitorSettings.parse({ name: q, q }), jobs);
    await runBackfill(parts, id, forEver);
  }
  await tieQueue.add(database.db, workspaceId, ids);
  await readTies(database.db, workspaceId, forEver);
}

test("what is counted one by one is what is kept, through intake, edits and retention", async () => {
  const workspaceId = await makeWorkspace(database.db);
  await storeMentions(database.db, workspaceId, drafts.slice(0, 9), testNow, analyst);
  // Not yet read, then in other words.
  const { ids } = await storeMentions(database.db, workspaceId, drafts.slice(9), testNow);
  await watch(workspaceId, ids);
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
  for (const workspaceId of [wronged, other]) {
    const { ids } = await storeMentions(database.db, workspaceId, drafts, testNow, analyst);
    await watch(workspaceId, ids);
  }
  const ours = sql`workspace_id = ${wronged}::uuid`;
  await sql`update listen.mention_count set count = count + 4 where ${ours} and grain = 'day'
    and outlet_key = 'kabar 1' and at = '2026-03-01'`.execute(database.db);
  await sql`delete from listen.mention_total where ${ours} and grain = 'month'`.execute(database.db);
  await sql`insert into listen.mention_trait_count (workspace_id, grain, trait, value, at, count)
    values (${wronged}::uuid, 'hour', 'tone', 'positive', '2026-03-01T03:00:00Z', 7)`.execute(database.db);
  await sql`update listen.newsmaker_day set quoted = 0 where ${ours} and kind = 'person'`.execute(
    database.db,
  );
  await sql`update listen.monitor_combination set count = count + 1 where ${ours}`.execute(database.db);
  await sql`delete from listen.account_count where ${ours} and grain = 'day'`.execute(database.db);
  const { differences } = await verifyCounts(database.db, false);
  const tables = new Set(differences.map(({ table }) => table));
  expect([...tables].sort()).toEqual([
    "account_count",
    "mention_count",
    "mention_total",
    "mention_trait_count",
    "monitor_combination",
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
