import { describe, expect, it } from "vitest";
import { colourQuery } from "./colour-query.ts";
import { describeQuery } from "./describe-query.ts";
import { parseQuery } from "./parse-query.ts";

function described(query: string): string[] {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(query);
  return describeQuery(parsed.tree).map(({ key, values }) =>
    [key.replace("query.read.", ""), ...Object.values(values)].join(" "),
  );
}

describe("describeQuery", () => {
  it("reads the query of the drawn screen back", () => {
    expect(described('("tiket daring" OR aplikasi) NEAR/5 gagal NOT lowongan lang:id since:3d')).toEqual([
      "open",
      "phrase tiket daring",
      "or",
      "word aplikasi",
      "close",
      "near 5",
      "word gagal",
      "without",
      "word lowongan",
      "and",
      "field lang id",
      "and",
      "sinceDaysAgo 3",
    ]);
  });

  it("tells words, beginnings, tags, parts, presence and times apart", () => {
    expect(described("")).toEqual(["all"]);
    expect(described("in:title (hab* OR #a OR @b OR anti-korupsi)")).toEqual([
      "inTitle",
      "open",
      "prefix hab",
      "or",
      "hashtag #a",
      "or",
      "mention @b",
      "or",
      "words anti-korupsi",
      "close",
    ]);
    expect(
      described("-tag:* outlet:med* until:2019-09 since:2019-09-10T14:00Z since:2w until:5h in:text a"),
    ).toEqual([
      "not",
      "fieldPresent tag",
      "and",
      "fieldPrefix outlet med",
      "and",
      "untilMonth 2019-09",
      "and",
      "sinceMinute 2019-09-10T14:00",
      "and",
      "sinceWeeksAgo 2",
      "and",
      "untilHoursAgo 5",
      "and",
      "inText",
      "word a",
    ]);
  });
});

describe("colourQuery", () => {
  it("gives every token its kind and what is wrong the kind error", () => {
    const source = '("a b" OR c) NEAR/5 d -e lang:id foo:bar in:title x "y';
    expect(colourQuery(source).map(({ kind, start, end }) => `${kind} ${source.slice(start, end)}`)).toEqual([
      "bracket (",
      'phrase "a b"',
      "operator OR",
      "word c",
      "bracket )",
      "operator NEAR/5",
      "word d",
      "not -",
      "word e",
      "field lang:",
      "value id",
      "error foo:",
      "error bar",
      "field in:title",
      "word x",
      'error "y',
    ]);
  });
});
