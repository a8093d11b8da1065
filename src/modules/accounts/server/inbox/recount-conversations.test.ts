import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { withAccounts } from "../account-tables.ts";
import { itemOf, makeAccount } from "./inbox-samples.ts";
import { recountConversations } from "./recount-conversations.ts";
import { type StoredChange, storeChanges } from "./store-changes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const said = fc.record({
  thread: fc.integer({ min: 0, max: 2 }),
  minute: fc.integer({ min: -5, max: 0 }),
  kind: fc.constantFrom("mention", "reply", "post", "context", "mail"),
  isOurs: fc.boolean(),
  isMachine: fc.boolean(),
  isRemoved: fc.boolean(),
});

describe("the figures of a conversation that begins with a batch", () => {
  it("are what looking its messages up again would find", async () => {
    const workspaceId = await makeWorkspace(database.db);
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 12 }), async (batch) => {
        const account = await makeAccount(database.db, workspaceId);
        const changes = batch.flatMap((one, n): StoredChange[] => {
          const publishedAt = new Date(testNow.getTime() + one.minute * 60_000);
          const item = itemOf(
            { externalId: `p${n}`, publishedAt },
            {
              conversation: { externalId: `t${one.thread}`, kind: "thread" },
              isOurs: one.isOurs,
              ...(one.isMachine && { automatic: "notice" as const }),
            },
          );
          const change = { kind: "item" as const, item: { ...item, kind: one.kind } };
          return one.isRemoved ? [change, { kind: "removed", externalId: `p${n}` }] : [change];
        });
        const read = () =>
          withAccounts(database.db)
            .selectFrom("accounts.conversation")
            .selectAll()
            .where("account_id", "=", account.id)
            .orderBy("external_id")
            .execute();
        await database.db.transaction().execute((tx) => storeChanges(tx, account, changes, testNow));
        const counted = await read();
        await recountConversations(
          withAccounts(database.db),
          counted.map(({ id: conversationId }) => ({ conversationId, messages: 0, received: 0 })),
        );
        expect(counted).toEqual(await read());
        expect(counted.reduce((sum, { message_count }) => sum + message_count, 0)).toBe(batch.length);
      }),
      { numRuns: 60 },
    );
  });
});
