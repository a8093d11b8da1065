import { describe, expect, it } from "vitest";
import { checkStatement, mostLengthOf } from "./check-statement.ts";
import type { StatementRules } from "./statements.ts";

const rules: StatementRules = {
  counter: "graphemes",
  mostLength: 10,
  mostLengthWithMedia: 5,
  mostBytes: 30,
  mostTitleLength: null,
  mostMedia: 3,
  media: [
    { mediaTypes: ["image/png", "image/jpeg"], mostBytes: 100, most: 2, mostAltLength: 20 },
    { mediaTypes: ["video/mp4"], mostBytes: 1_000, most: 1, mostAltLength: null },
  ],
};
const picture = { alt: "Jembatan", mediaType: "image/png", bytes: 50 };

describe("a draft against the rules of its network", () => {
  it("is counted as the network counts, with less room beside files, and in bytes where these are capped", () => {
    expect(checkStatement(rules, { text: "👨‍👩‍👧", media: [] })).toEqual([]);
    expect(checkStatement(rules, { text: "sebelas !!!", media: [] })).toEqual(["too_long"]);
    expect(checkStatement(rules, { text: "enam !", media: [picture] })).toEqual(["too_long"]);
    expect(mostLengthOf({ ...rules, mostLengthWithMedia: null }, true)).toBe(10);
    expect(checkStatement(rules, { text: "👨‍👩‍👧👨‍👩‍👧", media: [] })).toEqual(["too_many_bytes"]);
  });

  it("needs words or a file, and a title only where the network has one", () => {
    expect(checkStatement(rules, { text: " \n", media: [] })).toEqual(["empty"]);
    expect(checkStatement(rules, { text: "", media: [picture] })).toEqual([]);
    expect(checkStatement(rules, { text: "ada", title: "Judul", media: [] })).toEqual(["title_too_long"]);
    expect(
      checkStatement({ ...rules, mostTitleLength: 5 }, { text: "ada", title: "Judul", media: [] }),
    ).toEqual([]);
  });

  it("describes every file, and has no more, no larger and no other files than the network takes", () => {
    const faultsOf = (...media: { alt: string; mediaType?: string; bytes?: number }[]) =>
      checkStatement(rules, { text: "ada", media });
    expect(faultsOf({ ...picture, alt: " " })).toEqual(["alt_missing"]);
    expect(faultsOf({ ...picture, alt: "x".repeat(21) })).toEqual(["alt_too_long"]);
    expect(faultsOf({ ...picture, bytes: 101 })).toEqual(["media_size"]);
    expect(faultsOf({ ...picture, mediaType: "application/pdf" })).toEqual(["media_kind"]);
    expect(faultsOf(picture, picture)).toEqual([]);
    expect(faultsOf(picture, picture, picture)).toEqual(["media_count"]);
    expect(
      faultsOf(
        picture,
        picture,
        { ...picture, mediaType: "video/mp4" },
        { ...picture, mediaType: "video/mp4" },
      ),
    ).toEqual(["media_count"]);
    expect(faultsOf({ alt: "belum diketahui" })).toEqual([]);
  });
});
