import fc from "fast-check";

/** Random queries and documents over a small vocabulary, so that hits, misses and near misses are all common. */

const words = [
  "aku",
  "buku",
  "bukunya",
  "tiket",
  "tiketnya",
  "daring",
  "gagal",
  "anak-anak",
  "anak",
  "ya",
  "1,5",
  "印尼",
];
const special = ["#Gagal", "@kemenkes", "detik.com", "😡", "anti-korupsi", "B.J.", "Jum'at"];

const arbitraryWord = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constantFrom(...special) },
);

const arbitraryTermText = fc.oneof(
  { weight: 5, arbitrary: arbitraryWord },
  {
    weight: 3,
    arbitrary: fc.array(arbitraryWord, { minLength: 1, maxLength: 3 }).map((each) => `"${each.join(" ")}"`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("tik*", "buk*", '"tiket dar*"', '"buk* gagal"', "#gag*", "anak-ana*"),
  },
);

const arbitraryCondition = fc.constantFrom(
  "outlet:kompas",
  'outlet:"Media Indonesia"',
  "outlet:med*",
  "outlet:(kompas OR detik)",
  "tag:penting",
  "tag:*",
  "author:*",
  "lang:id",
  "has:image",
  "since:2019-09-10",
  "until:2019-09-10",
  "since:2019-09-11T14:00",
  "since:3d",
  "until:12h",
);

const arbitraryOperand = fc.oneof(
  { weight: 3, arbitrary: arbitraryTermText },
  {
    weight: 1,
    arbitrary: fc
      .array(arbitraryTermText, { minLength: 2, maxLength: 3 })
      .map((each) => `(${each.join(" OR ")})`),
  },
);

const arbitraryNear = fc
  .tuple(arbitraryOperand, fc.integer({ min: 1, max: 4 }), arbitraryOperand)
  .map(([left, distance, right]) => `${left} NEAR/${distance} ${right}`);

/** Queries that are well formed. */
export const arbitraryQueryText: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: arbitraryTermText },
    { weight: 2, arbitrary: arbitraryNear },
    { weight: 1, arbitrary: arbitraryCondition },
    { weight: 1, arbitrary: tie("query").map((inner) => `NOT (${inner})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("title", "text"), tie("query"))
        .map(([part, inner]) => `in:${part} (${inner.replaceAll(/in:\w+ /g, "")})`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
          fc.constantFrom(" ", " AND ", " OR ", " NOT "),
        )
        .map(([inner, operator]) => `(${inner.join(operator)})`),
    },
  ),
})).query;

/** Pieces of the language thrown together: mostly not well formed. */
export const arbitraryScrawl: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'( ) " “ ” - * : , . # @ AND OR NOT NEAR NEAR/3 DEKAT/ in:title judul: title:( outlet: outlet:( since:3d has:x foo:bar'.split(
          " ",
        ),
        " ",
        "\ud83d",
        "🇮",
        "👍🏽",
        "http://a.id/*",
        "é\u0301",
        "ﷺ",
      ),
      arbitraryWord,
    ),
    { maxLength: 12 },
  )
  .chain((parts) => fc.constantFrom("", " ").map((joint) => parts.join(joint)));

const arbitraryText = fc.array(arbitraryWord, { maxLength: 9 }).map((each) => each.join(" "));

/** Documents that random queries hit about as often as they miss. */
export const arbitraryDocument = fc.record({
  title: arbitraryText,
  text: arbitraryText,
  publishedAt: fc
    .integer({ min: 0, max: 24 * 6 })
    .map((hours) => new Date(Date.UTC(2019, 8, 8) + hours * 3_600_000)),
  fields: fc.record({
    outlet: fc.constantFrom("Kompas", "detik", "Media Indonesia"),
    author: fc.constantFrom(null, "Ani"),
    lang: fc.constantFrom("id", "en"),
    tag: fc.subarray(["penting", "Habibie"]),
    has: fc.subarray(["image", "link"]),
  }),
});
