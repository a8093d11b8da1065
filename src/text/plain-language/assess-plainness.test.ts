import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { assessPlainness } from "./assess-plainness.ts";

const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word });
const assess = (text: string) => assessPlainness(read(text));
const places = (text: string) =>
  assess(text).places.map(({ kind, start, end, suggestion }) => [kind, text.slice(start, end), suggestion]);

describe("a place that could be plainer", () => {
  test.each<[string, unknown[]]>([
    ["Dalam rangka hari jadi kota, jalan ditutup.", [["officialese", "Dalam rangka", "untuk"]]],
    ["Petugas melakukan pemeriksaan di lokasi.", [["nominal", "melakukan pemeriksaan", "memeriksa"]]],
    ["Di lokasi dilakukan pemeriksaan.", [["nominal", "dilakukan pemeriksaan", null]]],
    ["Ini adalah merupakan hak warga.", [["pleonasm", "adalah merupakan", "adalah"]]],
    ["Kami minta seluruh stakeholder hadir.", [["hardWord", "stakeholder", "pihak terkait"]]],
    ["Data dari BGN sudah dikirim.", [["acronym", "BGN", null]]],
    ["Badan Gizi Nasional (BGN) mengirim data BGN.", []],
    ["BGN (Badan Gizi Nasional) mengirim data.", []],
    ["KTP dan BPJS diurus di RT.", []],
    ["MOHON SEMUA WARGA SEGERA PINDAH KE BALAI", []],
    ["Warga datang ke Dinas Sosialisasi pagi ini.", []],
    ["Air mati sejak pagi.", []],
  ])("%j", (text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  test("is a sentence of more than 25 words, which should be cut beyond 35", () => {
    const sentence = (length: number) => `${Array.from({ length }, () => "kata").join(" ")}.`;
    expect(assess(sentence(25)).places).toEqual([]);
    expect(assess(sentence(26)).places).toMatchObject([{ kind: "longSentence", severity: 1 }]);
    expect(assess(`Pendek. ${sentence(36)}`).places).toMatchObject([
      { kind: "longSentence", severity: 2, start: 8 },
    ]);
  });
});

test("plain wording scores above official wording of the same content", () => {
  const plain = assess(
    "Mulai Senin jalan ini ditutup. Kami memperbaiki pipa air. Lewatlah Jalan Melati. Terima kasih atas pengertian Anda.",
  );
  const official = assess(
    "Sehubungan dengan adanya pelaksanaan kegiatan perbaikan pipa air yang dilaksanakan dalam rangka optimalisasi pelayanan kepada masyarakat, maka dengan ini kami beritahukan bahwa terhitung mulai hari Senin akan dilakukan penutupan jalan yang mana diharapkan kepada seluruh pengguna jalan yang bersangkutan agar supaya senantiasa melalui jalan alternatif.",
  );
  expect(plain).toMatchObject({ level: "easy", sentences: 4 });
  expect(plain.score).toBeGreaterThan(90);
  expect(official.score).toBeLessThan(45);
});

test("a text too short for a style has no score, and an empty one no places", () => {
  expect(assess("Air mati lagi")).toMatchObject({ score: null, level: null });
  expect(assess("")).toMatchObject({ score: null, words: 0, sentences: 0, places: [] });
});

test("whatever is assessed, the score keeps its bounds and places lie in the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      const { score, places: found, parts } = assess(text);
      if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
      for (const part of Object.values(parts)) expect(part >= 0 && part <= 1).toBe(true);
      for (const { start, end } of found) expect(start < end && end <= text.length).toBe(true);
    }),
  );
});
