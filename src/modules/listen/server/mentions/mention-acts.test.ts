import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive, openLiveHub } from "#platform/live/live-hub.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { LiveMessage } from "../../contract/overview.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { addNote } from "./add-note.ts";
import { createClip } from "./create-clip.ts";
import { getMention } from "./get-mention.ts";
import { listTags } from "./list-tags.ts";
import { markMentionsRead } from "./mark-mentions-read.ts";
import { aDraft } from "./mention-samples.ts";
import { markMentionsGone } from "./mention-store.ts";
import { removeNote } from "./remove-note.ts";
import { storeMentions } from "./store-mentions.ts";
import { withMentions } from "./tables.ts";
import { tagMentions } from "./tag-mentions.ts";
import { undoChange } from "./undo-change.ts";

let database: TestDatabase;
let officer: RequestContext;
let ids: string[];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  const workspaceId = await makeWorkspace(database.db);
  officer = contextFor(database.db, workspaceId);
  const drafts = Array.from({ length: 6 }, (_, n) => aDraft(n));
  ids = (await storeMentions(database.db, workspaceId, drafts, testNow)).ids;
});

const colleague = (): RequestContext => contextFor(database.db, officer.workspaceId);
const stranger = async (): Promise<RequestContext> =>
  contextFor(database.db, await makeWorkspace(database.db));
const one = (n: number): string => ids[n] ?? "";
const found = async (q: string, context = officer) =>
  (await searchMentions(context, { q, sort: "oldest", limit: 50 })).items.map(({ id }) => id);

async function tagRows(): Promise<unknown[]> {
  return withMentions(database.db)
    .selectFrom("listen.mention_tag")
    .selectAll()
    .where("workspace_id", "=", officer.workspaceId)
    .orderBy("tag_key")
    .orderBy("mention_id")
    .execute();
}

async function auditActions(): Promise<string[]> {
  const rows = await database.db
    .selectFrom("platform.audit_entry")
    .select("action")
    .where("workspace_id", "=", officer.workspaceId)
    .orderBy("seq")
    .execute();
  return rows.map(({ action }) => action);
}

describe("tagging", () => {
  test("makes mentions findable by the tag, in any spelling, and counts what changed", async () => {
    const tagged = await tagMentions(officer, {
      selection: { ids: [one(0), one(1), randomUUID()] },
      add: ["Darurat Banjir"],
      remove: [],
    });
    expect(tagged.changed).toBe(2);
    const again = await tagMentions(officer, {
      selection: { ids: ids.slice(0, 3) },
      add: ["darurat  BANJIR"],
      remove: [],
    });
    expect(again.changed).toBe(1);
    expect(await found('tag:"darurat banjir"')).toEqual([one(0), one(1), one(2)]);
    expect(await listTags(officer)).toEqual({ items: [{ tag: "Darurat Banjir", count: 3 }] });
    expect(await auditActions()).toEqual(["mention.tagged", "mention.tagged"]);
  });

  test("takes everything that a query finds, up to a limit", async () => {
    const act = { add: ["semua"], remove: [] };
    expect(await tagMentions(officer, { selection: { q: "banjir", limit: 50_000 }, ...act })).toMatchObject({
      changed: 6,
    });
    expect(
      await tagMentions(officer, { selection: { q: "banjir", limit: 4 }, add: ["baru"], remove: ["semua"] }),
    ).toMatchObject({ changed: 4 });
    expect(await found("tag:baru")).toEqual(ids.slice(2));
  });

  test("is taken back exactly, once, and only by who did it", async () => {
    await tagMentions(officer, { selection: { ids }, add: ["lama"], remove: [] });
    await tagMentions(colleague(), { selection: { ids: [one(5)] }, add: ["baru"], remove: [] });
    const before = await tagRows();
    const { changeId } = await tagMentions(officer, {
      selection: { ids: ids.slice(3) },
      add: ["baru", "lain"],
      remove: ["LAMA"],
    });
    expect(await tagRows()).not.toEqual(before);
    await expect(undoChange(colleague(), { id: changeId })).rejects.toMatchObject({ code: "not_found" });
    await expect(undoChange(await stranger(), { id: changeId })).rejects.toMatchObject({ code: "not_found" });
    expect(await undoChange(officer, { id: changeId })).toEqual({ changed: 3 });
    expect(await tagRows()).toEqual(before);
    await expect(undoChange(officer, { id: changeId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("leaves standing what a colleague did since", async () => {
    const { changeId } = await tagMentions(officer, { selection: { ids: [one(0)] }, add: ["a"], remove: [] });
    await tagMentions(colleague(), { selection: { ids: [one(0)] }, add: [], remove: ["a"] });
    const late = contextFor(database.db, officer.workspaceId, "owner", new Date(testNow.getTime() + 1_000));
    await tagMentions(late, { selection: { ids: [one(0)] }, add: ["a"], remove: [] });
    expect(await undoChange(officer, { id: changeId })).toEqual({ changed: 0 });
    expect(await found("tag:a")).toEqual([one(0)]);
  });

  test("never touches another workspace", async () => {
    const other = await stranger();
    expect(await tagMentions(other, { selection: { ids }, add: ["x"], remove: [] })).toMatchObject({
      changed: 0,
    });
    expect(await tagRows()).toEqual([]);
  });
});

describe("notes", () => {
  test("are read by colleagues, removed by their author, and returned by undo", async () => {
    const note = await addNote(officer, { id: one(0), text: "Sudah dikonfirmasi ke dinas." });
    expect(note).toMatchObject({ isMine: true, authorName: "Ratna Wulandari" });
    const seen = await getMention(colleague(), { id: one(0) });
    expect(seen.notes).toEqual([{ ...note, isMine: false }]);
    expect(seen.noteCount).toBe(1);
    expect(await found("has:note")).toEqual([one(0)]);
    await expect(removeNote(colleague(), { id: note.id })).rejects.toMatchObject({ code: "not_found" });
    await removeNote(officer, { id: note.id });
    expect(await found("has:note")).toEqual([]);
    expect(await undoChange(officer, { id: note.id })).toEqual({ changed: 1 });
    expect((await getMention(officer, { id: one(0) })).notes).toEqual([note]);
    expect(await auditActions()).toEqual(["note.added", "note.removed", "change.undone"]);
  });

  test("a note just written is taken back too", async () => {
    const note = await addNote(officer, { id: one(0), text: "salah" });
    expect(await undoChange(officer, { id: note.id })).toEqual({ changed: 1 });
    expect((await getMention(officer, { id: one(0) })).notes).toEqual([]);
  });

  test("on another workspace's mention are refused like on none", async () => {
    const other = await stranger();
    await expect(addNote(other, { id: one(0), text: "x" })).rejects.toMatchObject({ code: "not_found" });
    await expect(addNote(officer, { id: randomUUID(), text: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("what is read is each reader's own", async () => {
  const reader = colleague();
  expect(await markMentionsRead(reader, { ids: [one(0), one(1), randomUUID()], isRead: true })).toEqual({
    changed: 2,
  });
  expect(await markMentionsRead(reader, { ids: [one(0)], isRead: true })).toEqual({ changed: 0 });
  expect((await getMention(reader, { id: one(0) })).isRead).toBe(true);
  expect((await getMention(officer, { id: one(0) })).isRead).toBe(false);
  expect(await markMentionsRead(reader, { ids, isRead: false })).toEqual({ changed: 2 });
  expect(await markMentionsRead(await stranger(), { ids, isRead: true })).toEqual({ changed: 0 });
});

describe("one mention", () => {
  test("shows its wordings, origins, parent and copies", async () => {
    const { workspaceId } = officer;
    const title = "Gubernur Tinjau Lokasi Banjir Bandang";
    const later = new Date(testNow.getTime() + 60_000);
    const drafts = [
      aDraft(10, { title, engagement: { likes: 3, replies: null, shares: 9_007_199_254, views: null } }),
      aDraft(11, { title: title.toUpperCase(), outlet: "Harian Lain", parentExternalId: "item-10" }),
    ];
    const [first = "", copy = ""] = (await storeMentions(database.db, workspaceId, drafts, testNow)).ids;
    await storeMentions(database.db, workspaceId, [aDraft(10, { title, text: "Diralat." })], later);
    expect(await markMentionsGone(withMentions(database.db), workspaceId, [first], later)).toBe(1);
    expect(await markMentionsGone(withMentions(database.db), workspaceId, [first], later)).toBe(0);
    const mention = await getMention(officer, { id: first });
    expect(mention).toMatchObject({
      text: "Diralat.",
      versionCount: 2,
      isGone: true,
      engagement: { likes: 3, replies: null, shares: 9_007_199_254, views: null },
    });
    expect(mention.versions).toEqual([
      { number: 1, seenAt: testNow.toISOString(), title, text: aDraft(10).text },
      { number: 2, seenAt: later.toISOString(), title, text: "Diralat." },
    ]);
    expect(mention.origins).toEqual([
      {
        sourceId: aDraft(10).sourceId,
        sourceTitle: "Kabar Uji",
        isFollowed: false,
        externalId: "item-10",
        receivedAt: testNow.toISOString(),
      },
    ]);
    expect((await getMention(officer, { id: copy })).parentId).toBe(first);
    expect(await found("diralat has:version")).toEqual([first]);
  });

  test("of another workspace is not found, in no list and by no id", async () => {
    const other = await stranger();
    await expect(getMention(other, { id: one(0) })).rejects.toMatchObject({ code: "not_found" });
    expect(await found("", other)).toEqual([]);
    expect(await found(`id:${one(0)}`, other)).toEqual([]);
    expect(await found(`id:${one(0)}`)).toEqual([one(0)]);
  });
});

describe("pages", () => {
  test("of every order cover all results once", async () => {
    const { workspaceId } = officer;
    const more = Array.from({ length: 40 }, (_, n) =>
      aDraft(100 + n, {
        title: n % 3 === 0 ? "Banjir banjir banjir lagi" : "Jalan rusak berat lagi",
        text: "banjir",
      }),
    );
    await storeMentions(database.db, workspaceId, more, testNow);
    for (const sort of ["newest", "oldest", "relevance"] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await searchMentions(officer, { q: "banjir", sort, limit: 7, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
        if (seen.length === 14)
          await storeMentions(database.db, workspaceId, [aDraft(900, { publishedAt: testNow })], testNow);
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(46);
    }
    const [best] = (
      await searchMentions(officer, { q: "banjir until:2026-03-02", sort: "relevance", limit: 1 })
    ).items;
    expect(best?.title).toContain("Banjir banjir");
  });

  test("do not begin at a cursor that is none", async () => {
    for (const sort of ["newest", "relevance"] as const)
      await expect(
        searchMentions(officer, { q: "", sort, limit: 5, cursor: "bm9wZQ" }),
      ).rejects.toMatchObject({
        code: "invalid",
        key: "bad_cursor",
      });
  });

  test("show the words that were sought in the excerpt", async () => {
    const text = `${"kata pembuka yang panjang ".repeat(40)} lalu ada kebocoran besar ${"dan penutup ".repeat(60)}`;
    await storeMentions(database.db, officer.workspaceId, [aDraft(77, { text })], testNow);
    const { items } = await searchMentions(officer, { q: "kebocoran", sort: "newest", limit: 5 });
    expect(items[0]?.excerpt).toMatch(/^….*kebocoran besar.*…$/);
    expect(items[0]?.excerpt.length).toBeLessThanOrEqual(282);
  });
});

describe("a clip", () => {
  const clip = {
    channel: "print",
    outlet: "Harian Pagi",
    title: "Wawancara bupati soal air bersih",
    text: "",
    publishedAt: "2026-03-16T00:00:00Z",
    timePrecision: "day",
    place: "hal. 3",
    attachmentIds: [] as string[],
    tags: ["Air"],
  } as const;

  test("is kept with its scan, place and tags", async () => {
    const fileId = randomUUID();
    await sql`insert into platform.file (id, workspace_id, sha256, bytes, media_type, original_name, created_at)
      values (${fileId}::uuid, ${officer.workspaceId}::uuid, ${"0".repeat(64)}, 12, 'image/png', 'halaman 3.png', now())`.execute(
      database.db,
    );
    const stored = await createClip(officer, { ...clip, attachmentIds: [fileId], tags: [...clip.tags] });
    expect(stored).toMatchObject({ place: "hal. 3", tags: ["Air"], timePrecision: "day", channel: "print" });
    expect(stored.attachments).toEqual([
      {
        id: fileId,
        name: "halaman 3.png",
        mediaType: "image/png",
        bytes: 12,
        url: `/api/listen/mentions/${stored.id}/attachments/${fileId}?workspace=uji`,
      },
    ]);
    expect(await found("has:attachment tag:air")).toEqual([stored.id]);
    expect(await auditActions()).toEqual(["clip.created"]);
    const other = await stranger();
    await expect(createClip(other, { ...clip, attachmentIds: [fileId], tags: [] })).rejects.toMatchObject({
      fields: [{ field: "attachmentIds" }],
    });
  });

  test("of a known address is refused and names what is there; one from the future is refused", async () => {
    const known = { ...clip, attachmentIds: [], tags: [], url: "https://kabar.test/0?utm_source=wa" };
    await expect(createClip(officer, known)).rejects.toMatchObject({
      key: "clip_known",
      values: { id: one(0) },
    });
    expect(await auditActions()).toEqual([]);
    await expect(
      createClip(officer, { ...clip, attachmentIds: [], tags: [], publishedAt: "2027-01-01T00:00:00Z" }),
    ).rejects.toMatchObject({ fields: [{ field: "publishedAt" }] });
  });
});

test("an act on thousands says how far it is while it goes on", async () => {
  const drafts = Array.from({ length: 2_600 }, (_, n) => aDraft(n + 100));
  await storeMentions(database.db, officer.workspaceId, drafts, testNow);
  const hub = openLiveHub(database.connectionString, createLogger("silent"));
  const heard: unknown[] = [];
  hub.subscribe(officer.workspaceId, {
    hear: (message) => heard.push(LiveMessage.parse(JSON.parse(message))),
    doubt: () => undefined,
  });
  // The hub listens once it hears.
  await expect
    .poll(async () => {
      await announceLive(database.db, officer.workspaceId, { type: "jobs" });
      return heard.length;
    })
    .toBeGreaterThan(0);
  await tagMentions(officer, { selection: { q: "", limit: 50_000 }, add: ["arsip"], remove: [] });
  const progress = () => heard.flatMap((one) => (LiveMessage.parse(one).type === "tagging" ? [one] : []));
  const actorId = officer.actor.id;
  await expect
    .poll(progress)
    .toEqual([2_500, 2_606].map((done) => ({ type: "tagging", actorId, done, total: 2_606 })));
  await hub.stop();
});
