import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeIndonesianReader, readReaderKnowledge } from "../read/make-indonesian-reader.ts";
import { INTENTS } from "./intent.ts";
import { makeIntent, makeIntentLabel } from "./make-intent.ts";
import { readIntentModel } from "./read-intent-model.ts";

const data = (name: string): string =>
  readFileSync(new URL(`../../../data/language/${name}`, import.meta.url), "utf8");
const table = data("intent/rule-weights.tsv");
const layers = readFileSync(new URL("../../../data/language/intent/layers.bin", import.meta.url));
const model = readIntentModel(table, layers);
const tell = makeIntent(model);
const label = makeIntentLabel(model);
const read = makeIndonesianReader(
  readReaderKnowledge({
    roots: data("stem/roots.tsv"),
    slang: data("normalise/own.txt"),
    moreSlang: data("normalise/indocollex.txt"),
    words: data("normalise/words.tsv"),
  }),
);

test.each([
  ["Lampu jalan di RT 04 sudah tiga hari padam, mohon segera diperbaiki. Terima kasih.", "complaint"],
  ["Kenapa air PDAM mati terus sih? Sudah seminggu begini.", "complaint"],
  ["min wifi lemot bgt dr kmrn ga bisa kerja", "complaint"],
  ["Tempatnya kotor, pelayanan lambat, dan makanannya hambar.", "complaint"],
  ["Kapan lampu jalan yang mati di gang kami diperbaiki? Sudah dua bulan gelap.", "complaint"],
  ["Apa saja syarat membuat akta kelahiran?", "question"],
  ["harga paket 50 mbps brp kak", "question"],
  ["Mohon info jadwal samsat keliling minggu ini, terima kasih.", "question"],
  ["Usul, sebaiknya di taman ditambah bangku untuk lansia.", "aspiration"],
  ["Pak presiden, lebih baik anggarannya dipakai untuk gaji guru honorer.", "aspiration"],
  ["Kami mengajukan permohonan bantuan kursi roda untuk warga kami.", "aspiration"],
  ["Terima kasih pak wali, taman kami sekarang indah sekali!", "appreciation"],
  ["Tempatnya nyaman, makanannya enak, pelayannya ramah.", "appreciation"],
  ["Gubernur Resmikan Pasar Baru di Kediri, Pedagang Mulai Pindah", "other"],
  ["wkwkwk gue ketiduran di bus sampe terminal", "other"],
  [
    "Hai Kak, mohon maaf atas ketidaknyamanannya. Silakan kirim nomor pelanggan melalui DM. Terima kasih",
    "other",
  ],
])("%j is %s", (text, intent) => {
  expect(label(read(text))).toBe(intent);
});

describe("an answer", () => {
  test("says which words decided, at their places", () => {
    const text = "Selamat pagi, lampu jalan padam sejak kemarin, mohon diperbaiki";
    const { reasons, probabilities, isUnsure } = tell(read(text));
    expect(reasons.map(({ start, end, kind }) => `${text.slice(start, end)}: ${kind}`)).toContain(
      "padam: failure",
    );
    expect(INTENTS.reduce((sum, intent) => sum + probabilities[intent], 0)).toBeCloseTo(1, 9);
    expect(isUnsure).toBe(false);
  });

  test("keeps a second intent where the text has two", () => {
    const { intent, second } = tell(
      read("Internet saya mati dari tadi malam, kapan bisa normal lagi ya min?"),
    );
    expect([intent, second]).toEqual(["complaint", "question"]);
  });

  test("is unsure of a text that says nothing", () => {
    expect(tell(read("")).reasons).toEqual([]);
    expect(tell(read("anu itu")).probabilities.complaint).toBeLessThan(0.5);
  });

  test("does not depend on what was read before", () => {
    const text = read("mohon info pembuatan KTP ya kak");
    const fresh = makeIntent(model)(text);
    for (const other of ["KTP saya hilang", "kak kak kak", "info loker dong"]) tell(read(other));
    expect(tell(text)).toEqual(fresh);
  });
});

const awkward: readonly [string, string][] = [
  ["one emoji", "👍"],
  ["addresses alone", "https://contoh.id/a https://contoh.id/b"],
  ["broken surrogates", "\ud83d\ud83d"],
  ["marks on letters", "t̸o̷l̴o̶n̷g̸"],
  ["10,000 times one letter", "a".repeat(10_000)],
  ["210 kB of one word", "tolong ".repeat(30_000)],
  ["5,000 question marks", "?".repeat(5_000)],
  ["HTML remains", "<b>halo</b>&nbsp;"],
  ["other scripts", "مرحبا 你好"],
];

test.each(awkward)("an awkward text has a defined answer: %s", (_, text) => {
  const { intent, probabilities, reasons } = tell(read(text));
  expect(INTENTS).toContain(intent);
  expect(probabilities[intent]).toBeGreaterThan(0);
  for (const { start, end } of reasons) expect(end).toBeGreaterThan(start);
});

test("the same text in any Unicode form has the same answer, and reasons lie in it", () => {
  const words = fc.constantFrom(
    "tolong",
    "kapan",
    "é",
    "rusak",
    "terima kasih",
    "?",
    "ﬁ",
    "Å",
    "usul",
    "👍",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.array(words, { maxLength: 20 })),
      (parts) => {
        const text = typeof parts === "string" ? parts : parts.join(" ");
        const answer = tell(read(text));
        for (const { start, end } of answer.reasons) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        if (typeof parts === "string") return;
        for (const form of ["NFC", "NFD"] as const)
          expect(tell(read(text.normalize(form))).probabilities).toEqual(answer.probabilities);
      },
    ),
    { numRuns: 200 },
  );
});

test("files of another version are refused", () => {
  expect(() => readIntentModel("feature\tcomplaint\n", layers)).toThrow("no weights for");
  expect(() => readIntentModel(table, new Uint8Array(4))).toThrow("not a layer");
});
