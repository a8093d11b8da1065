import { describe, expect, it } from "vitest";
import { parseQuery } from "../query/parse-query.ts";
import type { QueryNode } from "../query/tree.ts";
import { featureRecord } from "./feature-table.ts";
import { RuleIndex } from "./rule-index.ts";

function treeOf(source: string): QueryNode {
  const parsed = parseQuery(source);
  if (!parsed.ok) throw new Error(source);
  return parsed.tree;
}

const word = (index: RuleIndex, text: string): number =>
  index.features.acquire({ field: null, match: "equals", values: [text, `~${text}`] }).feature;

/** How many entries wait for a feature. */
const waiting = ({ features }: RuleIndex, feature: number): number =>
  (features.records[feature * featureRecord.size + featureRecord.listLength] ?? 0) / 2;

describe("RuleIndex", () => {
  it("does not let queries pile up under a word that all of them share", () => {
    const index = new RuleIndex();
    for (let number = 0; number < 20_000; number += 1)
      index.set(String(number), treeOf(`kementerian (kata${number} OR "lain ${number}") NOT batal`));
    expect(waiting(index, word(index, "kementerian"))).toBeLessThan(200);
    expect(index.unkeyed).toHaveLength(0);
  });

  it("finds queries by rarer words once documents show which those are", () => {
    const index = new RuleIndex();
    for (let number = 0; number < 500; number += 1)
      index.set(String(number), treeOf(`umum langka NOT x${number}`));
    const [common, rare] = [word(index, "umum"), word(index, "langka")];
    for (let document = 0; document < 300; document += 1) {
      index.rates.countDocument(Int32Array.of(common), 1);
      if (index.rates.takeReview(common)) index.queueReview(common);
      index.review(5);
    }
    expect([waiting(index, common), waiting(index, rare)]).toEqual([0, 500]);
  });

  it("checks every document only for what no word can be needed for", () => {
    const index = new RuleIndex();
    const keyed = [
      "a",
      "a OR bebek*",
      "NOT (a OR NOT b)",
      "outlet:x NOT a",
      "has:image",
      "since:1d a",
      '"a b" NEAR/3 c',
    ];
    for (const source of keyed) index.set(source, treeOf(source));
    expect(index.unkeyed).toHaveLength(0);
    for (const source of ["", "NOT a", "since:1d", "a OR NOT b"]) index.set(source, treeOf(source));
    expect(index.unkeyed).toHaveLength(4);
    for (const source of ["", "since:1d", "NOT a"]) index.remove(source);
    expect(index.unkeyed).toHaveLength(1);
  });

  it("takes no more memory when queries come and go", () => {
    const index = new RuleIndex();
    const change = (turn: number) => {
      for (let number = 0; number < 300; number += 1)
        index.set(
          String(number),
          treeOf(`(kata${number + turn} OR "lain ${number}") awal${turn}* NOT outlet:o${turn}`),
        );
    };
    const size = () => [
      index.blocks.bytes,
      index.postings.blocks.bytes,
      index.features.featureEnd,
      index.features.records.length,
      index.queries.ids.length,
    ];
    for (let turn = 0; turn < 5; turn += 1) change(turn);
    const before = size();
    for (let turn = 5; turn < 60; turn += 1) change(turn);
    expect(size()).toEqual(before);
    for (let number = 0; number < 300; number += 1) index.remove(String(number));
    expect([
      index.features.words.exact.size,
      index.features.words.prefixes.size,
      index.features.fields.size,
    ]).toEqual([0, 0, 0]);
  });
});
