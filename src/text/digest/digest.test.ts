import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { keyPhrases } from "./key-phrases.ts";
import { summariseTexts } from "./summarise-texts.ts";
import { readWordFrequency } from "./word-frequency.ts";

const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word.replace(/nya$/, "") });
const frequency = readWordFrequency(
  "1000\nwarga\t300\njalan\t250\nkota\t400\nair\t200\nrumah\t200\npetugas\t150\n",
);

const texts = [
  "Pipa air PDAM Surya Sembada pecah di Jalan Kertajaya. Ribuan rumah warga kekurangan air bersih sejak pagi. Petugas bekerja sampai malam.",
  "PDAM Surya Sembada mengirim tangki air bersih. Direktur meminta maaf kepada pelanggan di kawasan timur.",
  "Air bersih mengalir lagi setelah pipa PDAM Surya Sembada diganti. Ribuan rumah warga kekurangan air bersih sejak pagi kemarin.",
];

describe("key phrases", () => {
  test("are what the texts share and ordinary language does not, without parts of themselves", () => {
    const phrases = keyPhrases(texts.map(read), frequency, 5);
    expect(phrases[0]).toMatchObject({ phrase: "PDAM Surya Sembada", count: 3, texts: 3 });
    expect(phrases.map(({ phrase }) => phrase)).toContain("air bersih");
    expect(phrases.map(({ phrase }) => phrase)).not.toContain("Sembada");
  });

  test("of a text without content words are none", () => {
    expect(keyPhrases([read("yang dan di ke!")], frequency, 5)).toEqual([]);
    expect(keyPhrases([], frequency, 5)).toEqual([]);
  });
});

describe("a summary", () => {
  test("covers the texts without saying anything twice", () => {
    const summary = summariseTexts(texts.map(read), [null, null, null], frequency, 4);
    const sentences = summary.map(({ sentence }) => sentence);
    expect(sentences.filter((sentence) => sentence.includes("kekurangan"))).toHaveLength(1);
    expect(new Set(summary.map(({ index }) => index)).size).toBeGreaterThan(1);
    for (const { index, start, end, sentence } of summary)
      expect(texts[index]?.slice(start, end)).toBe(sentence);
  });

  test("of one text begins with its news", () => {
    const [first] = summariseTexts(texts.slice(0, 1).map(read), [read("Pipa PDAM pecah")], frequency, 1);
    expect(first?.sentence).toBe("Pipa air PDAM Surya Sembada pecah di Jalan Kertajaya.");
  });

  test("of any texts keeps to its limit and its places", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...texts, "", "?!", "a b c"), { maxLength: 6 }),
        fc.nat(4),
        (many, limit) => {
          const summary = summariseTexts(many.map(read), [], frequency, limit);
          expect(summary.length).toBeLessThanOrEqual(limit);
          for (const { index, start, end, sentence } of summary)
            expect(many[index]?.slice(start, end)).toBe(sentence);
        },
      ),
    );
  });
});

test.each(["", "x\nkata\t2", "10\nkata", "10\nkata\t0"])(
  "a broken table of frequencies is refused: %j",
  (table) => {
    expect(() => readWordFrequency(table)).toThrow(/line \d/);
  },
);
