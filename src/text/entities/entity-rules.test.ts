import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { type EntityRule, makeEntityRules } from "./entity-rules.ts";

const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word });

const rules: EntityRule[] = [
  {
    id: "sby-person",
    name: "Susilo Bambang Yudhoyono",
    kind: "person",
    target: "person-6",
    aliases: ["SBY", "Pak Beye", "#SBY"],
    require: [{ words: ["presiden", "Cikeas", "Demokrat", "Partai Demokrat", "AHY"], within: 6 }],
  },
  {
    id: "sby-city",
    name: "Kota Surabaya",
    kind: "place",
    target: "35.78",
    aliases: ["SBY"],
    require: [{ words: ["Pemkot", "Jatim", "macet", "banjir"] }],
    exclude: [{ words: ["presiden ke-6"] }],
  },
  {
    id: "garuda-airline",
    name: "Garuda Indonesia",
    kind: "organisation",
    target: "org-garuda",
    aliases: ["Garuda"],
    require: [{ words: ["penerbangan", "pesawat", "tiket", "bandara"] }],
  },
  {
    id: "garuda-symbol",
    name: "Garuda Pancasila",
    kind: "organisation",
    target: "symbol",
    aliases: ["Garuda", "Garuda Pancasila"],
  },
];
const rulesOfName = (id: string, name: string): EntityRule => ({
  id,
  name,
  kind: "person",
  target: id,
  aliases: [name],
});
const apply = makeEntityRules(rules);
const rulesOf = (text: string): string[] => apply(read(text)).entities.map(({ rule }) => rule);

test.each([
  ["SBY menerima tamu di Cikeas", ["sby-person"]],
  ["sby macet total sore ini", ["sby-city"]],
  ["Pemkot buka pasar murah, warga sby antre", ["sby-city"]],
  ["#SBY dan AHY rapat malam ini", ["sby-person"]],
  ["Tiket Garuda naik lagi", ["garuda-airline"]],
  ["Lambang Garuda terpasang miring", ["garuda-symbol"]],
  ["Garuda Pancasila di dinding, pesawat di langit", ["garuda-symbol"]],
  ["Presiden keenam, yang lama tinggal jauh dari ibu kota itu, bukan sby", []],
])("%j is read by %j", (text, expected) => {
  expect(rulesOf(text)).toEqual(expected);
});

test("a word of one rule holds within a longer phrase of another", () => {
  const two = makeEntityRules([
    { ...rulesOfName("a", "Megawati"), require: [{ words: ["Demokrat"] }] },
    { ...rulesOfName("b", "Rapat"), require: [{ words: ["Partai Demokrat"] }] },
  ]);
  expect(two(read("Rapat Partai Demokrat dihadiri Megawati")).entities.map(({ rule }) => rule)).toEqual([
    "b",
    "a",
  ]);
});

test("a name that no rule decides is told with the rules that exist", () => {
  expect(apply(read("ketemu di sby ya"))).toEqual({
    entities: [],
    undecided: [{ start: 10, end: 13, rules: ["sby-person", "sby-city"] }],
  });
});

test("the more particular rule wins, and says which words decided", () => {
  const text = "Presiden SBY tinjau banjir di Demak";
  const [one] = apply(read(text)).entities;
  expect(one?.rule).toBe("sby-person");
  expect(one?.reasons.map(({ start, end, kind }) => [text.slice(start, end), kind])).toEqual([
    ["SBY", "alias"],
    ["Presiden", "required"],
  ]);
});

test("an excluded phrase keeps a rule from holding", () => {
  expect(rulesOf("presiden ke-6 alias SBY lewat, jalan jadi macet lagi sampai sore hari ini")).toEqual([
    "sby-person",
  ]);
  expect(rulesOf("macet di sby")).toEqual(["sby-city"]);
});

test("distance is counted in tokens", () => {
  const near = makeEntityRules([
    { ...(rules[0] as EntityRule), require: [{ words: ["demokrat"], within: 2 }] },
  ]);
  expect(near(read("SBY dari Partai Demokrat")).entities).toHaveLength(1);
  expect(near(read("SBY dan kader muda Partai Demokrat")).entities).toHaveLength(0);
});

test("whatever the text, found names are slices in order that do not overlap", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom("SBY", "garuda", "pancasila", "macet", "presiden", ".", "\n", "🙂", "\ud800"),
        {
          maxLength: 60,
        },
      ),
      (parts) => {
        const text = parts.join(" ");
        const { entities, undecided } = apply(read(text));
        let at = 0;
        for (const { start, end } of [...entities, ...undecided].sort(
          (one, other) => one.start - other.start,
        )) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});

test("a text of 20,000 names is read in one go", () => {
  const text = "SBY macet ".repeat(20_000);
  expect(apply(read(text)).entities).toHaveLength(20_000);
});
