import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldQuotes } from "./fold-quotes.ts";
import { splitHtmlQuote } from "./html-quotes.ts";

const own = "Kami akan hadir.\n\nTerima kasih.";

/** What programs put below an answer. */
const below: readonly (readonly [string, string])[] = [
  [
    "Gmail, in Indonesian",
    "Pada Sen, 3 Nov 2025 pukul 10.05 Humas Kota <humas@kota.test> menulis:\n\n> Apakah hadir?\n> Salam",
  ],
  ["Gmail, in English", "On Mon, Nov 3, 2025 at 10:05 AM Humas <humas@kota.test> wrote:\n> Coming?"],
  [
    "a line that a program broke",
    "Pada tanggal Sen, 3 Nov 2025 10:05,\nHumas Kota Contoh <\nhumas@kota.test> menulis:\n\n> Apakah hadir?",
  ],
  ["a program that marks no quoted lines", "Pada 3/11/2025 10.05, Humas menulis:\n\nApakah hadir?\nSalam"],
  [
    "Outlook, in English",
    "From: Humas <humas@kota.test>\nSent: Monday, November 3, 2025 10:05\nTo: Ratna\nSubject: Undangan\n\nApakah hadir?",
  ],
  [
    "Outlook, in Indonesian",
    "________________________________\nDari: Humas <humas@kota.test>\nDikirim: Senin, 3 November 2025\nKepada: Ratna\nPerihal: Undangan\n\nApakah hadir?",
  ],
  ["an older Outlook", "-----Pesan Asli-----\nDari: Humas\n\nApakah hadir?"],
  ["a signature", "-- \nRatna\nWarta Kota"],
  ["a telephone", "Dikirim dari iPhone saya"],
  ["a telephone above a quotation", "Sent from my Galaxy\n\nOn 3 Nov 2025 10:05, Humas wrote:\n> Coming?"],
  ["Yahoo", "Terkirim dari Yahoo Mail untuk Android"],
  ["Outlook's telephone", "Dapatkan Outlook untuk Android<https://aka.ms/x>"],
];

describe("what an answer repeats", () => {
  it.each(below)("is folded as %s writes it", (_program, quotation) => {
    const { own: said, folded } = foldQuotes(`${own}\n\n${quotation}`);
    expect(said).toBe(own);
    expect(folded).not.toBe("");
  });

  it("leaves answers between the quoted lines, and below them", () => {
    const text =
      "On 3 Nov 2025 10:05, Humas wrote:\n> Jam berapa?\nPukul sembilan.\n> Di mana?\nDi balai kota.";
    expect(foldQuotes(text)).toMatchObject({ own: "Pukul sembilan.\nDi balai kota." });
  });

  it("stays where somebody passes a message on, and where there is nothing else", () => {
    const passedOn =
      "Mohon dicek.\n\n---------- Forwarded message ---------\nDari: Warga\nDikirim: Senin\nPerihal: Jalan\n\nLubang.";
    expect(foldQuotes(passedOn)).toEqual({ own: passedOn, folded: "" });
    expect(foldQuotes("> Hanya kutipan")).toEqual({ own: "> Hanya kutipan", folded: "" });
  });

  it.each([
    "Wartawan menulis: pemerintah lambat.",
    "Pada akhirnya ia menulis:\nsudah cukup.",
    "Dari: pasar sampai balai kota jalannya rusak.",
    "Dari mana saya bisa mengambil formulir?\nKepada siapa saya bertanya?",
    "Dikirim dari gudang kemarin, sampai sekarang paketnya belum ada dan saya menunggu sejak pagi di rumah sendirian tanpa kabar.\nTolong dibantu.\nTerima kasih\nBudi",
    "Rapat 10-11 November --- jadi?",
  ])("is not seen where a person just writes so: %s", (text) => {
    expect(foldQuotes(text)).toEqual({ own: text, folded: "" });
  });

  it("is told by its marks in HTML", () => {
    const gmail =
      '<div>Hadir.</div><div class="gmail_quote"><div>Pada …</div><blockquote>Hadir?</blockquote></div>';
    expect(splitHtmlQuote(gmail)[0]).toBe("<div>Hadir.</div>");
    const passedOn = '<p>Cek</p><div class="gmail_quote">---------- Forwarded message ---------<br>Isi</div>';
    expect(splitHtmlQuote(passedOn)).toEqual([passedOn, ""]);
  });

  it("loses no line, whatever comes, and takes no time for it", () => {
    const piece = fc.constantFrom(
      "> kutipan",
      "Pada Sen, 3 Nov 2025 pukul 10.05 A <a@b.c> menulis:",
      "-- ",
      "--",
      "Dari: a",
      "Dikirim: b",
      "Kepada: c",
      "-----Original Message-----",
      "Begin forwarded message:",
      "Dikirim dari iPhone saya",
      "",
      "Halo",
    );
    const line = fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join("\n");
        const { own: said, folded } = foldQuotes(text);
        const words = (part: string) =>
          part
            .split("\n")
            .filter((one) => one.trim() !== "")
            .sort();
        expect(words(`${said}\n${folded}`)).toEqual(words(text));
        expect(said.trim() === "").toBe(text.trim() === "");
      }),
    );
    const begun = performance.now();
    for (const hostile of ["Pada ", "> ", "Dari: x\n", "-", "On 10:05 wrote", "Pada 10:05\n"])
      foldQuotes(hostile.repeat(100_000));
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
