import { describe, expect, it } from "vitest";
import { indexText, searchLayout, toSearchVector } from "./search-vector.ts";

describe("toSearchVector", () => {
  it("writes lexemes with positions, the title as weight A, and a gap before the text", () => {
    expect(toSearchVector(indexText("Bukunya habis", "buku #Baru buku"))).toBe(
      "'bukunya':1A '~buku':1A 'habis':2A 'buku':102,104 '#baru':103 'baru':103",
    );
    expect(toSearchVector(indexText("", "halo"))).toBe("'halo':1");
    expect(toSearchVector(indexText("", " … "))).toBe("");
  });

  it("keeps to the limits of a tsvector", () => {
    const { lexemes } = indexText("judul ".repeat(1_200), "isi ".repeat(20_000));
    expect(lexemes.get("judul")).toHaveLength(searchLayout.positionsPerLexeme);
    const late = indexText("", `${"isi ".repeat(20_000)} akhir`).lexemes.get("akhir");
    expect(late).toEqual([searchLayout.overflowPosition]);
    const many = Array.from({ length: 200_000 }, (_, index) => `kata${index}`).join(" ");
    expect(Buffer.byteLength(toSearchVector(indexText("", many)))).toBeLessThan(1_048_575);
  });
});
