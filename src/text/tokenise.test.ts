import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenise } from "./tokenise.ts";

const terms = (text: string) => tokenise(text).map((token) => token.term);
const exacts = (text: string) => tokenise(text).map((token) => token.exact);
const placed = (text: string) => tokenise(text).map((token) => `${token.exact}@${token.position}`);

describe("tokenise", () => {
  it("folds case, width, diacritics and ornament", () => {
    expect(exacts("HABIBIE Habíbie ｈａｂｉｂｉｅ 𝗛𝗮𝗯𝗶𝗯𝗶𝗲 ha\u00adbi\u200bbie Straße")).toEqual([
      "habibie",
      "habibie",
      "habibie",
      "habibie",
      "habibie",
      "strasse",
    ]);
  });

  it("takes off clitics and leaves whole words whole", () => {
    expect(terms("rumahnya bukumu hatiku pergilah rumahnyalah apakah meskipun")).toEqual([
      "rumah",
      "buku",
      "hati",
      "pergi",
      "rumah",
      "apa",
      "meskipun",
    ]);
    expect(
      terms(
        "moto2 sedekah masalah sekolah bersalah langkah pelaku bertemu bertanya Maluku hanya ilmu adalah bangku",
      ),
    ).toEqual(
      "moto2 sedekah masalah sekolah bersalah langkah pelaku bertemu bertanya maluku hanya ilmu adalah bangku".split(
        " ",
      ),
    );
  });

  it("reads reduplication as one word, also with a clitic and in chat spelling", () => {
    expect(terms("kata-kata buku‑bukunya anak2 anak2nya")).toEqual(["kata", "buku", "anak", "anak"]);
    expect(exacts("kata-kata anti-korupsi covid-19 bolak-balik")).toEqual([
      "kata-kata",
      "anti",
      "korupsi",
      "covid",
      "19",
      "bolak",
      "balik",
    ]);
  });

  it("keeps a hashtag and a mention whole and also as a word at the same position", () => {
    expect(placed("soal #MakanBergizi, kata @Kemenkes_RI.")).toEqual([
      "soal@1",
      "#makanbergizi@2",
      "makanbergizi@2",
      "kata@3",
      "@kemenkes_ri@4",
      "kemenkes_ri@4",
    ]);
    expect(exacts("#1 @ # #_ @_ @user@mastodon.social @gaung.bsky.social")).toEqual([
      "1",
      "@user@mastodon.social",
      "user@mastodon.social",
      "@gaung.bsky.social",
      "gaung.bsky.social",
    ]);
  });

  it("keeps the host of an address and drops the path", () => {
    expect(placed("baca https://www.detik.com/jatim/d-123?utm_source=x sekarang")).toEqual([
      "baca@1",
      "detik.com@2",
      "sekarang@3",
    ]);
    expect(exacts("Kompas.com humas@kemenkes.go.id www.contoh.museum/a")).toEqual([
      "kompas.com",
      "kompas",
      "humas",
      "kemenkes.go.id",
      "kemenkes",
      "contoh.museum",
    ]);
    expect(exacts("selesai.Namun media-indonesia.com")).toEqual([
      "selesai",
      "namun",
      "media-indonesia.com",
      "media-indonesia",
    ]);
  });

  it("gives written numbers one form", () => {
    expect(exacts("10.000 10,000 1,5 1.5 1.234.567,89 Rp10.000 1,5jt 10.30 2019-09-10 50%")).toEqual([
      "10000",
      "10000",
      "1.5",
      "1.5",
      "1234567.89",
      "rp",
      "10000",
      "1.5jt",
      "10.30",
      "2019",
      "09",
      "10",
      "50",
    ]);
  });

  it("joins apostrophes and initials", () => {
    expect(exacts("Jum'at Jum’at Qur`an B.J. Habibie B.J.Habibie 'kutip'")).toEqual([
      "jumat",
      "jumat",
      "quran",
      "bj",
      "habibie",
      "bj",
      "habibie",
      "kutip",
    ]);
  });

  it("lets a run of emoji take one position and drops skin tones", () => {
    expect(placed("gagal 😡😡👍🏽 lagi 🇮🇩 ✅️")).toEqual([
      "gagal@1",
      "😡@2",
      "😡@2",
      "👍@2",
      "lagi@3",
      "🇮🇩@4",
      "✅@4",
    ]);
  });

  it("reads scripts without spaces by character and others by word", () => {
    expect(exacts("印尼 新闻 カタ")).toEqual(["印", "尼", "新", "闻", "カ", "タ"]);
    expect(exacts("السَّلامُ عليكم")).toEqual(["السلام", "عليكم"]);
    expect(exacts("ข่าว हिन्दी 한국어")).toEqual(["ข่าว", "हिन्दी", "한국어"]);
  });

  it("cuts endless words without halving a character", () => {
    expect(exacts("a".repeat(5000))[0]).toHaveLength(100);
    expect(exacts("𠀀".repeat(3))).toHaveLength(3);
    expect(exacts(`a${"𐐀".repeat(90)}`)[0]?.isWellFormed()).toBe(true);
  });

  it("holds its shape for any string", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc
        .array(
          fc.constantFrom(
            "a",
            "B",
            "-",
            ".",
            "'",
            "#",
            "@",
            "1",
            ",",
            "_",
            " ",
            "😡",
            "é",
            "ﷺ",
            "nya",
            "\ud800",
            "://",
            "www.",
          ),
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(anything, (text) => {
        let position = 0;
        let start = 0;
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(start);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          expect(token.position - position).toBeGreaterThanOrEqual(0);
          expect(token.position - position).toBeLessThanOrEqual(1);
          expect(token.position).toBeGreaterThan(0);
          expect(token.exact).not.toBe("");
          expect(token.term).not.toBe("");
          expect(token.exact.isWellFormed()).toBe(true);
          expect(token.exact).not.toMatch(/[\s'\\~:]/u);
          ({ position, start } = token);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
