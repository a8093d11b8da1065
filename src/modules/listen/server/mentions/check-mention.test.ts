import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import { testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { checkMention } from "./check-mention.ts";
import { getMention } from "./get-mention.ts";
import { sampleDraft } from "./sample-headlines.ts";
import { storeMentions } from "./store-mentions.ts";

const database = await testDatabase();
afterAll(() => database[Symbol.asyncDispose]());

/** A site that answers with these statuses, one after the other; null is no answer. */
const site = (...statuses: (number | null)[]): SafeFetch => {
  return async (address) => {
    const status = statuses.shift();
    if (status === undefined || status === null) throw new FetchError("timeout", address, "silent");
    return { status, url: "https://contoh.test/a", headers: {}, body: new Uint8Array() } as Awaited<
      ReturnType<SafeFetch>
    >;
  };
};

test("what is gone where it was said is marked and kept; what is there again loses the mark", async () => {
  const workspaceId = await makeWorkspace(database.db);
  const context = contextFor(database.db, workspaceId);
  const headline = {
    outlet: "contoh.test",
    title: "Dermaga dibuka",
    url: "https://contoh.test/a",
    at: "2026-03-16T07:00:00+07:00",
  };
  const { ids } = await storeMentions(
    database.db,
    workspaceId,
    [sampleDraft(workspaceId, headline)],
    testNow,
  );
  const id = ids[0] ?? "";
  const fetch = site(200, null, 503, 404, 410, 200);
  const seen: [string, boolean][] = [];
  for (let look = 0; look < 6; look += 1) {
    const { outcome } = await checkMention(context, { id }, fetch);
    seen.push([outcome, (await getMention(context, { id })).isGone]);
  }
  expect(seen).toEqual([
    ["there", false],
    ["unknown", false],
    ["unknown", false],
    ["gone", true],
    ["gone", true],
    ["there", false],
  ]);
  const entries = await database.db
    .selectFrom("platform.audit_entry")
    .select("action")
    .where("workspace_id", "=", workspaceId)
    .orderBy("seq")
    .execute();
  expect(entries.map(({ action }) => action)).toEqual(["mention.gone", "mention.there_again"]);
});

test("of another workspace nothing can be asked", async () => {
  const context = contextFor(database.db, await makeWorkspace(database.db));
  await expect(checkMention(context, { id: randomUUID() }, site(200))).rejects.toMatchObject({
    code: "not_found",
  });
});
