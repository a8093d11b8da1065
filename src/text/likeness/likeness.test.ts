import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { makeLikeness } from "./make-likeness.ts";
import { makeLikenessIndex } from "./make-likeness-index.ts";
import { makeSimilarTexts } from "./make-similar-texts.ts";
import { readWordWeights } from "./word-weights.ts";

const weights = readWordWeights(
  readFileSync(new URL("../../../data/language/likeness/word-weights.bin", import.meta.url)),
);
const read = makeReader({ normalise: (word) => [word], stem: (word) => word.replace(/nya$/, "") });
const like = makeLikeness({ weights });
const at = Date.UTC(2026, 2, 1);
const day = 86_400_000;

const release = `Dinas Perhubungan Kota Melati mulai besok menutup jalur lambat Jalan Kenanga selama dua pekan untuk
perbaikan saluran air. Kepala dinas mengatakan kendaraan dialihkan ke Jalan Anggrek dan Jalan Dahlia, sedangkan bus kota tetap
melintas. Warga diminta berangkat lebih awal dan mengikuti petunjuk petugas di lapangan. Pekerjaan ditargetkan selesai
sebelum masa libur sekolah dimulai pada akhir bulan depan.`;
const edited = `Jalur lambat Jalan Kenanga ditutup dua pekan. Dinas Perhubungan Kota Melati mulai besok menutup jalur lambat
Jalan Kenanga selama dua pekan untuk perbaikan saluran air. Kepala dinas mengatakan kendaraan dialihkan ke Jalan Anggrek dan
Jalan Dahlia, sedangkan bus kota tetap melintas. Warga diminta berangkat lebih awal dan mengikuti petunjuk petugas di
lapangan.`;
const other = `Harga cabai di pasar induk turun tajam setelah panen raya di tiga kabupaten. Pedagang menyebut pasokan naik dua
kali lipat dibanding bulan lalu, sementara permintaan rumah makan belum pulih. Petani berharap pemerintah membeli sebagian
hasil panen agar harga tidak jatuh lebih dalam lagi menjelang musim tanam berikutnya.`;

const indexOf = (texts: Record<string, string>) => {
  const index = makeLikenessIndex({ weights });
  for (const [id, text] of Object.entries(texts)) index.add(id, read(text), at);
  return index;
};

test("a release is found again: as it was, edited, and inside a longer article", () => {
  const index = indexOf({
    release,
    edited,
    other,
    long: `${other} ${release} ${other.split(" ").reverse().join(" ")}`,
  });
  const found = new Map(index.findLike(read(release)).map(({ id, kind }) => [id, kind]));
  expect(found.get("release")).toBe("same");
  expect(found.get("edited")).toBe("edited");
  expect(found.get("long")).toBe("contains");
  expect(found.has("other")).toBe(false);
});

test("a part that is quoted is told from an edited version", () => {
  const quote = release.split(". ").slice(1, 3).join(". ");
  expect(like(read(release), read(`${other} ${quote}`))?.kind).toBe("quoted");
  expect(like(read(release), read(other))).toBeNull();
});

test.each([
  [
    "Gubernur Resmikan Jembatan Baru di Kota Melati",
    "Gubernur Resmikan Jembatan Baru Kota Melati Hari Ini",
    "edited",
  ],
  [
    "Gubernur resmikan jembatan baru di Kota Melati",
    "GUBERNUR RESMIKAN JEMBATAN BARU DI KOTA MELATI!",
    "same",
  ],
  ["Sinopsis Drama Hujan Pagi Episode 4", "Sinopsis Drama Hujan Pagi Episode 16", undefined],
  ["Gubernur Resmikan Jembatan Baru", "Harga Cabai Turun Tajam", undefined],
])("headlines %j and %j: %s", (a, b, kind) => {
  expect(like(read(a), read(b))?.kind).toBe(kind);
});

const quake = (where: string, [size, hour, depth, south, east, near]: readonly string[]) =>
  `Gempa bumi dengan magnitudo ${size} mengguncang wilayah ${where} pada pukul ${hour} WIB. Pusat gempa berada di laut pada
kedalaman ${depth} kilometer, pada koordinat ${south} Lintang Selatan dan ${east} Bujur Timur, sekitar ${near} kilometer dari
pantai. Gempa ini tidak berpotensi tsunami. Masyarakat diminta tetap tenang dan tidak terpengaruh kabar yang tidak jelas
sumbernya.`;

test("a notice with other figures in the same frame is another notice, and the same notice edited is not", () => {
  const one = quake("Teluk Kenanga", ["5.2", "14.31", "10", "8.41", "107.2", "62"]);
  const two = quake("Teluk Kenanga", ["4.7", "03.12", "24", "9.05", "106.8", "88"]);
  const mended = one.replace("Masyarakat diminta tetap tenang", "Warga pesisir diimbau tenang");
  expect(["same", "edited", "contains"]).not.toContain(like(read(one), read(two))?.kind);
  expect(like(read(one), read(mended))?.kind).toBe("edited");
});

test("what is older than the window is forgotten, and so is what is removed", () => {
  const index = makeLikenessIndex({ weights });
  index.add("old", read(release), at - 31 * day);
  index.add("new", read(release), at);
  expect(index.expire(at - 30 * day)).toBe(1);
  expect(index.findLike(read(release)).map(({ id }) => id)).toEqual(["new"]);
  expect(index.remove("new")).toBe(true);
  expect(index.remove("new")).toBe(false);
  expect(index.findLike(read(release))).toEqual([]);
  expect(index.size).toBe(0);
});

test("an id that comes again replaces what it was", () => {
  const index = indexOf({ a: release });
  index.add("a", read(other), at);
  expect(index.size).toBe(1);
  expect(index.findLike(read(release))).toEqual([]);
  expect(index.findLike(read(other)).map(({ id }) => id)).toEqual(["a"]);
});

test("texts spread over several segments are all found", () => {
  const index = makeLikenessIndex({ weights });
  index.add("first", read(release), at);
  for (let number = 0; number < 33_000; number += 1) index.add(`n${number}`, read(`x${number}`), at);
  index.add("last", read(edited), at);
  expect(index.findLike(read(release)).map(({ id }) => id)).toEqual(["first", "last"]);
});

test("whatever two texts are, each is the same as itself and likeness looks the same from both sides", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.string({ maxLength: 300 }), (a, b) => {
      const itself = like(read(a), read(a));
      if (itself) expect(itself.kind).toBe("same");
      expect(like(read(a), read(b))).toEqual(like(read(b), read(a)));
      expect(like(read(a.normalize("NFC")), read(a.normalize("NFD")))).toEqual(itself);
    }),
    { numRuns: 60 },
  );
});

test("empty, long and repeated texts have an answer", () => {
  const index = indexOf({ empty: "", long: `${release} ${other} `.repeat(300), letters: "a".repeat(10_000) });
  expect(index.findLike(read(""))).toEqual([]);
  expect(index.findLike(read("😡"))).toEqual([]);
  expect(index.findLike(read(`${release} ${other} `.repeat(300))).map(({ id }) => id)).toEqual(["long"]);
});

test("similar texts come by the weighty words they share", () => {
  const texts = makeSimilarTexts();
  texts.add("ktp", read("Cara mengurus KTP yang hilang: bawa surat kehilangan dari polisi"));
  texts.add("air", read("Air PDAM mati, hubungi nomor pengaduan"));
  texts.add("jalan", read("Laporan jalan rusak diteruskan ke dinas pekerjaan umum"));
  const [best] = texts.similarTexts(read("KTP saya hilang, bagaimana mengurusnya?"), 2);
  expect(best?.id).toBe("ktp");
  expect(best?.shared).toContain("ktp");
  expect(texts.remove("ktp")).toBe(true);
  expect(texts.similarTexts(read("KTP"), 2)).toEqual([]);
  expect(texts.size).toBe(2);
});

test("weights of another length are refused", () => {
  expect(() => readWordWeights(new Uint8Array(10))).toThrow(RangeError);
});
