import { afterAll, beforeAll, expect, test } from "vitest";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { judgeStory } from "./judge-story.ts";
import { bridge, chilli, groupAll, storeForStories } from "./story-samples.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

test("story: finds the mentions of a story, also under an id that went on as another", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const context = contextFor(database.db, workspaceId);
  const ids = await storeForStories(database.db, workspaceId, [...bridge, ...chilli]);
  await groupAll(database.db, workspaceId);
  const found = async (q: string) => {
    const { items } = await searchMentions(context, { q, sort: "newest", limit: 50 });
    return items.map(({ id }) => id).sort();
  };
  const [began, , , , price] = ids;
  expect(await found(`story:${began}`)).toEqual(ids.slice(0, 4).sort());
  expect(await found(`cerita:${began} bupati`)).toEqual([ids[3]]);
  expect(await found(`bupati OR story:${price}`)).toEqual([ids[3], ...ids.slice(4)].sort());
  expect(await found("story:none")).toEqual([]);
  await judgeStory(
    context,
    { id: began ?? "", decision: { verdict: "merge", otherId: price ?? "" } },
    openStoryReader(),
  );
  expect(await found(`story:${price}`)).toEqual([...ids].sort());
});
