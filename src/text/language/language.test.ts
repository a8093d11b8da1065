import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { readLanguageModel, writeLanguageModel } from "./language-model.ts";
import { makeLanguageDetector } from "./make-language-detector.ts";

const bytes = readFileSync(new URL("../../../data/language/language/model.bin", import.meta.url));
const read = makeReader({ normalise: (word) => [word], stem: (word) => word });
const detectReading = makeLanguageDetector(readLanguageModel(bytes));
const detect = (text: string) => detectReading(read(text));

test.each([
  ["BJ Habibie meninggal dunia pada usia 83 tahun, kata keluarga", "id"],
  ["Pemerintah Pertimbangkan Kenaikan Iuran, Ini Alasannya", "id"],
  ["gue udah nunggu dari pagi tapi gak dibales", "id"],
  ["Harga Cabai Naik Jelang Lebaran", "id"],
  ["The minister said the new policy will be announced after the meeting", "en"],
  ["Polis tahan dua lelaki kerana disyaki mencuri kereta di pejabat kerajaan", "ms"],
  ["Kula badhe tindak dhateng peken, nanging udan deres sanget", "jv"],
  ["Abdi hoyong ka pasar tapi hujan ageung pisan, janten teu janten", "su"],
  ["Tiang lakar ka peken nanging ujan bales sajan", "ban"],
  ["Ambo nio pai ka pasa tapi hujan labek bana", "min"],
  ["De minister heeft gisteren gezegd dat het niet doorgaat", "und"],
  ["", "und"],
  ["1234 😡 https://kabar.test/", "und"],
  ["😡😡", "und"],
  ["新首都の建設が始まる", "und"],
  ["السلام عليكم", "und"],
  ["ꦱꦸꦒꦼꦁꦲꦺꦚ꧀ꦗꦁ", "jv"],
] as const)("%j is %s", (text, label) => {
  expect(detect(text).label).toBe(label);
});

test.each([
  ["Antreannya panjang banget, I have been standing here since seven in the morning", ["id", "en"]],
  ["The food was great and cheap, nanging panggonane adoh saka omahku", ["en", "jv"]],
])("%j is mixed", (text, languages) => {
  const result = detect(text);
  expect(result.label).toBe("mixed");
  expect(result.languages.map(({ language }) => language).sort()).toEqual([...languages].sort());
});

test("an Indonesian sentence with borrowed words is Indonesian", () => {
  expect(detect("Jadwal meeting online hari ini ditunda karena internet kantor sedang gangguan").label).toBe(
    "id",
  );
});

test("another script is named even where the language is not known", () => {
  expect(detect("Привет, как дела").script).toBe("Cyrl");
  expect(detect("ประชุมวันนี้").script).toBe("Thai");
});

test("reasons name the words that decided", () => {
  const text = "Saya belum paham kenapa jalannya rusak lagi";
  const words = detect(text).reasons.map(({ start, end }) => text.slice(start, end));
  expect(words.length).toBeGreaterThan(0);
  for (const word of words) expect(text.split(" ")).toContain(word);
});

test("whatever the text, the answer is defined, serialisable, and the same in any Unicode form", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
      const result = detect(text.normalize("NFC"));
      expect(detect(text.normalize("NFD")).label).toBe(result.label);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      expect(result.probability).toBeGreaterThanOrEqual(0);
      expect(result.probability).toBeLessThanOrEqual(1);
      for (const { start, end } of result.reasons) expect(text.length).toBeGreaterThanOrEqual(end - start);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(detect(text).probability).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("one letter ten thousand times, and 200 kB of words, have an answer", () => {
  expect(detect("a".repeat(10_000)).label).toBeTypeOf("string");
  expect(detect("warga mengeluh jalan rusak ".repeat(8_000)).label).toBe("id");
});

test("a model is written as it is read, and other bytes are refused", () => {
  expect(Buffer.from(writeLanguageModel(readLanguageModel(bytes))).equals(bytes)).toBe(true);
  expect(() => readLanguageModel(new Uint8Array(8))).toThrow(RangeError);
  expect(() => readLanguageModel(bytes.subarray(0, 1_000))).toThrow(RangeError);
  expect(() => readLanguageModel(new Uint8Array(bytes).fill(0, 0, 4))).toThrow(RangeError);
});
