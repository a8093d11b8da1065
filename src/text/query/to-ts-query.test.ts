import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { foldValue } from "../fold.ts";
import { type IndexedText, indexText, toSearchVector } from "../search-vector.ts";
import { evaluateQuery, type QueryDocument } from "./evaluate-query.ts";
import { parseQuery } from "./parse-query.ts";
import { arbitraryDocument, arbitraryQueryText } from "./query-samples.ts";
import { timeBound } from "./time-bound.ts";
import { type QueryPlan, toTsQuery } from "./to-ts-query.ts";

const clock = { now: new Date("2019-09-13T05:30:00Z"), zone: "Asia/Jakarta" };
const seed = 20190911;

function treeOf(source: string) {
  const parsed = parseQuery(source);
  if (!parsed.ok) throw new Error(`${source}: ${JSON.stringify(parsed.errors)}`);
  return parsed.tree;
}

/** The plan as a condition over the table of this test; constants are collected in `values`. */
function toSql(plan: QueryPlan, values: unknown[]): string {
  const bind = (value: unknown) => `$${values.push(value)}`;
  switch (plan.kind) {
    case "all":
      return "true";
    case "text":
      return `vector @@ ${bind(plan.tsquery)}::tsquery`;
    case "not":
      return `not (${toSql(plan.child, values)})`;
    case "and":
    case "or":
      return `(${plan.children.map((child) => toSql(child, values)).join(` ${plan.kind} `)})`;
    case "time": {
      const { comparison, instant } = timeBound(plan, clock);
      return `published_at ${comparison} ${bind(instant)}`;
    }
    case "field": {
      const any = `exists (select 1 from jsonb_array_elements_text(coalesce(fields -> ${bind(plan.field)}, '[]')) v where `;
      if (plan.match === "present") return `${any} v <> '')`;
      return plan.match === "equals"
        ? `${any} v = ${bind(plan.value)})`
        : `${any} starts_with(v, ${bind(plan.value)}))`;
    }
  }
}

const foldedFields = (document: QueryDocument) =>
  Object.fromEntries(
    Object.entries(document.fields).map(([name, held]) => [name, [held ?? []].flat().map(foldValue)]),
  );

describe("toTsQuery", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await database.pool.query(
      "create table document (id integer primary key, vector tsvector, published_at timestamptz, fields jsonb)",
    );
    await database.pool.query("create index on document using gin (vector)");
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function load(documents: readonly QueryDocument[]) {
    await database.pool.query("truncate document");
    const rows = documents.map((document, id) => [
      id,
      toSearchVector(indexText(document.title, document.text)),
      document.publishedAt,
      JSON.stringify(foldedFields(document)),
    ]);
    await database.pool.query(
      "insert into document select * from unnest($1::int[], $2::tsvector[], $3::timestamptz[], $4::jsonb[])",
      [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
    );
  }

  async function search(source: string, through: pg.Pool | pg.PoolClient = database.pool): Promise<number[]> {
    const values: unknown[] = [];
    const condition = toSql(toTsQuery(treeOf(source)), values);
    const statement = `select id from document where ${condition} order by id`;
    const found = await through.query<{ id: number }>(statement, values);
    return found.rows.map(({ id }) => id);
  }

  function evaluated(
    source: string,
    documents: readonly QueryDocument[],
    indexed: readonly IndexedText[] = documents.map(({ title, text }) => indexText(title, text)),
  ): number[] {
    const tree = treeOf(source);
    return documents.flatMap((document, id) =>
      evaluateQuery(tree, document, clock, indexed[id]) ? [id] : [],
    );
  }

  it("answers random queries over random documents exactly as evaluateQuery does", async () => {
    const documents = fc.sample(arbitraryDocument, { seed, numRuns: 300 });
    const queries = fc.sample(arbitraryQueryText, { seed, numRuns: 1500 });
    const indexed = documents.map(({ title, text }) => indexText(title, text));
    await load(documents);
    await database.pool.query("analyze document");
    const byIndex = await database.pool.connect();
    await byIndex.query("set enable_seqscan = off");
    let [hits, partial] = [0, 0];
    for (const [turn, query] of queries.entries()) {
      const expected = evaluated(query, documents, indexed);
      expect(await search(query, turn % 2 === 0 ? byIndex : database.pool), query).toEqual(expected);
      hits += expected.length;
      if (expected.length > 0 && expected.length < documents.length) partial += 1;
    }
    byIndex.release(true);
    expect(hits).toBeGreaterThan(25_000);
    expect(partial).toBeGreaterThan(800);
  }, 120_000);

  it("agrees at the limits of a tsvector: long texts, frequent words, endless words", async () => {
    const document = (title: string, text: string): QueryDocument => ({
      title,
      text,
      publishedAt: clock.now,
      fields: {},
    });
    const filler = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`).join(" ");
    const documents = [
      document("", `${filler(20_000)} tiket daring`),
      document("", `${"yang ".repeat(400)} yang tiket`),
      document(`${filler(1_500)} tiket daring`, "gagal"),
      document("tiket", "daring"),
      document("", "x".repeat(9_000)),
      document("", Array.from({ length: 120_000 }, (_, index) => `kata${index}`).join(" ")),
      document("", "👍 mantap 👍🙏 #Satu#Dua @a.b"),
      document("", ""),
    ];
    await load(documents);
    const queries = [
      "tiket",
      '"tiket daring"',
      "tiket NEAR/50 daring",
      '"yang tiket"',
      "in:title tiket",
      '"k3 k4"',
      `${"x".repeat(500)}`,
    ];
    queries.push(
      "kata119999",
      "kata100",
      "NOT tiket",
      "mantap NEAR/1 👍",
      '"mantap 👍🙏"',
      '"👍🙏"',
      '"#satu #dua"',
      '"k900 k901"',
      "in:text (tiket daring)",
    );
    const answers = [];
    for (const query of queries) {
      const found = await search(query);
      expect(found, query).toEqual(evaluated(query, documents));
      answers.push(found);
    }
    expect(answers.slice(0, 5)).toEqual([[0, 1, 2, 3], [], [], [], [2, 3]]);
  });

  it("makes vectors that PostgreSQL and COPY take from any text", async () => {
    const texts = fc.sample(
      fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", maxLength: 80 })),
      { seed, numRuns: 3000 },
    );
    const vectors = texts.map((text) => toSearchVector(indexText(text, text)));
    for (const vector of vectors) expect(vector).not.toMatch(/[\\\t\r\n\0]/);
    const { rows } = await database.pool.query<{ vector: string }>(
      "select unnest($1::tsvector[])::text as vector",
      [vectors],
    );
    const entries = (vector: string) => vector.split(" ").filter(Boolean).sort();
    expect(rows.map((row) => entries(row.vector))).toEqual(vectors.map(entries));
  });

  it("merges text into one tsquery beside field conditions", () => {
    expect(toTsQuery(treeOf("a outlet:x (b OR c) NOT d since:3d"))).toMatchObject({
      kind: "and",
      children: [
        { kind: "text", tsquery: "(('a' | '~a') & (('b' | '~b') | ('c' | '~c')) & !('d' | '~d'))" },
        { kind: "field", field: "outlet" },
        { kind: "time" },
      ],
    });
    expect(toTsQuery(treeOf("#a NEAR/2 @b"))).toEqual({
      kind: "text",
      tsquery: "(('#a' <1> '@b') | ('@b' <1> '#a') | ('#a' <2> '@b') | ('@b' <2> '#a'))",
    });
    expect(toTsQuery(treeOf(""))).toEqual({ kind: "all" });
  });
});
