import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePercolator } from "#text/percolate/percolator.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import { indexText } from "#text/search-vector.ts";
import { TagBook } from "../tags/tag-book.ts";
import { ruleLevels } from "./rule-levels.ts";
import { settleTags } from "./settle-tags.ts";

const treeOf = (q: string) => {
  const parsed = parseQuery(q);
  if (!parsed.ok) throw new Error(q);
  return parsed.tree;
};

type Written = { tagKey: string; q: string };

/** Rules as they are written, ready to be asked; and what they say of a text. */
function setUp(written: readonly Written[], book = new TagBook([], [])) {
  const rules = written.map(({ tagKey, q }, index) => ({
    id: `${tagKey} if ${q}`,
    tagKey,
    tag: tagKey,
    finder: `rule:${index}`,
    tree: treeOf(q),
  }));
  const percolator = makePercolator();
  for (const { finder, tree } of rules) percolator.set(finder, tree);
  let asked = 0;
  const { levels, circle } = ruleLevels(rules, book);
  const ask = (text: string, tagKeys: string[] = [], keptOff: string[] = []) => {
    const indexed = indexText("", text);
    const set = {
      levels: circle.length === 0 ? levels : [...levels, circle],
      book,
      find: (document: Parameters<typeof percolator.match>[0]) => {
        asked += 1;
        return new Set(percolator.match(document, { now: new Date(0), zone: "UTC" }));
      },
    };
    const { byRule } = settleTags(set, { tagKeys, keptOff }, (names) => ({
      indexed,
      publishedAt: new Date(0),
      fields: { tag: names, has: names.length > 0 ? ["tag"] : [] },
    }));
    return [...byRule.keys()].sort();
  };
  return { ask, levels, circle, asked: () => asked };
}

describe("tags that rules give", () => {
  it("may hang on tags that other rules give or do not give, in whatever order they are written", () => {
    const written = [
      { tagKey: "darurat", q: "tag:bencana NOT tag:latihan" },
      { tagKey: "bencana", q: "banjir OR gempa" },
      { tagKey: "latihan", q: "simulasi" },
    ];
    for (const order of [written, written.toReversed()]) {
      const { ask } = setUp(order);
      expect(ask("banjir besar")).toEqual(["bencana", "darurat"]);
      expect(ask("simulasi gempa")).toEqual(["bencana", "latihan"]);
      expect(ask("banjir besar", [], ["bencana"])).toEqual([]);
      expect(ask("cuaca cerah", ["bencana"])).toEqual(["darurat"]);
    }
  });

  it("are found under every name of a tag and of the tags above it", () => {
    const tags = [
      { id: "1", key: "bencana", name: "Bencana", parentId: null },
      { id: "2", key: "banjir", name: "Banjir", parentId: "1" },
    ];
    const names = [
      { tagId: "1", mainId: "1", nameKey: "bencana" },
      { tagId: "2", mainId: "2", nameKey: "banjir" },
      { tagId: "2", mainId: "2", nameKey: "rob" },
    ];
    const book = new TagBook(tags, names);
    const { ask } = setUp([{ tagKey: "siaga", q: "tag:bencana" }], book);
    expect(ask("air laut naik", ["rob"])).toEqual(["siaga"]);
    expect(book.rowsOf("bencana", false).sort()).toEqual(["banjir", "bencana", "rob"]);
    expect(book.rowsOf("ro", true).sort()).toEqual(["banjir", "ro", "rob"]);
    // A name finds exactly the rows whose tag answers to it.
    for (const row of ["rob", "banjir", "bencana", "lain"])
      for (const name of ["rob", "banjir", "bencana", "lain"])
        expect(book.rowsOf(name, false).includes(row)).toBe(book.answersTo(row).includes(name));
  });

  it("always settle, each level asked once, and the same whatever the order, for any rules", () => {
    const tag = fc.constantFrom("a1", "b2", "c3", "d4");
    const term = fc.oneof(
      tag.map((name) => `tag:${name}`),
      fc.constantFrom("banjir", "gempa", "has:tag"),
    );
    const rule = fc.record({
      tagKey: tag,
      q: fc
        .tuple(term, fc.option(term, { nil: undefined }), fc.option(term, { nil: undefined }))
        .map(
          ([a, or, not]) =>
            `(${or === undefined ? a : `${a} OR ${or}`})${not === undefined ? "" : ` NOT ${not}`}`,
        ),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(rule, { maxLength: 7, selector: (one) => `${one.tagKey} ${one.q}` }),
        fc.subarray(["banjir", "gempa"]),
        fc.subarray(["a1", "d4"]),
        (written, words, tags) => {
          const one = setUp(written);
          const said = one.ask(words.join(" "), tags);
          expect(one.asked()).toBeLessThanOrEqual(one.levels.length + 2);
          if (one.circle.length === 0)
            expect(setUp(written.toReversed()).ask(words.join(" "), tags)).toEqual(said);
        },
      ),
    );
  });

  it("know a circle, also one through any tag at all", () => {
    expect(setUp([{ tagKey: "x", q: "banjir OR tag:x" }]).circle).toHaveLength(1);
    expect(setUp([{ tagKey: "x", q: "banjir has:tag" }]).circle).toHaveLength(1);
    expect(
      setUp([
        { tagKey: "x", q: "tag:yy*" },
        { tagKey: "yyz", q: "banjir NOT tag:x" },
      ]).circle,
    ).toHaveLength(2);
    expect(setUp([{ tagKey: "x", q: "tag:y" }]).circle).toEqual([]);
  });
});
