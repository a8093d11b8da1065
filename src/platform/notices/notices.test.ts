import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Notice } from "#platform/contract/notices.ts";
import { createRequestContext, type RequestContext } from "#platform/http/request-context.ts";
import { insertMember } from "#platform/workspaces/member-store.ts";
import type { Role } from "#shared/permissions.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { listNotices } from "./list-notices.ts";
import { markNoticesRead } from "./mark-notices-read.ts";
import { forgetOldNotices } from "./notice-store.ts";
import { type NewNotice, notify, withdrawNotice } from "./notify.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const later = (minutes: number): Date => new Date(testNow.getTime() + minutes * 60_000);
const dayMinutes = 24 * 60;

/** An office of its own, with somebody in it. */
async function office(): Promise<{ workspaceId: string; somebody(role: Role): RequestContext }> {
  const workspaceId = await makeWorkspace(database.db);
  return { workspaceId, somebody: (role) => contextFor(database.db, workspaceId, role) };
}

const aNotice = (parts: Partial<NewNotice> = {}): NewNotice => ({
  kind: "listen.source_failing",
  severity: "warning",
  values: { title: "Kabar Uji" },
  subject: { kind: "source", id: "s1" },
  thread: `source:${randomUUID()}`,
  audience: { permission: "sources.read" },
  ...parts,
});

const tell = (workspaceId: string, notice: NewNotice, at = testNow): Promise<void> =>
  database.db.transaction().execute((tx) => notify(tx, workspaceId, notice, at));

const listing = (reader: RequestContext) => listNotices(reader, { limit: 50 });
const kinds = async (reader: RequestContext) => (await listing(reader)).items.map(({ kind }) => kind);

describe("a notice", () => {
  it("is in the bell of everybody whom it concerns, newest first, until each has read it", async () => {
    const { workspaceId, somebody } = await office();
    const [owner, viewer] = [somebody("owner"), somebody("viewer")];
    await tell(workspaceId, aNotice());
    await tell(workspaceId, aNotice({ kind: "listen.source_stopped", severity: "urgent" }), later(1));
    await tell(workspaceId, aNotice({ kind: "x.office", audience: { permission: "jobs.read" } }), later(2));
    expect(await kinds(viewer)).toEqual(["listen.source_stopped", "listen.source_failing"]);
    expect(await kinds(owner)).toEqual(["x.office", "listen.source_stopped", "listen.source_failing"]);
    expect(await listing((await office()).somebody("owner"))).toEqual({
      items: [],
      nextCursor: null,
      unread: 0,
    });

    const { items, unread } = await listing(viewer);
    expect(unread).toBe(2);
    expect(items[1]).toEqual({
      id: items[1]?.id,
      kind: "listen.source_failing",
      severity: "warning",
      values: { title: "Kabar Uji" },
      subject: { kind: "source", id: "s1" },
      at: testNow.toISOString(),
      isRead: false,
    });
    const seen = { ids: [items[1]?.id ?? ""] };
    expect(await markNoticesRead(viewer, seen)).toEqual({ unread: 1 });
    expect(await markNoticesRead(viewer, seen)).toEqual({ unread: 1 });
    expect((await listing(viewer)).items.map(({ isRead }) => isRead)).toEqual([false, true]);
    expect((await listing(owner)).unread).toBe(3);
  });

  it("for one person is seen by no colleague, and cannot be marked by one", async () => {
    const { workspaceId, somebody } = await office();
    const [owner, officer] = [somebody("owner"), somebody("officer")];
    const userIds = [officer.actor.id ?? ""];
    await tell(workspaceId, aNotice({ kind: "x.yours", audience: { userIds } }));
    expect(await kinds(owner)).toEqual([]);
    const { items } = await listing(officer);
    expect(items.map(({ kind }) => kind)).toEqual(["x.yours"]);
    expect(await markNoticesRead(owner, { ids: [items[0]?.id ?? ""] })).toEqual({ unread: 0 });
    expect((await listing(officer)).unread).toBe(1);
  });

  it("takes the place of the earlier one of its thread, and is unread again", async () => {
    const { workspaceId, somebody } = await office();
    const officer = somebody("officer");
    await tell(workspaceId, aNotice({ thread: "source:1" }));
    await markNoticesRead(officer, { ids: (await listing(officer)).items.map(({ id }) => id) });
    expect((await listing(officer)).unread).toBe(0);
    const recovered = { thread: "source:1", kind: "listen.source_recovered", severity: "info" } as const;
    await tell(workspaceId, aNotice(recovered));
    expect(await listing(officer)).toMatchObject({
      items: [{ kind: "listen.source_recovered", severity: "info", isRead: false }],
      unread: 1,
    });
  });

  it("goes when its thread is withdrawn, in its workspace alone", async () => {
    const [one, two] = [await office(), await office()];
    await tell(one.workspaceId, aNotice({ thread: "source:1" }));
    await tell(two.workspaceId, aNotice({ thread: "source:1" }));
    await database.db.transaction().execute((tx) => withdrawNotice(tx, one.workspaceId, "source:1"));
    expect(await kinds(one.somebody("viewer"))).toEqual([]);
    expect(await kinds(two.somebody("viewer"))).toHaveLength(1);
  });

  it("is forgotten when it is older than ninety days", async () => {
    const { workspaceId, somebody } = await office();
    await tell(workspaceId, aNotice({ kind: "x.old" }), later(-90 * dayMinutes - 1));
    await tell(workspaceId, aNotice({ kind: "x.kept" }), later(-90 * dayMinutes));
    await forgetOldNotices(database.db, testNow);
    expect(await kinds(somebody("viewer"))).toEqual(["x.kept"]);
  });

  it("from before somebody joined is not theirs to read", async () => {
    const { workspaceId, somebody } = await office();
    const viewer = somebody("viewer");
    await database.db
      .transaction()
      .execute((tx) => insertMember(tx, workspaceId, viewer.actor.id ?? "", "viewer", testNow));
    await tell(workspaceId, aNotice({ kind: "x.before" }), later(-1));
    await tell(workspaceId, aNotice({ kind: "x.since" }));
    expect(await kinds(viewer)).toEqual(["x.since"]);
  });

  it("of a transaction that failed was never said", async () => {
    const { workspaceId, somebody } = await office();
    const doomed = database.db.transaction().execute(async (tx) => {
      await notify(tx, workspaceId, aNotice(), testNow);
      throw new Error("killed");
    });
    await expect(doomed).rejects.toThrow("killed");
    expect((await listing(somebody("owner"))).unread).toBe(0);
  });
});

it("a long list comes in pages that neither miss nor repeat", async () => {
  const { workspaceId, somebody } = await office();
  const viewer = somebody("viewer");
  for (let n = 0; n < 7; n += 1)
    await tell(workspaceId, aNotice({ kind: `x.n${n}` }), later(Math.floor(n / 2)));
  const seen: Notice[] = [];
  let cursor: string | undefined;
  do {
    const page = await listNotices(viewer, { limit: 3, cursor });
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual((await listing(viewer)).items);
  expect(seen).toHaveLength(7);
  await expect(listNotices(viewer, { limit: 3, cursor: "nonsense" })).rejects.toMatchObject({
    key: "bad_cursor",
  });
});

it("a key of the API reads what its scopes allow, as itself", async () => {
  const { workspaceId, somebody } = await office();
  const owner = somebody("owner");
  const key = createRequestContext({
    ...owner,
    principal: {
      kind: "api_key",
      keyId: randomUUID(),
      name: "Papan",
      workspaceId,
      scopes: ["mentions.read"],
    },
    membership: { ...owner.membership, permissions: ["mentions.read"] },
  });
  await tell(workspaceId, aNotice());
  await tell(workspaceId, aNotice({ kind: "x.read", audience: { permission: "mentions.read" } }));
  const { items } = await listing(key);
  expect(items.map(({ kind }) => kind)).toEqual(["x.read"]);
  expect(await markNoticesRead(key, { ids: items.map(({ id }) => id) })).toEqual({ unread: 0 });
  expect((await listing(owner)).unread).toBe(2);
});
