import fc from "fast-check";
import { expect, it } from "vitest";
import { showsWords } from "./shows-words.ts";

const said = "Loket pajak buka sampai pukul 20.00 malam ini, di semua kecamatan. Bawa KTP!";

it("knows our words however they are set", () => {
  expect(showsWords(said, `Humas Kota on Instagram: “LOKET PAJAK\nbuka sampai pukul 20.00… lihat lagi`)).toBe(
    true,
  );
  expect(showsWords(`${said} https://kota.test/a`, `x ${said.toUpperCase()} x`)).toBe(true);
});

it("knows them where the beginning was written anew", () => {
  expect(showsWords(said, "Malam ini: sampai pukul 20.00 malam ini, di semua kecamatan. Bawa KTP!")).toBe(
    true,
  );
});

it("is not taken in by single words, nor by words within words", () => {
  expect(showsWords(said, "Masuk ke Instagram. Loket, pajak, malam, kecamatan, KTP.")).toBe(false);
  expect(showsWords("buka", "dibuka kembali")).toBe(false);
  expect(showsWords("buka", "Kami buka.")).toBe(true);
});

it("says nothing of a statement without words", () => {
  expect(showsWords("🎉 https://kota.test/a", "apa saja")).toBeNull();
});

it("finds every text in itself, whatever stands around it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (text, before, after) => {
      expect(showsWords(text, `${before}\n${text}\n${after}`)).not.toBe(false);
    }),
  );
});
