import { describe, expect, it } from "vitest";
import { highlightRanges } from "./highlight-ranges.ts";
import { parseQuery } from "./parse-query.ts";

function marked(query: string, text: string, part: "title" | "text" = "text"): string {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(query);
  let result = "";
  let at = 0;
  for (const { start, end } of highlightRanges(parsed.tree, text, part)) {
    result += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return result + text.slice(at);
}

describe("highlightRanges", () => {
  it("marks words in all their forms, phrases as one range, tags and addresses", () => {
    expect(marked("buku", "Bukunya, BUKU-buku dan kitab")).toBe("[Bukunya], [BUKU-buku] dan kitab");
    expect(marked('"tiket daring" gagal', "Tiket  daring gagal; tiket lain")).toBe(
      "[Tiket  daring] [gagal]; tiket lain",
    );
    expect(marked("hab* detik.com #x", "Habíbie di https://www.detik.com/a #X")).toBe(
      "[Habíbie] di [https://www.detik.com/a] [#X]",
    );
  });

  it("marks only what NEAR joins, nothing under NOT, and only the part asked for", () => {
    expect(marked("a NEAR/2 b", "a x b y y y a")).toBe("[a] x [b] y y y a");
    expect(marked("a NOT b", "a b")).toBe("[a] b");
    expect(marked("NOT (NOT (a b) OR c)", "a b c")).toBe("[a] [b] c");
    expect(marked("in:title a b", "a b")).toBe("a [b]");
    expect(marked("in:title a b", "a b", "title")).toBe("[a] [b]");
  });
});
