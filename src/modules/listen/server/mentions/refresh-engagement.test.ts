import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { getMention } from "./get-mention.ts";
import type { MentionDraft } from "./mention-draft.ts";
import { aDraft } from "./mention-samples.ts";
import { storeMentions } from "./store-mentions.ts";
import { withMentions } from "./tables.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const later = (minutes: number): Date => new Date(testNow.getTime() + minutes * 60_000);
const none = { likes: null, replies: null, shares: null, views: null };

const post = (
  n: number,
  engagement: Partial<typeof none | Record<string, number>>,
  more = {},
): MentionDraft => aDraft(n, { channel: "x", engagement: { ...none, ...engagement }, ...more });

/** Stores drafts of a workspace one after the other; `read` tells what stands of the first of them. */
async function desk() {
  const workspaceId = await makeWorkspace(database.db);
  let first = "";
  return {
    workspaceId,
    async store(drafts: readonly MentionDraft[], at: Date) {
      const stored = await storeMentions(database.db, workspaceId, drafts, at);
      first ||= stored.ids[0] ?? "";
      return stored;
    },
    read: () => getMention(contextFor(database.db, workspaceId), { id: first }),
  };
}

describe("figures of engagement", () => {
  test("are those of the latest receipt, and no edit", async () => {
    const { store, read } = await desk();
    await store([post(1, { likes: 3, views: 40 })], testNow);
    expect(await store([post(1, { likes: 9, views: 120 })], later(10))).toMatchObject({
      fresh: 0,
      known: 1,
      edited: 0,
    });
    expect(await read()).toMatchObject({
      engagement: { ...none, likes: 9, views: 120 },
      engagementAt: later(10).toISOString(),
      receivedAt: testNow.toISOString(),
      versionCount: 1,
    });
    expect((await read()).versions).toHaveLength(1);
  });

  test("that came in late, from an older look, change nothing", async () => {
    const { store, read } = await desk();
    await store([post(1, { likes: 3 })], testNow);
    await store([post(1, { likes: 9 })], later(10));
    await store([post(1, { likes: 5 })], later(5));
    await store([post(1, { likes: 6 })], later(10));
    expect(await read()).toMatchObject({
      engagement: { likes: 9 },
      engagementAt: later(10).toISOString(),
    });
  });

  test("may fall, and one that is not told this time stays as it was", async () => {
    const { store, read } = await desk();
    await store([post(1, { likes: 9, shares: 4 })], testNow);
    await store([post(1, { likes: 7 })], later(1));
    await store([aDraft(1)], later(2));
    expect(await read()).toMatchObject({
      engagement: { ...none, likes: 7, shares: 4 },
      engagementAt: later(1).toISOString(),
    });
  });

  test("that are the same again are as new as their latest receipt, so that an older one cannot pass for news", async () => {
    const { store, read } = await desk();
    await store([post(1, { likes: 3 })], testNow);
    await store([post(1, { likes: 3 })], later(10));
    await store([post(1, { likes: 8 })], later(5));
    expect(await read()).toMatchObject({
      engagement: { likes: 3 },
      engagementAt: later(10).toISOString(),
    });
  });

  test("of one batch are the last that it holds, for a new mention and for a known one", async () => {
    const { store, read } = await desk();
    await store([post(1, { likes: 1 }), post(2, {}), post(1, { likes: 2 })], testNow);
    expect(await read()).toMatchObject({ engagement: { likes: 2 } });
    await store([post(1, { likes: 5 }), post(1, { likes: 4 })], later(1));
    expect(await read()).toMatchObject({ engagement: { likes: 4 } });
  });

  test("come by any source of the mention, and along with a new wording", async () => {
    const { store, read } = await desk();
    await store([post(1, { likes: 1 })], testNow);
    await store([post(1, { likes: 2 }, { sourceId: randomUUID(), externalId: "elsewhere" })], later(1));
    expect(await read()).toMatchObject({ engagement: { likes: 2 }, versionCount: 1 });
    await store([post(1, { likes: 3 }, { title: "Gubernur meralat pernyataan" })], later(2));
    expect(await read()).toMatchObject({
      title: "Gubernur meralat pernyataan",
      engagement: { likes: 3 },
      versionCount: 2,
    });
  });

  test("of a mention without any have no time", async () => {
    const { store, read } = await desk();
    await store([aDraft(1)], testNow);
    expect(await read()).toMatchObject({ engagement: null, engagementAt: null });
  });
});

test("batches stored at once in any order leave the figures of the latest receipt", async () => {
  const receipt = fc.record({ item: fc.nat(5), likes: fc.nat(50), wording: fc.nat(1) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(receipt, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 6 }),
      async (plan) => {
        const workspaceId = await makeWorkspace(database.db);
        const newest = new Map<string, string>();
        for (const batch of plan)
          for (const { item, likes } of batch) newest.set(`item-${item}`, String(likes));
        await Promise.all(
          plan.map((batch, minute) =>
            storeMentions(
              database.db,
              workspaceId,
              batch.map(({ item, likes, wording }) => post(item, { likes }, { text: `wording ${wording}` })),
              later(minute),
            ),
          ),
        );
        const found = await withMentions(database.db)
          .selectFrom("listen.mention as mention")
          .innerJoin("listen.mention_origin as origin", "origin.mention_id", "mention.id")
          .select(["origin.external_id", "mention.likes"])
          .where("mention.workspace_id", "=", workspaceId)
          .execute();
        expect(new Map(found.map((row) => [row.external_id, row.likes]))).toEqual(newest);
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);
