import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseText, analyseTexts } from "./analyse-text.ts";
import { makeEngines } from "./engines.ts";
import { summariseAnalysis, summariseTexts } from "./summarise-analysis.ts";

const engines = makeEngines((name) => readFileSync(new URL(`../../../data/${name}`, import.meta.url)));
const summary = (text: string) => summariseAnalysis(analyseText(engines, text), engines);

describe("an analysis", () => {
  test("tells who complains of what, where", () => {
    expect(
      summary("Kecewa sekali, lampu jalan di Kabupaten Sidoarjo padam sudah 3 hari, tolong diperbaiki!"),
    ).toMatchObject({
      language: "id",
      tone: "negative",
      intent: "complaint",
      hostility: 0,
      isCheckable: true,
      places: ["35.15"],
    });
  });

  test("tells thanks, questions and abuse apart", () => {
    expect(summary("Terima kasih banyak, petugasnya ramah dan cepat 👍")).toMatchObject({
      tone: "positive",
      intent: "appreciation",
    });
    expect(summary("Kapan pendaftaran sekolah dibuka, min?")).toMatchObject({ intent: "question" });
    expect(summary("Dasar goblok kamu!").hostility).toBe(2);
  });
});

const awkward = [
  "",
  " ",
  "👍",
  "https://contoh.go.id/a?b=c https://contoh.go.id/d",
  "新聞 اخبار ข่าว",
  "\ud83d",
  "Z̸̢̛͓̪̺a̷l̴g̵o̶",
  "a".repeat(10_000),
  "<p onclick='x'>&nbsp;<b>halo</b>",
  "!!!???...",
  "\0\u0001",
];

test.each(awkward)("an awkward text has a defined answer: %j", (text) => {
  const found = summary(text);
  expect(found.toneProbability).toBeGreaterThan(0);
  expect(found.intentProbability).toBeLessThanOrEqual(1);
});

test("texts have the same answers together, alone, and whatever was read before", () => {
  const parts = [
    "tdk bagus",
    "tak bagus",
    "Tak Mungkin",
    "WA admin",
    "wa.me",
    "#JawaTimur",
    "dr. Budi",
    "dr Kediri",
  ];
  const texts = [...parts.flatMap((one) => parts.map((other) => `${one} ${other}, kapan?`)), ...awkward];
  const fresh = makeEngines((name) => readFileSync(new URL(`../../../data/${name}`, import.meta.url)));
  const backwards = analyseTexts(fresh, [...texts, ...texts].reverse())
    .slice(0, texts.length)
    .reverse();
  expect(analyseTexts(engines, texts)).toEqual(texts.map((text) => analyseText(engines, text)));
  expect(backwards).toEqual(analyseTexts(engines, texts));
  expect(analyseTexts(engines, [])).toEqual([]);
});

test("what is kept is the same where the reasons are not looked for", () => {
  const texts = [
    "Kecewa sekali, lampu jalan di Kabupaten Sidoarjo padam sudah 3 hari, tolong diperbaiki!",
    'Gubernur Jawa Timur Khofifah meninjau pasar. "Harga turun," kata Khofifah di Surabaya, Selasa.',
    "The service was slow but the officers are friendly, makasih banyak ya pak petugas di loket",
    "Dasar goblok kamu! Jokowi: Jalan Tol Rampung Tahun Ini",
    ...awkward,
  ];
  expect(summariseTexts(engines, texts)).toEqual(texts.map(summary));
});

test("whatever is analysed, every reason lies in the text", () => {
  const part = fc.oneof(
    fc.constantFrom(
      ...awkward.slice(0, 6),
      "macet",
      "tidak bagus",
      "Surabaya",
      "Pak Budi",
      "goblok",
      "kapan?",
    ),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join(" ");
      const { language, sentiment, intent, hostility, entities } = analyseText(engines, text);
      const places = [
        ...language.reasons,
        ...sentiment.reasons,
        ...intent.reasons,
        ...hostility.words,
        ...entities,
      ];
      expect(Object.values(sentiment.probabilities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
      for (const { start, end } of places) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 200 },
  );
});

test("the same text in another Unicode form is the same text", () => {
  const text = "Bupati Muḥammad Fāris meninjau pasar di Kota Kediri — pedagang kecewa, air mati ½ hari";
  const of = (form: string) => {
    const { persons, organisations, voices, ...rest } = summary(text.normalize(form));
    return rest;
  };
  expect(of("NFD")).toEqual(of("NFC"));
});
