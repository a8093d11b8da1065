import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colourQuery } from "./colour-query.ts";
import { formatQuery } from "./format-query.ts";
import { isSameQuery } from "./node-shape.ts";
import { parseQuery } from "./parse-query.ts";
import { applyMend, type QueryError } from "./query-error.ts";
import { arbitraryQueryText, arbitraryScrawl } from "./query-samples.ts";
import type { QueryNode } from "./tree.ts";

function tree(source: string): QueryNode {
  const parsed = parseQuery(source);
  if (!parsed.ok) throw new Error(`${source}: ${JSON.stringify(parsed.errors)}`);
  return parsed.tree;
}

function errorsOf(source: string): readonly QueryError[] {
  const parsed = parseQuery(source);
  return parsed.ok ? [] : parsed.errors;
}

/** The canonical text, in which brackets show how the source was understood. */
const read = (source: string) => formatQuery(tree(source));

describe("parseQuery", () => {
  it("joins words by AND and binds AND tighter than OR, NOT tighter than AND", () => {
    expect(read("a AND b c OR d NOT e -f")).toBe("a b c OR d NOT e NOT f");
    expect(tree("a b OR c").kind).toBe("or");
    expect(read("(a OR b) c")).toBe("(a OR b) c");
    expect(read("NOT NOT a")).toBe("a");
    expect(read("-(a b)")).toBe("NOT (a b)");
  });

  it("knows the Indonesian operators and leaves lower case words alone", () => {
    expect(read("habibie DAN wafat ATAU sakit BUKAN hoaks TANPA iklan")).toBe(
      "habibie wafat OR sakit NOT hoaks NOT iklan",
    );
    expect(read("habibie dan wafat or not")).toBe("habibie dan wafat or not");
    expect(read("a DEKAT/3 b near/4 c")).toBe("a NEAR/3 b b NEAR/4 c");
  });

  it("reads the query of the drawn screen", () => {
    expect(read('("tiket daring" OR aplikasi) NEAR/5 gagal NOT lowongan lang:id since:3d')).toBe(
      '("tiket daring" OR aplikasi) NEAR/5 gagal NOT lowongan lang:id since:3d',
    );
  });

  it("takes curly quotes, and dashes and punctuation between words as nothing", () => {
    expect(read("“tiket daring” – gagal & lambat | (batal!) BJ Habibie - Presiden -- ke-3")).toBe(
      '"tiket daring" gagal lambat (batal) BJ Habibie Presiden ke-3'.replace("(batal)", "batal"),
    );
    expect(read("Jakarta: banjir 10:30 https://www.detik.com/a?b=(c)")).toBe(
      "Jakarta banjir 10:30 https://www.detik.com/a?b c",
    );
  });

  it("lets in:title govern the operand that follows, a bracket or a NEAR", () => {
    expect(read("in:title habibie wafat")).toBe("in:title habibie wafat");
    expect(tree("in:title habibie wafat").kind).toBe("and");
    expect(read("title:(habibie wafat) judul:a isi:b")).toBe("in:title (habibie wafat) in:title a in:text b");
    expect(read('in:title a NEAR/5 "b c"')).toBe('in:title a NEAR/5 "b c"');
    expect(tree("in:title a NEAR/5 b")).toMatchObject({ kind: "scope", child: { kind: "near" } });
  });

  it("reads fields with aliases, quotes, beginnings, presence and brackets", () => {
    expect(tree("media:Kompas.com")).toMatchObject({
      kind: "field",
      field: "outlet",
      match: "equals",
      value: "kompas.com",
    });
    expect(tree("author:*")).toMatchObject({ match: "present" });
    expect(tree('outlet:"Media Indo*"')).toMatchObject({ match: "startsWith", value: "media indo" });
    expect(read('outlet:(kompas OR "Media  Indonesia") -tag:x has:gambar')).toBe(
      '(outlet:kompas OR outlet:"Media Indonesia") NOT tag:x has:image',
    );
    expect(tree("sejak:2019-9-1")).toMatchObject({
      kind: "time",
      bound: "since",
      at: { unit: "day", date: "2019-09-01" },
    });
  });

  it("is the query for everything when nothing is asked", () => {
    expect(tree("  … ").kind).toBe("all");
    expect(formatQuery(tree(""))).toBe("");
  });

  it.each([
    ['a "b c', "query.unclosedQuote", 2, 3, 'a "b c"'],
    ['a ""', "query.emptyPhrase", 2, 4, "a "],
    ["a (b", "query.unclosedBracket", 2, 3, "a (b)"],
    ["a) b", "query.unopenedBracket", 1, 2, "a b"],
    ["a ()", "query.emptyBracket", 2, 4, "a "],
    ["a OR", "query.missingOperand", 2, 4, "a "],
    ["AND a", "query.missingOperand", 0, 3, " a"],
    ["a NEAR b", "query.nearNeedsNumber", 2, 6, "a NEAR/5 b"],
    ["a NEAR/99 b", "query.nearRange", 2, 9, "a NEAR/50 b"],
    ["a NEAR/5 (b c)", "query.nearOperand", 10, 13, null],
    ["hab*bie", "query.wildcardPlace", 0, 7, "hab*"],
    ["ha*", "query.prefixTooShort", 0, 3, null],
    ["a 0812*", "query.prefixOfNumber", 2, 7, null],
    ["outlt:kompas", "query.unknownField", 0, 12, "outlet:kompas"],
    ["kapolri:tembak", "query.unknownField", 0, 14, '"kapolri:tembak"'],
    ["a outlet: kompas", "query.fieldNeedsValue", 2, 9, "a outlet:kompas"],
    ["has:vidoe", "query.unknownChoice", 0, 9, "has:video"],
    ["in:body a", "query.unknownChoice", 0, 7, "in:title a"],
    ["since:2019-02-30", "query.badTime", 0, 16, null],
    ["outlet:(a NEAR/3 b)", "query.notInFieldBracket", 10, 16, null],
    ["in:title (a in:text b)", "query.scopeInsideScope", 12, 19, null],
  ])("points at what is wrong in %s", (source, code, start, end, mended) => {
    const [first, ...others] = errorsOf(source);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code, start, end });
    expect(first?.mend ? applyMend(source, first.mend) : null).toBe(mended);
  });

  it("answers hostile queries at once, with one clear error", () => {
    expect(errorsOf("a ".repeat(50_000))).toMatchObject([{ code: "query.tooLong" }]);
    expect(errorsOf("(".repeat(10_000))).toMatchObject([{ code: "query.tooDeep", start: 50 }]);
    expect(errorsOf(")".repeat(10_000))).toHaveLength(20);
    expect(errorsOf("a ".repeat(1_001))).toMatchObject([{ code: "query.tooManyWords", start: 2000 }]);
    expect(errorsOf(`(${"a OR ".repeat(400)}b) NEAR/50 c`)).toMatchObject([{ code: "query.tooComplex" }]);
    expect(errorsOf("NOT ".repeat(4_999))).toHaveLength(1);
    expect(parseQuery(`${"-".repeat(19_000)}a`).ok).toBe(true);
    expect(parseQuery(`${"NOT ".repeat(4_000)}a`).ok).toBe(true);
    expect(parseQuery("in:title ".repeat(2_000)).ok).toBe(false);
  });

  it("takes other fields as data", () => {
    const fields = new Map([
      [
        "tone",
        {
          name: "tone",
          aliases: [],
          kind: "choice",
          choices: [{ name: "negative", aliases: ["negatif"] }],
        } as const,
      ],
    ]);
    expect(parseQuery("tone:negatif", fields)).toMatchObject({
      ok: true,
      tree: { field: "tone", value: "negative" },
    });
    expect(parseQuery("outlet:kompas", fields).ok).toBe(false);
  });

  it("reads again what it writes", () => {
    let readable = 0;
    fc.assert(
      fc.property(fc.oneof(arbitraryQueryText, arbitraryScrawl), (source) => {
        const parsed = parseQuery(source);
        if (!parsed.ok) return;
        readable += 1;
        const again = parseQuery(formatQuery(parsed.tree));
        expect(again.ok && isSameQuery(again.tree, parsed.tree)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(readable).toBeGreaterThan(2500);
  });

  it("never throws, and its errors, mends and colours lie inside the source", () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryScrawl, fc.string({ unit: "binary" })), (source) => {
        for (const { start, end, mend } of errorsOf(source)) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(source.length);
          if (mend !== null) expect(mend.end).toBeLessThanOrEqual(source.length);
        }
        let before = 0;
        for (const { start, end } of colourQuery(source)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 3000 },
    );
  });
});
