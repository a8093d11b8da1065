import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { applyRetention } from "../mentions/apply-retention.ts";
import { writeRetentionMonths } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { getMentionStory } from "./get-mention-story.ts";
import { getStory } from "./get-story.ts";
import { judgeStory } from "./judge-story.ts";
import { listStories } from "./list-stories.ts";
import { listStoryMentions } from "./list-story-mentions.ts";
import { aHeadline, bridge, chilli, groupAll, storeForStories } from "./story-samples.ts";
import { withStories } from "./story-tables.ts";
import { makeStoryMemory, nameStory } from "./story-window.ts";
import { undoStoryDecision } from "./undo-story-decision.ts";

let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.db);
});

const reader = openStoryReader();
const context = () => contextFor(database.db, workspaceId);
const store = (drafts: Parameters<typeof storeForStories>[2]) =>
  storeForStories(database.db, workspaceId, drafts);
const group = (memory = makeStoryMemory()) => groupAll(database.db, workspaceId, memory);
const period = { from: "2026-03-01T00:00:00Z", until: "2026-03-02T00:00:00Z", words: "", limit: 30, skip: 0 };
const listed = (parts: Partial<Parameters<typeof listStories>[1]> = {}) =>
  listStories(context(), { ...period, sort: "size", ...parts });
const judge = (id: string | undefined, decision: Parameters<typeof judgeStory>[1]["decision"]) =>
  judgeStory(context(), { id: id ?? "", decision }, reader);
const undo = (id: string) => undoStoryDecision(context(), { id }, reader);
const storyOf = async (mentionId: string | undefined) =>
  (
    await withStories(database.db)
      .selectFrom("listen.story_member")
      .select("story_id")
      .where("workspace_id", "=", workspaceId)
      .where("mention_id", "=", mentionId ?? "")
      .executeTakeFirst()
  )?.story_id;
const both = async () => {
  const ids = await store([...bridge, ...chilli]);
  await group();
  const [post, melati, warta, visit, price, farmers] = ids;
  return { post, melati, warta, visit, price, farmers };
};

describe("stories", () => {
  test("hold what press and public say of one event, with title, tones and curve", async () => {
    const ids = await store([...bridge, ...chilli]);
    expect(await group()).toBe(6);
    const { items, alone, waiting } = await listed();
    expect(items.map(({ mentions }) => mentions)).toEqual([4, 2]);
    expect(items[0]).toMatchObject({ id: ids[0], press: 3, outlets: 3, inPeriod: 4, isNamed: false });
    expect(items[0]?.title).toMatch(/^Jembatan Kenanga Ambruk/);
    expect(items[0]?.curve.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect([alone, waiting]).toEqual([0, 0]);
    expect((await listed({ words: "cabai" })).items.map(({ mentions }) => mentions)).toEqual([2]);
    expect((await listed({ limit: 1 })).nextSkip).toBe(1);
  });

  test("show where they began, when they crossed over and who joined", async () => {
    const { post, melati } = await both();
    const story = await getStory(context(), { id: post ?? "" }, reader);
    expect(story.trace.began).toMatchObject({ voice: "@saksi_kenanga", side: "public", firstId: post });
    expect(story.trace.crossed).toMatchObject({
      voice: "Harian Melati",
      firstId: melati,
      afterSeconds: 1_500,
    });
    expect(story.trace.voiceCount).toBe(3);
    expect(story.phrases[0]?.phrase).toMatch(/jembatan|kenanga|ambruk/i);
    expect(story.curve.points.reduce((sum, point) => sum + point.press + point.public, 0)).toBe(4);
    expect(story.outletList[0]).toMatchObject({ outlet: "Harian Melati", mentions: 2, isPress: true });
    expect(story.phases.reduce((sum, { mentions }) => sum + mentions, 0)).toBe(4);
    expect((await getMentionStory(context(), { id: melati ?? "" })).story).toMatchObject({
      id: post,
      mentions: 4,
    });
    const mentions = await listStoryMentions(context(), {
      id: post ?? "",
      sort: "oldest",
      limit: 2,
      skip: 0,
    });
    expect(mentions.items.map(({ id }) => id)).toEqual([post, melati]);
    expect(mentions.nextSkip).toBe(2);
  });

  test("go on in a new process as in the old one", async () => {
    const memory = makeStoryMemory();
    const [first] = await store(bridge.slice(0, 2));
    await group(memory);
    await store(bridge.slice(2));
    await group(makeStoryMemory());
    // The first process hears of what the other one placed.
    const [late] = await store([aHeadline(300, "Warta Kota", "Polisi Periksa Kontraktor Jembatan Kenanga")]);
    await group(memory);
    expect(await storyOf(late)).toBe(first);
    expect((await listed()).items.map(({ mentions }) => mentions)).toEqual([5]);
  });

  test("two workers at once place everything once", async () => {
    await store([...bridge, ...chilli]);
    const done = await Promise.all([group(), group()]);
    expect(done[0] + done[1]).toBe(6);
    expect((await listed()).items.map(({ mentions }) => mentions)).toEqual([4, 2]);
  });

  test("what comes again stays where it is", async () => {
    const ids = await store(bridge);
    await group();
    await store(bridge);
    expect(await group()).toBe(0);
    expect(await storyOf(ids[1])).toBe(ids[0]);
  });

  test("forget what retention removes, and end with their last mention", async () => {
    const { post } = await both();
    await store([aHeadline(60 * 24 * 40, "Harian Melati", "Festival Layang-layang Dibuka")]);
    await group();
    await writeRetentionMonths(withMentions(database.db), workspaceId, 1, testNow);
    await applyRetention(database.db, new Date("2026-05-20T00:00:00Z"));
    expect((await listed({ until: "2026-06-01T00:00:00Z" })).items).toEqual([]);
    await expect(getStory(context(), { id: post ?? "" }, reader)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("another workspace's story is none", async () => {
    const { post } = await both();
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    await expect(getStory(stranger, { id: post ?? "" }, reader)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      judgeStory(stranger, { id: post ?? "", decision: { verdict: "rename", name: "Kami" } }, reader),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await listStories(stranger, { ...period, sort: "size" })).items).toEqual([]);
  });
});

describe("decisions about stories", () => {
  test("a name stands until it is taken back", async () => {
    const { post } = await both();
    const { decisionId } = await judge(post, { verdict: "rename", name: "Jembatan Kenanga" });
    expect((await listed()).items[0]).toMatchObject({ title: "Jembatan Kenanga", isNamed: true });
    await undo(decisionId);
    expect((await listed()).items[0]?.isNamed).toBe(false);
  });

  test("two stories become one, and two again when it is taken back", async () => {
    const { post, price } = await both();
    const { decisionId } = await judge(post, { verdict: "merge", otherId: price ?? "" });
    expect((await listed()).items.map(({ mentions }) => mentions)).toEqual([6]);
    // Under either id it is the one story.
    expect((await getStory(context(), { id: price ?? "" }, reader)).id).toBe(post);
    const [more] = await store([aHeadline(70, "Niaga", "Harga Cabai Turun Tajam di Pasar Induk")]);
    await group();
    expect(await storyOf(more)).toBe(post);
    await undo(decisionId);
    expect(await storyOf(price)).toBe(price);
    expect((await listed()).items.map(({ mentions }) => mentions)).toEqual([5, 2]);
  });

  test("a part becomes a story of its own, which the machine does not join again", async () => {
    const { post, visit } = await both();
    const { otherId } = await judge(post, { verdict: "split", mentionIds: [visit ?? ""] });
    expect(otherId).toBe(visit);
    const more = await store([
      aHeadline(210, "Warta Kota", "Bupati Tinjau Jembatan Kenanga"),
      aHeadline(220, "Niaga", "Bupati Tinjau Jembatan Kenanga yang Ambruk"),
    ]);
    await group();
    expect(await storyOf(visit)).toBe(visit);
    expect(await storyOf(post)).toBe(post);
    expect(new Set(await Promise.all(more.map(storyOf)))).toEqual(new Set([visit]));
  });

  test("a mention moves, is taken out, and comes back", async () => {
    const { post, melati, price } = await both();
    const moved = await judge(post, { verdict: "move", mentionIds: [melati ?? ""], otherId: price ?? "" });
    expect(await storyOf(melati)).toBe(price);
    await undo(moved.decisionId);
    expect(await storyOf(melati)).toBe(post);
    const removed = await judge(post, { verdict: "remove", mentionIds: [melati ?? ""] });
    expect(await storyOf(melati)).toBe(melati);
    await undo(removed.decisionId);
    await undo(removed.decisionId);
    expect(await storyOf(melati)).toBe(post);
    const { decisions } = await getStory(context(), { id: post ?? "" }, reader);
    expect(decisions.map(({ verdict, isUndone }) => [verdict, isUndone])).toEqual([
      ["remove", true],
      ["move", true],
    ]);
  });

  test("what makes no sense is refused", async () => {
    const { post, price } = await both();
    const refused = (decision: Parameters<typeof judge>[1]) =>
      expect(judge(post, decision)).rejects.toMatchObject({ code: "invalid" });
    await refused({ verdict: "merge", otherId: post ?? "" });
    await refused({ verdict: "move", mentionIds: [price ?? ""], otherId: price ?? "" });
    const whole = await listStoryMentions(context(), { id: post ?? "", sort: "newest", limit: 50, skip: 0 });
    await refused({ verdict: "split", mentionIds: whole.items.map(({ id }) => id) });
    expect((await listed()).items.map(({ mentions }) => mentions)).toEqual([4, 2]);
  });
});

test("names made from a mention are ids of their own", () => {
  const id = "0f0f0f0f-1111-4222-8333-444444444444";
  expect(nameStory(id, 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(nameStory(id, 1)).not.toBe(nameStory(id, 2));
});
