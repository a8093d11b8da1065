import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { messageReceived } from "../../contract/events.ts";
import { withAccounts } from "../account-tables.ts";
import { getConversation, revealConversation } from "./get-conversation.ts";
import { itemOf, makeAccount } from "./inbox-samples.ts";
import { keepOwnMessage } from "./keep-own-message.ts";
import { listConversations } from "./list-conversations.ts";
import { readMessages } from "./read-messages.ts";
import { type InboxOwner, type StoredChange, storeChanges } from "./store-changes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const minuteMs = 60_000;
const at = (minutes: number): Date => new Date(testNow.getTime() + minutes * minuteMs);
const store = (account: InboxOwner, changes: readonly StoredChange[], now = testNow): Promise<number> =>
  database.db.transaction().execute((tx) => storeChanges(tx, account, changes, now));
const said = (externalId: string, more: Parameters<typeof itemOf>[1] = {}, text?: string): StoredChange => ({
  kind: "item",
  item: itemOf({ externalId, ...(text !== undefined && { text }) }, more),
});
const messagesOf = (account: InboxOwner) =>
  withAccounts(database.db)
    .selectFrom("accounts.message")
    .selectAll()
    .where("account_id", "=", account.id)
    .orderBy("external_id")
    .execute();
const office = async (): Promise<InboxOwner> => makeAccount(database.db, await makeWorkspace(database.db));
const listing = async (account: InboxOwner, role: "officer" | "viewer" = "officer") =>
  listConversations(contextFor(database.db, account.workspace_id, role), { limit: 50 });

describe("the office's own contacts", () => {
  it("are not covered in what people say, while everybody else's are", async () => {
    const account = await office();
    await store(account, [said("p1", {}, "Sudah telepon 031-5312144, belum 0812-3456-7890")]);
    const reader = contextFor(database.db, account.workspace_id, "officer");
    const own = async () => ["+62 31 5312144"];
    const { items } = await listConversations(reader, { limit: 5 }, own);
    expect(items[0]?.last.text).toMatch(/^Sudah telepon 031-5312144, belum •/);
    const whole = await getConversation(reader, { id: items[0]?.id ?? "" }, own);
    expect(whole.messages[0]?.text).toContain("031-5312144");
    expect(whole.messages[0]?.text).not.toContain("3456");
    expect((await listing(account)).items[0]?.last.text).not.toContain("5312144");
  });
});

describe("what reaches an account", () => {
  it("is stored once, told once, and waits for an answer until the office has spoken", async () => {
    const account = await office();
    expect(await store(account, [said("p1"), said("p1")])).toBe(1);
    expect(await store(account, [said("p1")])).toBe(0);
    const told = await database.db
      .selectFrom("platform.event_outbox")
      .selectAll()
      .where("workspace_id", "=", account.workspace_id)
      .execute();
    expect(told.map(({ name }) => name)).toEqual([messageReceived.name]);
    const [news] = told.map(({ payload }) => messageReceived.payload.parse(payload));
    const ids = news?.messages.map(({ messageId }) => messageId) ?? [];
    expect(await readMessages(database.db, account.workspace_id, ids)).toMatchObject([
      { externalId: "p1", isPublic: true, author: { handle: "warga" }, conversation: { kind: "thread" } },
    ]);
    expect(await readMessages(database.db, await makeWorkspace(database.db), ids)).toEqual([]);

    expect(await listing(account)).toMatchObject({
      waiting: 1,
      items: [{ with: { handle: "warga" }, last: { isOurs: false }, waitingSince: expect.any(String) }],
    });
    await database.db.transaction().execute((tx) =>
      keepOwnMessage(
        tx,
        account.workspace_id,
        {
          accountId: account.id,
          statementId: "0d9a9a4e-36a5-4bd5-9c3f-0f7d2a3a5a10",
          externalId: "p2",
          url: null,
          text: "Minggu depan.",
          replyTo: { externalId: "p1" },
        },
        at(5),
      ),
    );
    expect(await listing(account)).toMatchObject({
      waiting: 0,
      items: [{ messageCount: 2, last: { isOurs: true, text: "Minggu depan." }, waitingSince: null }],
    });
    // The network tells of our own words as well: they stand once, and keep the statement that they are.
    await store(
      account,
      [
        {
          kind: "item",
          item: itemOf({ externalId: "p2", replyTo: { externalId: "p1", rootId: "p1" } }, { isOurs: true }),
        },
      ],
      at(6),
    );
    expect(await messagesOf(account)).toMatchObject([
      { external_id: "p1" },
      { external_id: "p2", statement_id: expect.any(String) },
    ]);
  });

  it("in whatever order and however often it is heard, ends with the newest words, and gone stays gone", async () => {
    const editions = [0, 1, 2, 3].map(
      (edition): StoredChange => ({
        kind: edition === 0 ? "item" : "edited",
        item: itemOf({
          externalId: "p1",
          text: `wording ${edition}`,
          ...(edition > 0 && { editedAt: at(edition - 10) }),
        }),
      }),
    );
    const removal: StoredChange = { kind: "removed", externalId: "p1" };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.nat(8),
        fc.integer({ min: 1, max: 3 }),
        async (order, isRemoved, place, group) => {
          const account = await office();
          const heard = order.flatMap((edition) => editions[edition] ?? []);
          if (isRemoved) heard.splice(place, 0, removal);
          for (let from = 0; from < heard.length; from += group)
            await store(account, heard.slice(from, from + group));
          const rows = await messagesOf(account);
          const isNeverSeen = isRemoved && heard[0] === removal;
          expect(rows).toHaveLength(isNeverSeen ? 0 : 1);
          if (isNeverSeen) return;
          const before = isRemoved ? heard.indexOf(removal) : heard.length;
          const last = Math.max(...order.slice(0, isRemoved ? before : order.length));
          expect(rows[0]?.removed_at === null).toBe(!isRemoved);
          if (!isRemoved) expect(rows[0]?.text).toBe(`wording ${last}`);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("keeps former wordings and says that something was removed, instead of losing it", async () => {
    const account = await office();
    await store(account, [said("p1", {}, "Kapan?")]);
    await store(account, [
      { kind: "edited", item: itemOf({ externalId: "p1", text: "Kapan dibuka?", editedAt: at(-1) }) },
    ]);
    await store(account, [{ kind: "removed", externalId: "p1" }], at(1));
    expect(await messagesOf(account)).toMatchObject([
      {
        text: "Kapan dibuka?",
        former: [{ text: "Kapan?", until: at(-1).toISOString() }],
        removed_at: at(1),
      },
    ]);
    expect((await listing(account)).items).toMatchObject([{ waitingSince: null, last: { isRemoved: true } }]);
  });

  it("is never later than now, whatever the network's clock says, and holds no character that cannot be kept", async () => {
    const account = await office();
    await store(account, [
      {
        kind: "item",
        item: itemOf({
          externalId: "p1",
          text: "nol \0 dan separuh \ud800 <b onclick=alert(1)>tebal</b>",
          publishedAt: at(90),
          url: "javascript:alert(1)",
          author: { externalId: "u", handle: "x\0", name: "\udfff", url: "data:text/html,x" },
        }),
      },
    ]);
    expect(await messagesOf(account)).toMatchObject([
      { published_at: testNow, url: null, author_url: null, author_handle: "x" },
    ]);
  });

  it("that only stands around a message is context: it is no news, and nobody waits because of it", async () => {
    const account = await office();
    await store(account, [said("p2")]);
    const context: StoredChange = {
      kind: "item",
      item: {
        ...itemOf({ externalId: "p1" }),
        kind: "context",
        conversation: { externalId: "p2", kind: "thread" },
      },
    };
    expect(await store(account, [context, context])).toBe(1);
    expect((await listing(account)).items).toMatchObject([{ messageCount: 2, last: { kind: "mention" } }]);
    const events = await database.db
      .selectFrom("platform.event_outbox")
      .select("id")
      .where("workspace_id", "=", account.workspace_id)
      .execute();
    expect(events).toHaveLength(1);
    // Later it is said to us after all.
    await store(account, [said("p1")]);
    expect(await messagesOf(account)).toMatchObject([{ external_id: "p1", kind: "mention" }, {}]);
  });

  it("that no person wrote waits for nobody", async () => {
    const account = await office();
    await store(account, [said("m1", { kind: "mail", automatic: "bounce" })]);
    expect(await listing(account)).toMatchObject({ waiting: 0, items: [{ waitingSince: null }] });
  });
});

describe("a conversation", () => {
  it("shows no personal data until somebody asks for it on record, and private ones to officers only", async () => {
    const account = await office();
    const secret = "Hubungi saya di 0812-3456-7890 ya";
    await store(account, [
      {
        kind: "item",
        item: itemOf(
          { externalId: "d1", text: secret, isPrivate: true },
          { kind: "direct", conversation: { externalId: "d1", kind: "direct" } },
        ),
      },
    ]);
    const officer = contextFor(database.db, account.workspace_id, "officer");
    const viewer = contextFor(database.db, account.workspace_id, "viewer");
    const { items } = await listConversations(officer, { limit: 10 });
    const id = items[0]?.id ?? "";
    expect(JSON.stringify(items)).not.toContain("3456");
    expect((await listConversations(viewer, { limit: 10 })).items).toEqual([]);
    await expect(getConversation(viewer, { id })).rejects.toMatchObject({ code: "not_found" });
    const covered = await getConversation(officer, { id });
    expect(covered.isCovered).toBe(true);
    expect(JSON.stringify(covered)).not.toContain("3456");
    expect((await revealConversation(officer, { id })).messages[0]?.text).toBe(secret);
    const audit = await database.db
      .selectFrom("platform.audit_entry")
      .selectAll()
      .where("workspace_id", "=", account.workspace_id)
      .execute();
    expect(audit).toMatchObject([{ action: "personal_data.shown", subject_id: id }]);
    expect(JSON.stringify(audit)).not.toContain("3456");
    const stranger = contextFor(database.db, await makeWorkspace(database.db), "owner");
    await expect(getConversation(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("list comes in pages that neither miss nor repeat", async () => {
    const account = await office();
    await store(
      account,
      Array.from({ length: 7 }, (_, n) => ({
        kind: "item" as const,
        item: itemOf({ externalId: `p${n}`, publishedAt: at(-Math.floor(n / 2)) }),
      })),
    );
    const reader = contextFor(database.db, account.workspace_id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listConversations(reader, { limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});
