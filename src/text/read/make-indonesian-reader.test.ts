import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeIndonesianReader, readReaderKnowledge } from "./make-indonesian-reader.ts";
import { normaliseText, stemText } from "./reading-text.ts";

const folder = path.join(import.meta.dirname, "../../../data/language");
const file = (name: string): string => readFileSync(path.join(folder, name), "utf8");
const knowledge = readReaderKnowledge({
  roots: file("stem/roots.tsv"),
  slang: file("normalise/own.txt"),
  moreSlang: file("normalise/indocollex.txt"),
  words: file("normalise/words.tsv"),
});
const read = makeIndonesianReader(knowledge);
const normal = (text: string): string => normaliseText(read(text));

test("at least 3,500 chat spellings are known", () => {
  expect(knowledge.normalise.slang.size).toBeGreaterThan(3500);
});

test.each([
  // Lengthened words, also where two letters are the word's own.
  ["bangeeet", "banget"],
  ["maaaaf yaaa", "maaf ya"],
  ["rusaknyaaa paraaah", "rusaknya parah"],
  ["wkwkwkwkk hahahhaha", "hahaha hahaha"],
  // Figures for letters, and figures that are figures.
  ["g4k t4p1 5apa", "tidak tapi siapa"],
  ["4 orang, tahun 2019, sinyal 4g", "4 orang tahun 2019 sinyal 4g"],
  ["10rb 2jt 5org", "10 ribu 2 juta 5 orang"],
  ["p3k g20 covid19", "p3k g20 covid19"],
  // A figure that doubles the word.
  ["jalan2 orang2nya berlari2", "jalan-jalan orang-orangnya berlari-lari"],
  // Abbreviations, spoken words, joined words.
  ["yg gk ada bgt dgn utk krn jgn", "yang tidak ada banget dengan untuk karena jangan"],
  ["udh blm bs kpd tsb dll", "sudah belum bisa kepada tersebut dan lain-lain"],
  ["gpp, mksh min", "tidak apa-apa terima kasih admin"],
  ["dirumah gabisa kesana", "di rumah tidak bisa ke sana"],
  ["ortunya temenku bgtlah", "orang tuanya temanku banget"],
  // Spoken affixes.
  ["nulis nyari ngerjain dengerin", "menulis mencari mengerjakan dengarkan"],
  ["dibersihin dibalesin nungguin", "dibersihkan dibalas menunggu"],
  // As it is spoken.
  ["biasah abizzz dateng sukak ngisi", "biasa habis datang suka mengisi"],
  // Vowels left out of a frequent word.
  ["msyrkat pmrntah", "masyarakat pemerintah"],
])("%j is %j in standard spelling", (text, expected) => {
  expect(normal(text)).toBe(expected);
});

test.each([
  ["rumah sy 5 km dari sini, km tau?", "rumah saya 5 kilometer dari sini kamu tahu"],
  ["baru plg kerja", "baru pulang kerja"],
  ["plg parah di sini", "paling parah di sini"],
  ["dtg dr pasar ke dr. Rani", "datang dari pasar ke dokter rani"],
  ["tgl 5 mei sy tgl di sini", "tanggal 5 mei saya tinggal di sini"],
  ["smp skrg blm, anak kelas 2 smp", "sampai sekarang belum anak kelas 2 smp"],
  ["sma aja, lulusan sma", "sama saja lulusan sma"],
  ["kurang pd ngomong pd bos", "kurang percaya diri berbicara pada bos"],
  ["kaya gini kok dibilang orang kaya", "seperti begini kok dikatakan orang kaya"],
  ["mo tanya", "mau tanya"],
])("what stands around a form decides: %j", (text, expected) => {
  expect(normal(text)).toBe(expected);
});

test.each([
  ["Kata Pak Mo Salah dan Ibu Sri Wahyuni di Kediri", "kata pak mo salah dan ibu sri wahyuni di kediri"],
  ["menurut Bapak SBY dan Budi Setiawaan", "menurut bapak sby dan budi setiawaan"],
  ["Kami bertemu Aan Gunawan, Dian dan Tae Yong", "kami bertemu aan gunawan dian dan tae yong"],
  ["TNI AD dan BPK, tinggi 10 cm", "tni ad dan bpk tinggi 10 sentimeter"],
])("names stay: %j", (text, expected) => {
  expect(normal(text)).toBe(expected);
});

test.each([
  ["#MakanBergiziGratis", "makan bergizi gratis"],
  ["#makanbergizigratis", "makan bergizi gratis"],
  ["#TOLAKKENAIKANHARGA", "tolak kenaikan harga"],
  ["#Pemilu2024", "pemilu 2024"],
  ["#banjir_jakarta", "banjir jakarta"],
  ["#SaveKPK", "save kpk"],
  ["#qwrtzpsdfg", "qwrtzpsdfg"],
])("the words of %j are %j", (text, expected) => {
  expect(normal(text)).toBe(expected);
});

test("pictographs and faces are words for what they show", () => {
  expect(normal("😡😡 👍🏽 :-)) 🤷🏽‍♀️ -_-")).toBe(":anger: :anger: :approval: :joy: :mockery: :boredom:");
});

test("roots are found behind chat spelling", () => {
  expect(stemText(read("petugasnya ngerjain pelayanan2 dgn lambaaat"))).toBe(
    "tugas kerja layan dengan lambat",
  );
});

test("the same word is the same object wherever it stands", () => {
  const [first, , third] = read("jalan rusak jalan").tokens;
  expect(first?.word).toBe(third?.word);
});

test("places point into the original, whatever its Unicode form and whatever it holds", () => {
  const pieces = fc.constantFrom(
    "bgt",
    "yg",
    "Kafé",
    "pâsar",
    "Jum’at",
    "dr",
    "#ÇaVa",
    "😡",
    "5",
    "km",
    ".",
    "\n",
    "!!",
    "\ud800",
    "wkwk",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 20 }),
      (parts) => {
        const text = parts.join(" ");
        const reading = read(text);
        let at = 0;
        for (const { start, end, word } of reading.tokens) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(word.normal.length).toBe(word.roots.length);
          expect(word.normal.every((one) => one !== "")).toBe(true);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      },
    ),
  );
  for (const text of ["Kafé di Jum’at pâsar", "ＪＡＬＡＮ ﬁlm", "résumé ñata"])
    for (const form of ["NFC", "NFD"] as const) expect(normal(text.normalize(form))).toBe(normal(text));
});

test.each([
  ["nothing", "", 0],
  ["one letter 10,000 times", "a".repeat(10_000), 1],
  ["marks without end", "!".repeat(10_000), 1],
  ["marks piled on a letter", `z${"\u0301".repeat(5000)}`, 1],
  ["half characters", "\ud83d".repeat(1000), 0],
  ["a long tag", `#${"makan".repeat(2000)}`, 1],
])("%s is read", (_, text, tokens) => {
  expect(read(text).tokens.length).toBe(tokens);
});
