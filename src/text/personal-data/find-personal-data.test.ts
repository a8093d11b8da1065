import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverPersonalData } from "./cover-personal-data.ts";
import { findPersonalData } from "./find-personal-data.ts";
import { personalDataKinds } from "./finding.ts";
import { maskPersonalData, unmaskPersonalData } from "./mask-personal-data.ts";
import { isNationalId } from "./numbers.ts";

const found = (text: string) =>
  findPersonalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("a NIK", () => {
  test.each([
    ["3578011203850001", true],
    ["3578015203850001", true],
    ["3578013102850001", false],
    ["3578017203850001", false],
    ["3578011213850001", false],
    ["9978011203850001", false],
    ["3500011203850001", false],
    ["3578011203850000", false],
    ["357801120385000", false],
  ])("%s: %j", (digits, expected) => {
    expect(isNationalId(digits)).toBe(expected);
  });
});

describe("personal data is found", () => {
  test.each<[string, [string, string][]]>([
    ["NIK saya 3578011203850001, mohon dicek", [["nationalId", "3578011203850001"]]],
    ["nik: 3578 0112 0385 0001", [["nationalId", "3578 0112 0385 0001"]]],
    ["KTP 1234567890123456 ditolak", [["nationalId", "1234567890123456"]]],
    ["３５７８０１１２０３８５０００１", [["nationalId", "３５７８０１１２０３８５０００１"]]],
    ["NPWP 01.234.567.8-901.234", [["taxId", "01.234.567.8-901.234"]]],
    ["hubungi 0812-3456-7890 ya", [["phone", "0812-3456-7890"]]],
    ["WA +62 812 3456 7890", [["phone", "+62 812 3456 7890"]]],
    ["telp (031) 5345689", [["phone", "(031) 5345689"]]],
    ["hp 08\u200b123456\u200b7890", [["phone", "08\u200b123456\u200b7890"]]],
    ["+60 12-345 6789", [["phone", "+60 12-345 6789"]]],
    ["transfer ke BCA 1234567890 a.n. Sari", [["account", "1234567890"]]],
    ["no rek Mandiri: 142-00-1234567-8", [["account", "142-00-1234567-8"]]],
    ["surel sari.dewi+kota@contoh.go.id.", [["email", "sari.dewi+kota@contoh.go.id"]]],
    ["kirim ke sari (at) contoh.co.id", [["email", "sari (at) contoh.co.id"]]],
    ["plat nomor l 1234 abc parkir liar", [["plate", "l 1234 abc"]]],
    ["mobil B 1234 XYZ ngebut", [["plate", "B 1234 XYZ"]]],
    ["di -7.257472, 112.752090 ada lubang", [["position", "-7.257472, 112.752090"]]],
    [`titik 7°15'27"S 112°45'3.5"E`, [["position", `7°15'27"S 112°45'3.5"E`]]],
    ["Jl. Melati No. 12 RT 03/RW 05 banjir", [["address", "Jl. Melati No. 12 RT 03/RW 05"]]],
    ["Lampu jalan mati di depan Jl. Melati No. 12", [["address", "Jl. Melati No. 12"]]],
    ["rumah di Jalan Ahmad Yani 45A ya", [["address", "Jalan Ahmad Yani 45A"]]],
    ["Perum Griya Asri Blok C3 no 5", [["address", "Perum Griya Asri Blok C3 no 5"]]],
    ["chat https://wa.me/6281234567890", [["phone", "6281234567890"]]],
    [
      "Jl. Melati No. 12, Kel. Ketabang, Kec. Genteng",
      [["address", "Jl. Melati No. 12, Kel. Ketabang, Kec. Genteng"]],
    ],
    [
      "0812 3456 7890/0813 9876 5432",
      [
        ["phone", "0812 3456 7890"],
        ["phone", "0813 9876 5432"],
      ],
    ],
    ["warga RT 02 RW 07 mengeluh", [["address", "RT 02 RW 07"]]],
  ])("%j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe("what is nobody's own is left alone", () => {
  test.each([
    "Jalan Ahmad Yani macet sejak pukul 07.30",
    "sudah jalan 3 hari belum ada kabar",
    "Jalan Tol Cipali KM 120 longsor",
    "jalan kaki 2 km ke sekolah",
    "Anggaran Rp 1.250.000.000 untuk 12 ruas jalan",
    "UU No. 14 Tahun 2008 dan PP 61/2010",
    "call center 112 dan 0800-123-4567",
    "nomor laporan 20250618001234",
    "pada 12-03-1985 sampai 2025",
    "skor 3-1, 45 menit, 99,9%",
    "akun @humas_kota dan #Kota2045",
    "suhu 27.5, 30.2 derajat",
    "MU 4 FC, F 1 dan G 20",
    "kurs BCA 14.042 14.024, Mandiri 32.588.888",
    "akun @kota.kita dan di @rsud.official",
    "B2B, P3K dan P3A",
    "https://contoh.id/read/2019/08/26/1/2107284/bri-1568200664",
    "warga Jalan Jambi Lama, Kelurahan Petanang",
    "gempa di 7,25 LS dan 112,75 BT",
  ])("%j", (text) => {
    expect(found(text)).toEqual([]);
  });
});

const noise = fc.string({ unit: "binary", maxLength: 40 });
const personal = fc.constantFrom(
  "3578011203850001",
  "0812 3456 7890",
  "+62-811-1234-567",
  "٠٨١٢٣٤٥٦٧٨٩٠",
  "sari@contoh.id",
  "-7.25747,112.75209",
);

test("masking hides every digit of what was found, and is undone exactly", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(noise, personal), { maxLength: 6 }), (parts) => {
      const text = parts.join(" ");
      const findings = findPersonalData(text);
      const { text: masked, masks } = maskPersonalData(text, findings);
      for (const { start, end } of masks) expect(masked.slice(start, end)).not.toMatch(/[\p{Nd}@]/u);
      expect(unmaskPersonalData(masked, masks)).toBe(text);
      const again = findPersonalData(masked).map(({ start, end }) => masked.slice(start, end));
      for (const left of again) expect(masks.map(({ original }) => original)).not.toContain(left);
    }),
  );
});

test("covering keeps every place of the text and leaves nothing of what was found", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(noise, personal), { maxLength: 6 }), (parts) => {
      const text = parts.join(" ");
      const { text: shown, covered } = coverPersonalData(text, new Set(personalDataKinds));
      expect(shown).toHaveLength(text.length);
      let at = 0;
      for (const { start, end } of covered) {
        expect(shown.slice(at, start)).toBe(text.slice(at, start));
        expect(shown.slice(start, end)).toMatch(/^[•\s]*$/);
        at = end;
      }
      expect(shown.slice(at)).toBe(text.slice(at));
    }),
  );
});

test("only what an office asks for is covered", () => {
  const text = "hubungi 0812-3456-7890 atau sari@contoh.id";
  expect(coverPersonalData(text, new Set(["email"])).text).toBe("hubungi 0812-3456-7890 atau ••••••••••••••");
});

test("a number is found in every Unicode form of the text that holds it", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zé ]{0,20}$/), personal, (words, data) => {
      const text = `${words} ${data} ${words}`;
      const kinds = (form: string) => findPersonalData(text.normalize(form)).map(({ kind }) => kind);
      expect(kinds("NFD")).toEqual(kinds("NFC"));
      expect(kinds("NFKC").length).toBeGreaterThan(0);
    }),
  );
});

test("long and hostile texts take time in proportion to their length", () => {
  const steps = (length: number) => {
    for (const unit of ["1 ", "1", "@", "a@", "jl a ", "B 1 ", "1.1234,", "0812", "rt 1", "\u200b1"]) {
      const text = unit.repeat(length / unit.length);
      expect(findPersonalData(text).length).toBeLessThanOrEqual(length);
    }
  };
  steps(200_000);
});
