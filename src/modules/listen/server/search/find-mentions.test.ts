import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { evaluateQuery, type QueryDocument } from "#text/query/evaluate-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import { arbitraryDocument, arbitraryQueryText } from "#text/query/query-samples.ts";
import { indexText } from "#text/search-vector.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { outletNames } from "../mentions/search-lexemes.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { findMentions, type Position } from "./find-mentions.ts";
import { readMentionQuery } from "./mention-query.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const clock = { now: new Date("2019-09-14T05:00:00Z"), zone: "Asia/Jakarta" };
const sourceIds = [randomUUID(), randomUUID()];

/** What the meaning of the query language is told of a draft. */
function documentOf(draft: MentionDraft, id: string): QueryDocument {
  const has = [
    ...(draft.url === null ? [] : ["link"]),
    ...(draft.imageUrl === null ? [] : ["image"]),
    ...(draft.author === null ? [] : ["author"]),
    ...(draft.tags.length === 0 ? [] : ["tag"]),
  ];
  return {
    title: draft.title,
    text: draft.text,
    publishedAt: draft.publishedAt,
    fields: {
      id,
      outlet: [...outletNames(draft)],
      author: draft.author,
      channel: draft.channel,
      lang: draft.language,
      tag: draft.tags,
      source: draft.sourceId === null ? [] : [draft.sourceTitle, draft.sourceId],
      has,
    },
  };
}

const ownConditions = fc.constantFrom(
  "channel:news",
  "channel:(x OR news)",
  'source:"Sumber 1"',
  `source:${sourceIds[0]}`,
  "source:*",
  "source:nobody",
  "outlet:kabar.test",
  "outlet:*",
  "has:link",
  "has:tag",
  "has:note",
  "has:version",
  "has:video",
  "tag:pen*",
  "author:an*",
  "id:*",
  "id:0",
);
const arbitraryQuery = fc.oneof(
  { weight: 2, arbitrary: arbitraryQueryText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(arbitraryQueryText, fc.constantFrom(" ", " OR ", " NOT "), ownConditions)
      .map(([query, operator, condition]) => `(${query})${operator}${condition}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(ownConditions, fc.constantFrom(" ", " OR ", " NOT "), ownConditions)
      .map(([left, operator, right]) => `NOT (${left}${operator}${right})`),
  },
);

test("search finds exactly what the query language means, in the order of time", async () => {
  const db = withMentions(database.db);
  const [workspaceId, stranger] = [await makeWorkspace(database.db), await makeWorkspace(database.db)];
  const samples = fc.sample(arbitraryDocument, { seed: 20190911, numRuns: 400 });
  const drafts = samples.map((sample, n) => {
    const { has } = sample.fields;
    return aDraft(n, {
      title: sample.title,
      text: sample.text,
      // Most in one week, some in the months around it, so that a search crosses partitions.
      publishedAt: new Date(
        sample.publishedAt.getTime() + (n % 4 === 0 ? ((n % 7) - 3) * 31 * 86_400_000 : 0),
      ),
      outlet: sample.fields.outlet,
      author: sample.fields.author,
      language: sample.fields.lang,
      tags: sample.fields.tag,
      imageUrl: has.includes("image") ? "https://kabar.test/gambar.jpg" : null,
      url: has.includes("link") ? `https://www.kabar.test/${n}` : null,
      channel: n % 3 === 0 ? "x" : "news",
      sourceId: n % 4 === 3 ? null : (sourceIds[n % 2] ?? null),
      sourceTitle: `Sumber ${n % 2}`,
    });
  });
  const { ids } = await storeMentions(database.db, workspaceId, drafts, testNow);
  await storeMentions(database.db, stranger, drafts, testNow);
  const documents = drafts.map((draft, index) => ({
    id: ids[index] ?? "",
    document: documentOf(draft, ids[index] ?? ""),
    indexed: indexText(draft.title, draft.text),
  }));

  await fc.assert(
    fc.asyncProperty(
      arbitraryQuery,
      fc.boolean(),
      fc.integer({ min: 1, max: 400 }),
      async (q, isNewest, limit) => {
        const parsed = parseQuery(q);
        // Titles of one length of words or more are rarely the same here: has:duplicate is tested by itself.
        fc.pre(parsed.ok && !/has:(duplicate|version|note|video)/.test(q.replaceAll(/NOT \(.*\)/g, "")));
        if (!parsed.ok) return;
        const expected = documents
          .filter(({ document, indexed }) => evaluateQuery(parsed.tree, document, clock, indexed))
          .map(({ id, document }) => ({ id, publishedAt: document.publishedAt ?? new Date(0) }))
          .sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || (a.id < b.id ? -1 : 1));
        if (isNewest) expected.reverse();
        const query = await readMentionQuery(db, workspaceId, q, clock);
        const found = await findMentions(db, workspaceId, query.branches, {
          direction: isNewest ? "newest" : "oldest",
          after: null,
          limit,
        });
        expect(found).toEqual(expected.slice(0, limit));
      },
    ),
    { numRuns: 1_500 },
  );
}, 60_000);

test("pages follow one another without gap or repetition while new mentions arrive", async () => {
  const db = withMentions(database.db);
  const workspaceId = await makeWorkspace(database.db);
  const at = (minute: number) => new Date(Date.UTC(2026, 1, 28, 22, minute));
  // Several of one minute, across the border of a month.
  const first = Array.from({ length: 300 }, (_, n) => aDraft(n, { publishedAt: at(Math.floor(n / 4) * 4) }));
  const { ids } = await storeMentions(database.db, workspaceId, first, testNow);
  const query = await readMentionQuery(db, workspaceId, "banjir", clock);
  const seen: Position[] = [];
  for (let page = 0; ; page += 1) {
    const after = seen.at(-1) ?? null;
    const found = await findMentions(db, workspaceId, query.branches, {
      direction: "newest",
      after,
      limit: 23,
      firstLook: 10,
    });
    seen.push(...found);
    if (found.length < 23) break;
    const fresh = Array.from({ length: 10 }, (_, n) =>
      aDraft(1_000 + page * 10 + n, { publishedAt: at(400 + page) }),
    );
    await storeMentions(database.db, workspaceId, fresh, testNow);
  }
  expect(seen.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  expect(seen.map(({ publishedAt }) => publishedAt.getTime())).toEqual(
    seen.map(({ publishedAt }) => publishedAt.getTime()).toSorted((a, b) => b - a),
  );
});

test("the same headline in another outlet within three days is a duplicate", async () => {
  const db = withMentions(database.db);
  const workspaceId = await makeWorkspace(database.db);
  const title = "Presiden Resmikan Jembatan Baru";
  const day = (n: number) => new Date(Date.UTC(2026, 2, n));
  const { ids } = await storeMentions(
    database.db,
    workspaceId,
    [
      aDraft(1, { title, publishedAt: day(2) }),
      aDraft(2, { title: "PRESIDEN resmikan jembatan-baru!", outlet: "Lain", publishedAt: day(4) }),
      aDraft(3, { title, outlet: "Terlambat", publishedAt: day(9) }),
      aDraft(4, { title, publishedAt: day(9) }),
      aDraft(5, { title: "Breaking news", outlet: "A" }),
      aDraft(6, { title: "Breaking news", outlet: "B" }),
    ],
    testNow,
  );
  const query = await readMentionQuery(db, workspaceId, "has:duplicate", clock);
  const found = await findMentions(db, workspaceId, query.branches, {
    direction: "oldest",
    after: null,
    limit: 10,
  });
  expect(found.map(({ id }) => id).sort()).toEqual([ids[0], ids[1], ids[2], ids[3]].toSorted());
});

test("a query with mistakes names the field and the characters", async () => {
  const db = withMentions(database.db);
  await expect(
    readMentionQuery(db, await makeWorkspace(database.db), "banjir (", clock),
  ).rejects.toMatchObject({
    code: "invalid",
    fields: [{ field: "q", key: expect.stringMatching(/^query\./), values: { start: 7, end: 8 } }],
  });
});
