import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeStemmer } from "./make-stemmer.ts";
import { readStemKnowledge } from "./stem-knowledge.ts";

const root = path.join(import.meta.dirname, "../../..");
const stem = makeStemmer(
  readStemKnowledge(readFileSync(path.join(root, "data/language/stem/roots.tsv"), "utf8")),
);

test.each([
  ["jalan", "jalan jalankan jalani berjalan menjalankan dijalankan perjalanan jalannya jalan-jalan"],
  ["ajar", "ajar mengajar diajarkan pelajar pembelajaran mempelajari kauajar"],
  ["tulis", "menulis ditulis penulis tulisan nulis tulisannya penulisan ditulislah"],
  ["pukul", "memukul dipukul pemukulan pukulan kupukul mukul terpukul pukul-memukul"],
  ["sapu", "menyapu penyapu disapu sapuan"],
  ["kirim", "mengirim pengiriman kiriman dikirimkan ngirim kirimin"],
  ["ubah", "berubah mengubah perubahan diubahnya"],
  ["bom", "mengebom pengeboman ngebom dibom"],
  ["daya", "memberdayakan pemberdayaan berdaya"],
  ["adil", "keadilan pengadilan ketidakadilan seadil-adilnya"],
  ["kerja", "bekerja pekerja mempekerjakan kerjakan kinerja dikerjain"],
  ["rusak", "merusak perusak kerusakan dirusaknya rusakkah"],
  ["anak", "anak-anak beranak anaknyalah anak-anaknya"],
  ["hijau", "hijau penghijauan kehijau-hijauan"],
  ["korupsi", "antikorupsi korupsi dikorupsi"],
])("%s is the root of its family", (expected, words) => {
  expect(words.split(" ").map((word) => [word, stem(word)])).toEqual(
    words.split(" ").map((word) => [word, expected]),
  );
});

test.each([
  ["beruang", "beruang"],
  ["mengukur", "ukur"],
  ["memakan", "makan"],
  ["mengurus", "urus"],
  ["penyanyi", "nyanyi"],
  ["memilah", "pilah"],
  ["mengarang", "karang"],
  ["perusahaan", "usaha"],
])("%s, which has several analyses, comes from %s", (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test("names and whole words that look inflected stay", () => {
  const whole =
    "kediri semarang pekalongan setiawan gunawan dimas sekolah bulan ikan makan seperti beberapa kepala";
  expect(whole.split(" ").map(stem)).toEqual(whole.split(" "));
});

const cases = path.join(root, "../shared/data/lex-sastrawi/stemmer-cases.tsv");
test.skipIf(!existsSync(cases))("conformance cases (skipped where ../shared/data is absent)", () => {
  const rows = readFileSync(cases, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.toLowerCase().split("\t"));
  const right = rows.filter(([words, roots]) => words?.split(" ").map(stem).join(" ") === roots);
  expect(rows.length).toBeGreaterThan(170);
  expect(right.length / rows.length).toBeGreaterThanOrEqual(0.98);
});

test("whatever the word, its root is not empty", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.stringMatching(/^(me|ber|di|pe|ke|se)?[a-z-]{1,60}(kan|i|an|nya)?$/),
      ),
      (word) => {
        expect(stem(word).length).toBeGreaterThan(0);
      },
    ),
  );
});
