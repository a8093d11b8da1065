import fc from "fast-check";
import { expect, test } from "vitest";
import { makeReader } from "../read/make-reader.ts";
import { findSlips } from "./find-slips.ts";

const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word });
const slips = (text: string) =>
  findSlips(read(text)).map(({ kind, severity, start, end }) => [kind, severity, text.slice(start, end)]);

test.each<[string, unknown[]]>([
  ["Banjir terjadi akibat ulah warga.", [["blame", 2, "akibat ulah warga"]]],
  ["Itu bukan urusan kami.", [["blame", 2, "bukan urusan kami"]]],
  ["Laporan Anda akan segera kami proses.", [["promise", 2, "akan segera"]]],
  ["Lampu akan segera diperbaiki, paling lambat Jumat.", []],
  ["Jalan diperbaiki secepatnya, tanggal 12 Juni.", []],
  ["Kejadian ini tidak mungkin terulang.", [["absolute", 2, "tidak mungkin"]]],
  ["Antrean tidak selalu panjang.", []],
  ["Mari coblos nomor 2!", [["partisan", 3, "coblos nomor"]]],
  ["Viralkan saja kalau berani.", [["sarcasm", 2, "Viralkan saja"]]],
  ["Abaikan para haters itu.", [["insult", 3, "haters"]]],
  ["HARAP ANTRE DENGAN TERTIB", [["shouting", 1, "HARAP ANTRE DENGAN TERTIB"]]],
  ["Sudah kami jawab!!!", [["shouting", 1, "!!!"]]],
  ["Hubungi Sari di 0812-3456-7890.", [["personalData", 3, "0812-3456-7890"]]],
  ["Sebanyak 12 ribu menerima bantuan.", [["noSource", 1, "12 ribu"]]],
  ["Menurut BPS, 12 ribu orang menerima bantuan.", []],
  ["Pasar murah digelar di balai kota.", [["noDate", 1, "digelar"]]],
  ["Pasar murah digelar di balai kota pada Sabtu.", []],
  ["Pasar murah digelar kemarin.", []],
  ["Kami mohon maaf. Petugas datang besok pukul 09.00.", []],
])("%j", (text, expected) => {
  expect(slips(text)).toEqual(expected);
});

test("a slip has a safer wording where a rule knows one", () => {
  const [slip] = findSlips(read("Akan kami teruskan."));
  expect(slip?.suggestion).toBe("sudah kami teruskan ke … dengan nomor …");
});

test("whatever is read, slips lie in the text and in its order", () => {
  const part = fc.oneof(
    fc.constantFrom("pasti", "akan segera.", "WARGA", "0812-3456-7890", "12 ribu", "digelar", "!!"),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join(" ");
      let before = 0;
      for (const { start, end } of findSlips(read(text))) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        before = start;
      }
    }),
  );
});
