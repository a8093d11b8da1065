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
});
