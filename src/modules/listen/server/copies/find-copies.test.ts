import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { findCopyGroups } from "./copy-groups.ts";
import { copyQueue } from "./copy-queue.ts";
import { anArticle, compareAll, edited, otherNews, release, storeAndQueue } from "./copy-samples.ts";
import { withCopies } from "./copy-tables.ts";
import { type CopyMemory, expireSketches, makeCopyMemory } from "./copy-window.ts";
import { findCopies } from "./find-copies.ts";
import { listCopies } from "./list-copies.ts";

let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
});

const store = (drafts: Parameters<typeof storeAndQueue>[2]) =>
  storeAndQueue(database.db, workspaceId, drafts);
const compare = (memory = makeCopyMemory()) => compareAll(database.db, workspaceId, memory);
const listed = (id: string | undefined) => listCopies(contextFor(database.db, workspaceId), { id: id ?? "" });
/** So many words that stand in no other text. */
const words = (count: number, seed: string) =>
  Array.from({ length: count }, (_, n) => `${seed}${String.fromCharCode(97 + (n % 26), 97 + (n % 7))}`).join(
    " ",
  );
const waiting = async () =>
  (
    await withCopies(database.db)
      .selectFrom("listen.copy_queue")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .execute()
  ).length;

describe("copies", () => {
  test("stand together in the order of publication, with the first, the lag and how they are alike", async () => {
    const ids = await store([
      anArticle(30, "Harian Melati", release),
      anArticle(10, "Kantor Berita", release),
      anArticle(95, "Warta Kota", edited),
      anArticle(40, "Niaga", otherNews),
    ]);
    expect(await compare()).toBe(4);
    const { count, items } = await listed(ids[0]);
    expect(count).toMatchObject({ mentions: 3, outlets: 3, first: { id: ids[1], outlet: "Kantor Berita" } });
    expect(items.map(({ outlet, lagSeconds }) => [outlet, lagSeconds])).toEqual([
      ["Kantor Berita", 0],
      ["Harian Melati", 1200],
      ["Warta Kota", 5100],
    ]);
    expect(items.map(({ kind }) => kind)).toEqual(["origin", "same", "edited"]);
    expect(items[2]?.similarity).toBeGreaterThan(0.5);
    expect((await listed(ids[3])).count).toBeNull();
    const groups = await findCopyGroups(database.db, workspaceId, ids);
    expect([...groups.keys()].sort()).toEqual(ids.slice(0, 3).sort());
    expect(new Set(groups.values()).size).toBe(1);
  });

  test("a copy that was published earlier and arrives later becomes the first", async () => {
    const memory = makeCopyMemory();
    const [later] = await store([
      anArticle(30, "Harian Melati", release),
      anArticle(35, "Warta Kota", release),
    ]);
    await compare(memory);
    expect((await listed(later)).count?.first.outlet).toBe("Harian Melati");
    const [earlier] = await store([anArticle(5, "Kantor Berita", release)]);
    await compare(memory);
    expect((await listed(later)).count).toMatchObject({
      mentions: 3,
      first: { id: earlier, outlet: "Kantor Berita" },
    });
    const { items } = await listed(later);
    expect(items.map(({ kind }) => kind)).toEqual(["origin", "same", "same"]);
    // Of three that are all alike, either later one may be the one by which the first was found.
    const [first, ...others] = items.map(({ likeId }) => likeId);
    expect(first).toBeNull();
    expect(others).toContain(earlier);
  });

  test("a mention that is reworded is compared anew, by what it says now", async () => {
    const memory = makeCopyMemory();
    const [, id] = await store([anArticle(1, "Kantor Berita", release), anArticle(2, "Niaga", otherNews)]);
    await compare(memory);
    expect((await listed(id)).count).toBeNull();
    const { edited: reworded } = await storeMentions(
      database.db,
      workspaceId,
      [anArticle(2, "Niaga", release)],
      testNow,
    );
    expect(reworded).toBe(1);
    expect((await listed(id)).isWaiting).toBe(true);
    expect(await compare(memory)).toBe(1);
    expect((await listed(id)).count?.mentions).toBe(2);
  });

  test("an article that carries the release whole is a copy of which it is a part; a quoted sentence is none", async () => {
    const quote = release.split(". ")[1] ?? "";
    const [id, long, quoting] = await store([
      anArticle(1, "Kantor Berita", release),
      anArticle(2, "Majalah", `${otherNews} ${release} ${otherNews.split(" ").reverse().join(" ")}`),
      anArticle(3, "Niaga", `${words(60, "pasar")} ${quote}`),
    ]);
    await compare();
    const { items } = await listed(id);
    expect(items.map((item) => [item.id, item.kind])).toEqual([
      [id, "origin"],
      [long, "part"],
    ]);
    expect((await listed(quoting)).items).toEqual([]);
  });

  test("posts sent word for word are copies; a greeting, and the same words a week later, are none", async () => {
    const post = "Dukung penuh perbaikan saluran Jalan Kenanga, warga Melati bangga!";
    const parts = { channel: "x" as const, title: "" };
    const ids = await store([
      ...[1, 2, 3].map((n) => anArticle(n, "X", post, { ...parts, author: `akun${n}` })),
      anArticle(7 * 1440, "X", post, parts),
      ...[5, 6].map((n) => anArticle(n, "X", "Selamat pagi semua", parts)),
    ]);
    await compare();
    const { count, items } = await listed(ids[0]);
    expect(count).toMatchObject({ mentions: 3, outlets: 1 });
    expect(items.map(({ kind }) => kind)).toEqual(["origin", "same", "same"]);
    expect((await listed(ids[3])).count).toBeNull();
    expect((await listed(ids[4])).count).toBeNull();
  });

  test("an outlet that puts its background under another lead has written another article", async () => {
    const [one, two] = await store([
      anArticle(1, "Harian Melati", `${words(42, "ikan")} ${otherNews}`),
      anArticle(2, "Harian Melati", `${words(42, "pasar")} ${otherNews}`),
    ]);
    await compare();
    expect([(await listed(one)).count, (await listed(two)).count]).toEqual([null, null]);
  });

  test("two groups become one when a text shows that they are", async () => {
    const all = words(100, "melati").split(" ");
    const left = `${words(21, "kiri")} ${all.slice(21).join(" ")}`;
    const right = `${all.slice(0, 79).join(" ")} ${words(21, "kanan")}`;
    const memory = makeCopyMemory();
    const ids = await store([
      ...["A", "B"].map((outlet, n) => anArticle(n, outlet, left)),
      ...["C", "D"].map((outlet, n) => anArticle(n + 9, outlet, right)),
    ]);
    await compare(memory);
    expect((await listed(ids[0])).count?.mentions).toBe(2);
    expect((await listed(ids[2])).count?.mentions).toBe(2);
    await store([anArticle(20, "E", all.join(" "))]);
    await compare(memory);
    expect((await listed(ids[0])).count).toMatchObject({ mentions: 5, first: { outlet: "A" } });
    expect((await listed(ids[3])).items).toHaveLength(5);
    const groups = await findCopyGroups(database.db, workspaceId, ids);
    expect(new Set(groups.values()).size).toBe(1);
  });
});

describe("the work", () => {
  const drafts = Array.from({ length: 460 }, (_, n) =>
    anArticle(
      n,
      `Media ${n % 7}`,
      n % 3 === 0 ? release : `Nomor ${n * 31} ${otherNews.slice(n % 200)} ${n}`,
    ),
  );
  const groupsOf = async (ids: readonly string[]) => {
    const groups = await findCopyGroups(database.db, workspaceId, ids);
    const names = new Map<string, number>();
    return ids.map((id) => {
      const group = groups.get(id);
      if (group === undefined) return null;
      if (!names.has(group)) names.set(group, names.size);
      return names.get(group);
    });
  };

  /** Does something before each text that is compared. */
  const onSketch = (memory: CopyMemory, before: () => void) => {
    const window = memory.window(workspaceId);
    const { sketch } = window.index;
    window.index = {
      ...window.index,
      sketch: (reading) => {
        before();
        return sketch(reading);
      },
    };
  };

  test("goes on where a killed process left it, and comes to the same", async () => {
    const whole = await store(drafts);
    await compare();
    const expected = await groupsOf(whole);

    workspaceId = await makeWorkspace(database.db);
    const ids = await store(drafts);
    const before = await waiting();
    const dying = makeCopyMemory();
    let sketched = 0;
    onSketch(dying, () => {
      sketched += 1;
      if (sketched === 250) throw new Error("killed");
    });
    await expect(compare(dying)).rejects.toThrow("killed");
    // The first batch is done and off the queue; the second, which the process died in, is whole.
    expect(await waiting()).toBe(before - 1);
    expect(await compare(makeCopyMemory())).toBe(260);
    expect(await waiting()).toBe(0);
    expect(await groupsOf(ids)).toEqual(expected);
  });

  test("a worker stops at a batch when it is told to", async () => {
    await store(drafts);
    const end = new AbortController();
    const memory = makeCopyMemory();
    onSketch(memory, () => end.abort());
    const parts = { db: database.db, memory, now: () => testNow };
    expect(await findCopies(parts, workspaceId, end.signal)).toBe(200);
    expect(await waiting()).toBe(2);
  });

  test("two workers at one workspace compare everything once", async () => {
    const ids = await store(drafts);
    const [one, two] = [makeCopyMemory(), makeCopyMemory()];
    const done = await Promise.all([compare(one), compare(two)]);
    const rest = await compare(one);
    expect(done[0] + done[1] + rest).toBe(drafts.length);
    // The one that stood back knows what the other has added.
    await store([anArticle(500, "Media Baru", release)]);
    await compare(two);
    expect((await listed(ids[0])).count?.mentions).toBe(154 + 1);
  });

  test("comparing the same again changes nothing", async () => {
    const ids = await store([anArticle(1, "A", release), anArticle(2, "B", release)]);
    await compare();
    const before = await listed(ids[0]);
    await copyQueue.add(database.db, workspaceId, [...ids, ...ids]);
    expect(await compare()).toBe(0);
    expect(await listed(ids[0])).toEqual(before);
  });

  test("workspaces do not see each other's texts", async () => {
    const [id] = await store([anArticle(1, "A", release)]);
    await compare();
    workspaceId = await makeWorkspace(database.db);
    const [other] = await store([anArticle(2, "B", release)]);
    await compare();
    expect((await listed(other)).count).toBeNull();
    await expect(listed(id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("sketches leave the window, and what comes later is compared with what stayed", async () => {
    const [id] = await store([anArticle(1, "A", release)]);
    await compare();
    const later = new Date(testNow.getTime() + 31 * 86_400_000);
    expect(await expireSketches(withCopies(database.db), workspaceId, later)).toBe(1);
    await store([anArticle(2, "B", release)]);
    await compare();
    expect((await listed(id)).count).toBeNull();
  });
});

test("when retention removes the first copy the next is the first, and a group of one ends", async () => {
  const old = (minute: number) => ({ publishedAt: new Date(Date.UTC(2026, 1, 27, 12, minute)) });
  const [, second, third] = await store([
    anArticle(1, "Kantor Berita", release, old(1)),
    anArticle(2, "Harian Melati", release),
    anArticle(3, "Warta Kota", release),
  ]);
  const [, left] = await store([anArticle(4, "X", otherNews, old(4)), anArticle(5, "Y", otherNews)]);
  await compare();
  expect((await listed(third)).count?.first.outlet).toBe("Kantor Berita");
  await writeRetentionMonths(withMentions(database.db), workspaceId, 1, testNow);
  expect(await applyRetention(database.db, new Date("2026-04-02T00:00:00Z"))).toBe(2);
  expect((await listed(third)).count).toMatchObject({
    mentions: 2,
    outlets: 2,
    first: { id: second, outlet: "Harian Melati" },
  });
  expect((await listed(left)).count).toBeNull();
});
