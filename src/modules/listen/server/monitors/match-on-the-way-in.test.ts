import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { arbitraryDocument, arbitraryQueryText } from "#text/query/query-samples.ts";
import { type MonitorSettings, MonitorSettings as Settings } from "../../contract/monitor.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { verifyCounts } from "../counts/verify-counts.ts";
import { addNote } from "../mentions/add-note.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { removeNote } from "../mentions/remove-note.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { tagMentions } from "../mentions/tag-mentions.ts";
import { undoChange } from "../mentions/undo-change.ts";
import { createMonitor } from "./create-monitor.ts";
import { followRenamedSources } from "./follow-renamed-sources.ts";
import { withMonitors } from "./monitor-tables.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";
import { removeMonitor } from "./remove-monitor.ts";
import { runBackfill } from "./run-backfill.ts";
import { updateMonitor } from "./update-monitor.ts";
import { verifyMonitors } from "./verify-monitors.ts";

let database: TestDatabase;
const analyst = openAnalyst(1);
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const sourceIds = [randomUUID(), randomUUID()];
const ownConditions = fc.constantFrom(
  "channel:news",
  "channel:(x OR news)",
  'source:"Sumber 1"',
  "source:sum*",
  `source:${sourceIds[0]}`,
  "outlet:kabar.test",
  "outlet:*",
  "has:link",
  "has:tag",
  "has:note",
  "has:version",
  "has:claim",
  "tag:pen*",
  "tag:penting",
  "author:an*",
  "id:0*",
  "tone:negative",
  "tone:(positive OR neutral)",
  "intent:complaint",
  "place:surabaya",
  "person:jokowi",
  "lang:id",
  "since:2019-09-10",
  "until:2019-09-11T14:00",
);
const arbitraryQuery = fc.oneof(
  arbitraryQueryText,
  ownConditions,
  fc
    .tuple(fc.oneof(arbitraryQueryText, ownConditions), fc.constantFrom(" ", " OR ", " NOT "), ownConditions)
    .map(([query, operator, condition]) => `(${query})${operator}${condition}`),
);
const arbitrarySettings = fc
  .tuple(
    arbitraryQuery,
    fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: arbitraryQuery }),
  )
  .map(([q, exclude]) => ({ q, exclude }))
  .filter((query) => {
    try {
      readMonitorQuery(query);
      return true;
    } catch {
      return false;
    }
  });

const ends = [
  "",
  "Jalan rusak parah, kecewa sekali, tolong diperbaiki!",
  "Terima kasih, pelayanannya cepat dan ramah",
  "Presiden Jokowi tiba di Surabaya",
];

/** Mentions that random queries hit about as often as they miss. */
const arbitraryDraft = fc
  .tuple(arbitraryDocument, fc.integer({ min: 0, max: 60 }), fc.constantFrom(...ends), fc.boolean())
  .map(([document, n, end, hasUrl]): MentionDraft => {
    const { outlet, author, tag, lang } = document.fields;
    return aDraft(n, {
      title: document.title,
      text: `${document.text} ${end}`,
      publishedAt: document.publishedAt,
      outlet,
      author,
      language: lang,
      channel: n % 3 === 0 ? "x" : "news",
      tags: tag,
      url: hasUrl ? `https://kabar.test/${n}` : null,
      sourceId: sourceIds[n % 2] ?? null,
      sourceTitle: `Sumber ${n % 2}`,
    });
  });

const parts = () => ({ db: database.db, now: () => testNow, pause: async () => undefined });
const forEver = new AbortController().signal;
const queued = new Set<string>();
const jobs: JobQueue = {
  send: async (_kind, payload) => {
    const { monitorId } = payload as { monitorId: string };
    queued.add(monitorId);
    return null;
  },
};
const settings = (n: number, query: Partial<MonitorSettings>): MonitorSettings =>
  Settings.parse({ name: `Pantauan ${n}`, q: "habibie", ...query });

async function backfillAll(): Promise<void> {
  const waiting = [...queued];
  queued.clear();
  for (const id of waiting) await runBackfill(parts(), id, forEver);
}

/** Of each monitor, the mentions it finds. */
async function matchesOf(workspaceId: string): Promise<Map<string, string[]>> {
  const rows = await withMonitors(database.db)
    .selectFrom("listen.monitor_match")
    .select(["monitor_id", "mention_id"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("mention_id")
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.monitor_id)].map(([id, some]) => [
      id,
      some.map((row) => row.mention_id),
    ]),
  );
}

test("what monitors find on the way in is what searching finds, whatever changes in between", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitrarySettings, { minLength: 4, maxLength: 10 }),
      fc.array(fc.array(arbitraryDraft, { minLength: 1, maxLength: 20 }), { minLength: 3, maxLength: 5 }),
      fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
      arbitrarySettings,
      async (queries, batches, picks, changedTo) => {
        const workspaceId = await makeWorkspace(database.db);
        const context = contextFor(database.db, workspaceId);
        const pick = <T>(list: readonly T[], at: number): T | undefined =>
          list[(picks[at] ?? 0) % list.length];
        const ids: string[] = [];
        const [first = [], ...others] = batches;
        ids.push(...(await storeMentions(database.db, workspaceId, first, testNow, analyst)).ids);
        const monitors: string[] = [];
        for (const [n, query] of queries.entries())
          monitors.push((await createMonitor(context, settings(n, query), jobs)).id);
        // Half of them are asked of what is stored while more comes in.
        const store = async () => {
          for (const [n, batch] of others.entries()) {
            const stored = await storeMentions(
              database.db,
              workspaceId,
              batch,
              new Date(testNow.getTime() + n),
              n % 2 === 0 ? analyst : undefined,
            );
            ids.push(...stored.ids);
          }
        };
        await Promise.all([store(), backfillAll()]);
        const mention = pick(ids, 0) ?? "";
        const note = await addNote(context, { id: mention, text: "Catatan" });
        const tagged = await tagMentions(context, {
          selection: { ids: [pick(ids, 1) ?? "", pick(ids, 2) ?? ""] },
          add: ["penting"],
          remove: ["Habibie"],
        });
        const changed = pick(monitors, 3) ?? "";
        await Promise.all([
          updateMonitor(context, { id: changed, ...settings(monitors.indexOf(changed), changedTo) }, jobs),
          judgeMention(
            context,
            { id: pick(ids, 4) ?? "", trait: "tone", value: "negative", isBlind: false },
            analyst,
          ),
          storeMentions(database.db, workspaceId, first, new Date(testNow.getTime() + 99)),
          tagMentions(context, {
            selection: { ids: [pick(ids, 5) ?? ""] },
            add: ["baru"],
            remove: ["penting"],
          }),
        ]);
        if ((picks[6] ?? 0) % 2 === 0) await undoChange(context, { id: tagged.changeId });
        if ((picks[7] ?? 0) % 2 === 0) await removeNote(context, { id: note.id });
        // The same items in other words, and a source that goes by another name.
        const reworded = (pick(batches, 8) ?? []).map((draft) => ({
          ...draft,
          text: `${draft.text} tiket gagal`,
        }));
        await storeMentions(database.db, workspaceId, reworded, new Date(testNow.getTime() + 200), analyst);
        const renamed = first.map((draft) => ({
          ...draft,
          externalId: `${draft.externalId}-b`,
          sourceTitle: "Sumber 9",
        }));
        await storeMentions(database.db, workspaceId, renamed, new Date(testNow.getTime() + 300));
        await followRenamedSources(database.db, jobs, workspaceId, testNow);
        const removed = pick(monitors, 9) ?? "";
        if (removed !== changed) await removeMonitor(context, { id: removed }, jobs);
        await backfillAll();
        const before = await matchesOf(workspaceId);
        if (removed !== changed) expect(before.has(removed)).toBe(false);
        expect(await verifyMonitors(database.db, testNow)).toMatchObject({ differences: [], skipped: [] });
        expect(await verifyCounts(database.db, false)).toMatchObject({ differences: [] });
        // Going through everything once more changes nothing: the backfill says what the way in has said.
        for (const id of before.keys()) {
          const row = await context.db
            .transaction()
            .execute((tx) =>
              withMonitors(tx)
                .updateTable("listen.monitor_backfill")
                .set({ finished_at: null, read_until: null, read_until_id: null })
                .where("monitor_id", "=", id)
                .returning("monitor_id")
                .executeTakeFirstOrThrow(),
            );
          await runBackfill(parts(), row.monitor_id, forEver);
        }
        expect(await matchesOf(workspaceId)).toEqual(before);
        await withMentions(database.db)
          .deleteFrom("platform.workspace")
          .where("id", "=", workspaceId)
          .execute();
      },
    ),
    { numRuns: 12, endOnFailure: true, seed: 20190911 },
  );
}, 240_000);
