import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEntityModel } from "../entities/entity-model.ts";
import { makeEntities } from "../entities/make-entities.ts";
import { readGazetteer } from "../places/read-gazetteer.ts";
import { makeReader } from "../read/make-reader.ts";
import { findQuotations } from "./find-quotations.ts";
import type { Quotation } from "./quotation.ts";

const dataFile = (name: string) => readFileSync(new URL(`../../../data/${name}`, import.meta.url));
const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word });
const findEntities = makeEntities({
  model: readEntityModel(dataFile("language/entities/model.bin")),
  gazetteer: readGazetteer(dataFile("gazetteer/places.tsv").toString("utf8")),
});
const quotationsOf = (text: string): readonly Quotation[] => {
  const reading = read(text);
  return findQuotations(reading, findEntities(reading).entities).quotations;
};
/** `kind speaker: words`. */
const said = (text: string): string[] =>
  quotationsOf(text).map(
    ({ kind, speaker, start, end }) => `${kind} ${speaker?.name ?? "?"}: ${text.slice(start, end)}`,
  );

const cases: [name: string, text: string, expected: string[]][] = [
  [
    "words between marks, the speaker behind with an office",
    '"Jembatan itu selesai bulan depan," kata Wakil Presiden Jusuf Kalla di Jakarta, Senin (9/9/2019).',
    ["direct Jusuf Kalla: Jembatan itu selesai bulan depan,"],
  ],
  [
    "a pronoun is who spoke last",
    'Gubernur Jawa Timur Khofifah Indar Parawansa meninjau pasar. "Harga cabai mulai turun," kata Khofifah. “Kami akan menambah pasokan,” ujarnya.\n"Warga jangan panik," tegas dia.',
    [
      "direct Khofifah Indar Parawansa: Harga cabai mulai turun,",
      "direct Khofifah Indar Parawansa: Kami akan menambah pasokan,",
      "direct Khofifah Indar Parawansa: Warga jangan panik,",
    ],
  ],
  [
    "a pronoun without a speaker before is whom the text is about",
    'Wali Kota Bogor Bima Arya Sugiarto meresmikan taman baru. "Taman ini milik warga," tutur dia.',
    ["direct Bima Arya Sugiarto: Taman ini milik warga,"],
  ],
  [
    "told with and without bahwa",
    "Menteri Keuangan Sri Mulyani mengatakan bahwa penerimaan negara tumbuh lima persen. Ia menambahkan, belanja juga akan dijaga.",
    [
      "indirect Sri Mulyani: penerimaan negara tumbuh lima persen",
      "indirect Sri Mulyani: belanja juga akan dijaga",
    ],
  ],
  [
    "menurut, with a name, a pronoun and things that are no speakers",
    "Menurut Budi Santoso, air sungai naik sejak subuh tadi. Menurut dia, warga sudah mengungsi ke balai desa. Menurut jadwal, rapat dimulai pukul tujuh malam.",
    [
      "indirect Budi Santoso: air sungai naik sejak subuh tadi",
      "indirect Budi Santoso: warga sudah mengungsi ke balai desa",
    ],
  ],
  [
    "an office without a name stays an office",
    '"Tersangka sudah kami tahan," kata Kapolres, Selasa.',
    ["direct Kapolres: Tersangka sudah kami tahan,"],
  ],
  [
    "a body speaks",
    "KPK menyatakan penyidikan perkara itu belum selesai sampai hari ini.",
    ["indirect KPK: penyidikan perkara itu belum selesai sampai hari ini"],
  ],
  [
    "headlines with a colon",
    "Jokowi: Saya Tidak Akan Menunda Pembangunan Pelabuhan\nPresiden Joko Widodo (Jokowi) meninjau pelabuhan itu.",
    ["headline Joko Widodo: Saya Tidak Akan Menunda Pembangunan Pelabuhan"],
  ],
  [
    "headlines with a verb, and what stands before the comma",
    "Harga Beras Naik, Menteri Perdagangan Sebut Stok Masih Aman",
    ["headline Menteri Perdagangan: Stok Masih Aman"],
  ],
  [
    "a headline belongs to whoever stands before the colon, not to whom they belong or speak of",
    "Putra BJ Habibie: Bapak Butuh Istirahat",
    ["headline Putra BJ Habibie: Bapak Butuh Istirahat"],
  ],
  [
    "a headline of one about another has no sure speaker",
    "Sri Mulyani Mengenang Habibie: Bapak Bangsa yang Dicintai",
    [],
  ],
  [
    "a row of paragraphs between marks belongs to whom the last one names",
    '"Kami menunggu tiga jam di luar."\n"Tidak ada yang memberi tahu apa-apa," ujar Andi Pratama, seorang penumpang.',
    [
      "direct Andi Pratama: Kami menunggu tiga jam di luar.",
      "direct Andi Pratama: Tidak ada yang memberi tahu apa-apa,",
    ],
  ],
  [
    "who speaks for another",
    '"Klien kami tidak bersalah," ungkap kuasa hukum Siti Aminah, Hendra Gunawan.',
    ["direct Hendra Gunawan: Klien kami tidak bersalah,"],
  ],
  [
    "an office with commas in its name",
    '"Harga gula stabil," kata Direktur Barang Pokok, Logistik, dan Perdagangan Kementerian Perdagangan Rina Hartati dalam keterangan tertulis, Senin (9/9/2019).',
    ["direct Rina Hartati: Harga gula stabil,"],
  ],
  [
    "a cue before the words",
    'Khofifah menegaskan, "Sekolah tidak boleh memungut biaya."',
    ["direct Khofifah: Sekolah tidak boleh memungut biaya."],
  ],
  [
    "names of things between marks are no quotation",
    'Ia datang ke acara "Malam Puisi Kota Tua" bersama istrinya. Film "Langit Biru" diputar sore itu.',
    [],
  ],
  [
    "a speaker who says nothing",
    "Bupati tidak mengatakan kapan jalan itu diperbaiki oleh pemerintah daerah.",
    [],
  ],
  ["a post without speech", "macet parah di jalan sudirman, tolong dong pak", []],
];

describe("quotations", () => {
  test.each(cases)("%s", (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test("say the speaker's office, the word of speech, and what decided", () => {
    const text =
      '"Stok aman," kata Menteri Perdagangan Enggartiasto Lukita. "Harga turun pekan depan," ujarnya.';
    const [first, second] = quotationsOf(text);
    expect(first?.speaker).toMatchObject({ kind: "person", role: "Menteri Perdagangan" });
    expect(first?.cue && text.slice(first.cue.start, first.cue.end)).toBe("kata");
    expect(first?.reasons.map(({ kind }) => kind)).toEqual(["marks", "cue", "name"]);
    expect(second?.reasons.map(({ kind }) => kind)).toEqual(["marks", "cue", "pronoun"]);
    expect(second?.certainty).toBeLessThan(first?.certainty ?? 0);
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "“",
    "”",
    ",",
    ".",
    ":",
    "\n",
    "(",
    ")",
    "kata",
    "ujarnya",
    "mengatakan",
    "bahwa",
    "menurut",
    "dia",
    "itu",
    "Jusuf Kalla",
    '"Harga beras turun lagi,"',
    "kata Jusuf Kalla .",
    "Kapolres",
    "melalui",
    "dan",
    "KPK",
    "Sebut",
    "tidak",
    "@akun",
    "diungkapkan",
    "dr.",
    "warga",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);

test("whatever is read, quotations lie in the text, in order, apart from each other", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join(" ");
      let until = 0;
      expect(text.length).toBeGreaterThanOrEqual(0);
      for (const { start, end, cue, speaker, certainty, reasons } of quotationsOf(text)) {
        expect(start).toBeGreaterThanOrEqual(until);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(certainty).toBeGreaterThan(0);
        expect(certainty).toBeLessThanOrEqual(1);
        for (const place of [cue, speaker, ...reasons])
          if (place !== null) expect(text.slice(place.start, place.end)).not.toBe("");
        until = end;
      }
    }),
    { numRuns: 300 },
  );
});

test("the same text in another Unicode form says the same", () => {
  const text =
    "“Pasar dibuka lagi besok pagi,” kata Bupati Faris Muḥammad. Ia berharap semua pedagang lama kembali berjualan.";
  const of = (form: string) =>
    quotationsOf(text.normalize(form)).map(({ kind, certainty }) => [kind, certainty]);
  expect(of("NFD")).toEqual(of("NFC"));
  expect(of("NFC")).toHaveLength(2);
});

test.each([
  ["marks that never close", '"kata '.repeat(30_000)],
  ["closing marks alone", "” kata Budi ".repeat(15_000)],
  ["one word of speech after another", "mengatakan ".repeat(18_000)],
  ["commas and offices without end", `"a," kata Direktur ${"Barang, ".repeat(25_000)}`],
  ["one long word", "a".repeat(200_000)],
  ["surrogates cut in two", '\ud83d" kata '.repeat(20_000)],
])(
  "200 kB of %s have a defined answer",
  (_, text) => {
    expect(Array.isArray(quotationsOf(text))).toBe(true);
  },
  30_000,
);
