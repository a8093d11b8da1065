import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateQuery, type QueryDocument } from "../query/evaluate-query.ts";
import { parseQuery } from "../query/parse-query.ts";
import { arbitraryDocument, arbitraryQueryText } from "../query/query-samples.ts";
import type { QueryClock } from "../query/time-bound.ts";
import type { QueryNode } from "../query/tree.ts";
import { percolatedDocument } from "./percolated-document.ts";
import { makePercolator } from "./percolator.ts";

const clock: QueryClock = { now: new Date("2019-09-13T05:30:00Z"), zone: "Asia/Jakarta" };
const seed = 20190911;

function treeOf(source: string): QueryNode {
  const parsed = parseQuery(source);
  if (!parsed.ok) throw new Error(`${source}: ${JSON.stringify(parsed.errors)}`);
  return parsed.tree;
}

/** Asks every query of the document, one after the other. */
function bruteForce(
  queries: ReadonlyMap<string, QueryNode>,
  document: QueryDocument,
  at: QueryClock = clock,
): string[] {
  const { indexed } = percolatedDocument(document);
  return [...queries].filter(([, tree]) => evaluateQuery(tree, document, at, indexed)).map(([id]) => id);
}

function filled(sources: Iterable<string>) {
  const percolator = makePercolator();
  const queries = new Map<string, QueryNode>();
  for (const source of sources) {
    queries.set(source, treeOf(source));
    percolator.set(source, treeOf(source));
  }
  return { percolator, queries };
}

/** Random trees of any shape, also those that the parser never gives. */
const arbitraryTree: fc.Arbitrary<QueryNode> = fc.letrec<{ tree: QueryNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    { weight: 3, arbitrary: arbitraryQueryText.map(treeOf) },
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("tree"), { maxLength: 4 }))
      .map(([kind, children]) => ({ kind, children, start: 0, end: 0 })),
    tie("tree").map((child) => ({ kind: "not" as const, child, start: 0, end: 0 })),
    fc
      .tuple(fc.constantFrom("title" as const, "text" as const), tie("tree"))
      .map(([part, child]) => ({ kind: "scope" as const, part, child, start: 0, end: 0 })),
    fc.constant<QueryNode>({ kind: "all", start: 0, end: 0 }),
    fc.constantFrom<QueryNode>(
      { kind: "word", text: "", terms: [], start: 0, end: 0 },
      { kind: "phrase", text: "", terms: [{ lexemes: [], offset: 0, isPrefix: false }], start: 0, end: 0 },
      {
        kind: "word",
        text: "",
        terms: [{ lexemes: ["aku", "buku", "ya"], offset: 0, isPrefix: false }],
        start: 0,
        end: 0,
      },
      {
        kind: "phrase",
        text: "",
        terms: [
          { lexemes: ["t", "bu"], offset: 0, isPrefix: true },
          { lexemes: [""], offset: 1, isPrefix: true },
        ],
        start: 0,
        end: 0,
      },
      { kind: "field", field: "outlet", match: "startsWith", value: "", text: "", start: 0, end: 0 },
      { kind: "near", distance: 3, left: [], right: [], start: 0, end: 0 },
    ),
  ),
})).tree;

describe("makePercolator", () => {
  it("gives what evaluateQuery gives, for random queries over random documents", () => {
    const documents = fc.sample(arbitraryDocument, { seed, numRuns: 400 });
    const { percolator, queries } = filled(fc.sample(arbitraryQueryText, { seed, numRuns: 2_000 }));
    let hits = 0;
    for (const document of documents) {
      const expected = bruteForce(queries, document);
      expect(percolator.match(percolatedDocument(document), clock).sort()).toEqual(expected.sort());
      hits += expected.length;
    }
    expect(hits).toBeGreaterThan(50_000);
  }, 60_000);

  it("does so for trees of any shape", () => {
    const documents = fc.sample(arbitraryDocument, { seed, numRuns: 120 });
    const trees = fc.sample(arbitraryTree, { seed, numRuns: 1_500 });
    const queries = new Map(trees.map((tree, number) => [String(number), tree]));
    const percolator = makePercolator();
    for (const [id, tree] of queries) percolator.set(id, tree);
    for (const document of documents)
      expect(percolator.match(percolatedDocument(document), clock).sort()).toEqual(
        bruteForce(queries, document).sort(),
      );
  }, 60_000);

  it("does so while queries come, change and go between documents", () => {
    const arbitraryStep = fc.oneof(
      fc.record({ act: fc.constant("set" as const), id: fc.nat(40), source: arbitraryQueryText }),
      fc.record({ act: fc.constant("remove" as const), id: fc.nat(40) }),
      fc.record({ act: fc.constant("match" as const), document: arbitraryDocument }),
    );
    fc.assert(
      fc.property(
        fc.array(arbitraryStep, { minLength: 50, maxLength: 400 }),
        fc.constantFrom(0, 2 ** 31 - 20),
        (steps, turn) => {
          const percolator = makePercolator(turn);
          const queries = new Map<string, QueryNode>();
          for (const step of steps) {
            if (step.act === "set") {
              queries.set(String(step.id), treeOf(step.source));
              percolator.set(String(step.id), treeOf(step.source));
            } else if (step.act === "remove") {
              queries.delete(String(step.id));
              percolator.remove(String(step.id));
            } else {
              const found = percolator.match(percolatedDocument(step.document), clock);
              expect(found.sort()).toEqual(bruteForce(queries, step.document).sort());
            }
            expect(percolator.size).toBe(queries.size);
          }
        },
      ),
      { seed, numRuns: 150 },
    );
  }, 60_000);

  it("means relative times by the clock of each asking", () => {
    const sources = [
      "since:0d",
      "until:1d",
      "since:1w",
      "since:3h",
      "until:1h",
      "since:2019-09-12",
      "NOT since:1d",
    ];
    const { percolator, queries } = filled(sources);
    const arbitraryClock = fc.record({
      now: fc
        .integer({ min: 0, max: 60 * 60 })
        .map((minutes) => new Date(Date.UTC(2019, 8, 11) + minutes * 60_000)),
      zone: fc.constantFrom("Asia/Jakarta", "Asia/Jayapura", "UTC", "Asia/Kathmandu"),
    });
    fc.assert(
      fc.property(arbitraryClock, arbitraryDocument, (at, document) => {
        expect(percolator.match(percolatedDocument(document), at).sort()).toEqual(
          bruteForce(queries, document, at).sort(),
        );
      }),
      { seed, numRuns: 2_000 },
    );
    const undated = { title: "", text: "", publishedAt: null, fields: {} };
    expect(percolator.match(percolatedDocument(undated), clock)).toEqual(["NOT since:1d"]);
  });

  it.each([
    ["5,000 alternatives", (word: string) => word, "or"],
    ["5,000 words that must all be there", (word: string) => word, "and"],
    ["5,000 words that must not be there", (word: string) => `NOT ${word}`, "and"],
  ] as const)("takes a query of %s", (_, wording, kind) => {
    const children = Array.from({ length: 5_000 }, (_, number) => treeOf(wording(`kata${number}`)));
    const query: QueryNode = { kind, children, start: 0, end: 0 };
    const percolator = makePercolator();
    percolator.set("large", query);
    const texts = ["kata17", "lain", "", children.map((_, number) => `kata${number}`).join(" ")];
    for (const text of texts) {
      const document = { title: "", text, publishedAt: null, fields: {} };
      expect(percolator.match(percolatedDocument(document), clock)).toEqual(
        bruteForce(new Map([["large", query]]), document),
      );
    }
    percolator.remove("large");
    expect(
      percolator.match(
        percolatedDocument({ title: "", text: "kata17", publishedAt: null, fields: {} }),
        clock,
      ),
    ).toEqual([]);
  });

  it.each([2, 30, 31, 32, 33, 60])("takes a query of %i conditions that must all hold", (count) => {
    const words = Array.from({ length: count }, (_, number) => `kata${number}`);
    const { percolator, queries } = filled([
      words.map((word) => `(${word} OR lain${word})`).join(" "),
      `${words.map((word) => `(${word} OR "${word} itu")`).join(" ")} NOT batal`,
    ]);
    for (const text of [
      words.join(" "),
      words.slice(1).join(" "),
      words.slice(0, -1).join(" "),
      `${words.join(" ")} batal`,
    ]) {
      const document = { title: "", text, publishedAt: null, fields: {} };
      expect(percolator.match(percolatedDocument(document), clock).sort()).toEqual(
        bruteForce(queries, document).sort(),
      );
    }
  });

  it("keeps 10,000 identical queries apart although it checks them once", () => {
    const percolator = makePercolator();
    const document = percolatedDocument({ title: "", text: "tiket daring", publishedAt: null, fields: {} });
    for (let number = 0; number < 10_000; number += 1)
      percolator.set(String(number), treeOf("tiket NOT gagal"));
    expect(new Set(percolator.match(document, clock)).size).toBe(10_000);
    for (let number = 0; number < 10_000; number += 2) percolator.remove(String(number));
    percolator.set("1", treeOf("gagal"));
    const left = percolator.match(document, clock);
    expect(left).toHaveLength(4_999);
    expect(left).not.toContain("1");
    expect(percolator.size).toBe(5_000);
  });

  it("finds places in texts at the limits of the index as searching does", () => {
    const { percolator, queries } = filled([
      '"ya ya"',
      '"ya tidak"',
      "ya NEAR/50 tidak",
      "ya NEAR/1 ya",
      "kat* NEAR/9 tidak",
      '"kat* tidak"',
      "in:title ya",
      "in:text ya",
      '"k1 k2"',
      "k15999 NEAR/1 k15998",
      "(ya OR kata*) NEAR/2 (tidak OR k99*)",
    ]);
    const filler = (count: number) => Array.from({ length: count }, (_, number) => `k${number}`).join(" ");
    const texts = [
      "ya ".repeat(20_000),
      `${"ya ".repeat(300)} tidak`,
      `${filler(17_000)} ya tidak`,
      `kata1 kata2 ${"x ".repeat(8)} tidak`,
      `${filler(500)} ${"kata1 tidak ".repeat(400)}`,
      "y".repeat(9_000),
      "",
    ];
    for (const text of texts)
      for (const document of [
        { title: "", text, publishedAt: null, fields: {} },
        { title: text, text: "tidak", publishedAt: null, fields: {} },
      ])
        expect(percolator.match(percolatedDocument(document), clock).sort()).toEqual(
          bruteForce(queries, document).sort(),
        );
  });
});
