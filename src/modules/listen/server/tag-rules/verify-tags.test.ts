import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { TagRuleSettings } from "../../contract/tag-rule.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { createTagRule } from "./create-tag-rule.ts";
import { ensureTagRules, type FirstTagRule } from "./ensure-tag-rules.ts";
import { listTagRules } from "./list-tag-rules.ts";
import { runTagRule } from "./run-tag-rule.ts";
import { verifyTags } from "./verify-tags.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const jobs = { send: async () => null };

it("kept tags are compared with what rules say: running and later rules are left out, and what was changed by hand is named", async () => {
  const { db } = database;
  const workspaceId = await makeWorkspace(db);
  let now = new Date("2026-03-02T05:00:00Z");
  const store = (from: number, to: number, into = workspaceId) =>
    storeMentions(
      db,
      into,
      Array.from({ length: to - from }, (_, n) => aDraft(from + n)),
      now,
    );
  await store(0, 4);
  const context = contextFor(db, workspaceId, "officer", now);
  await createMonitor(context, MonitorSettings.parse({ name: "Banjir", q: "banjir" }), jobs);
  const looks = { description: "", colour: "1" } as const;
  const first: FirstTagRule[] = [
    { name: "Banjir itu bencana", tag: "Bencana", monitor: "banjir", ...looks },
    { name: "Bencana dan pejabat", tag: "Pejabat", q: "tag:bencana gubernur", ...looks },
  ];
  for (let n = 0; n < 2; n += 1)
    await ensureTagRules({ db, jobs, now: () => now }, { id: workspaceId, zone: "Asia/Jakarta" }, first);
  expect((await verifyTags(db)).skipped).toHaveLength(1);
  const { items } = await listTagRules(context);
  expect(items.map(({ name }) => name)).toEqual(first.map(({ name }) => name));
  const parts = { db, now: () => now, pause: async () => undefined };
  for (const { id } of items) await runTagRule(parts, id, new AbortController().signal);
  expect(await verifyTags(db)).toMatchObject({ mentions: 4, tags: 8, rules: 2, left: 0, differences: [] });

  // A rule that is not asked of the past leaves what is older as it is.
  const other = await makeWorkspace(db);
  await store(4, 6, other);
  const later = TagRuleSettings.parse({ name: "Semua banjir", tag: "Air", q: "banjir" });
  now = new Date("2026-03-02T06:00:00Z");
  const asked = contextFor(db, other, "officer", now);
  await createTagRule(asked, { ...later, isForPast: false }, jobs);
  now = new Date("2026-03-02T07:00:00Z");
  await store(6, 7, other);
  expect(await verifyTags(db)).toMatchObject({ mentions: 7, tags: 9, rules: 3, left: 2, differences: [] });

  await sql`delete from listen.mention_tag where workspace_id = ${workspaceId}::uuid and rule_id = ${items[1]?.id ?? ""}::uuid`.execute(
    db,
  );
  const { differences } = await verifyTags(db);
  expect(differences).toMatchObject([{ rule: "Bencana dan pejabat", kind: "missing", count: 4 }]);
  expect(differences[0]?.examples).toHaveLength(4);
});
