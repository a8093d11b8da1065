import { describe, expect, it } from "vitest";
import { draftOf, emptyClip, instantOfLocal, outletKind, placeKind, titleOf } from "./clip-fields.ts";

it("reads the office's wall clock", () => {
  expect(instantOfLocal("2026-03-17", "13:47", "Asia/Jakarta")).toBe("2026-03-17T06:47:00.000Z");
  expect(instantOfLocal("2026-03-17", "", "Asia/Jayapura")).toBe("2026-03-16T15:00:00.000Z");
  expect(instantOfLocal("", "", "Asia/Jakarta")).toBeUndefined();
});

describe("draftOf", () => {
  const fields = { ...emptyClip, outlet: " Radio Contoh ", title: "Judul" };

  it("knows a clip without a time of day to the day only", () => {
    const draft = draftOf(fields, { date: "2026-03-17", time: "" }, [], "Asia/Jakarta");
    expect(draft).toMatchObject({ outlet: "Radio Contoh", timePrecision: "day" });
    expect(draft).not.toHaveProperty("url");
  });

  it("keeps a page or a minute only where there is one", () => {
    const when = { date: "2026-03-17", time: "" };
    const draft = (channel: "print" | "radio" | "news") =>
      draftOf({ ...fields, channel, place: " 3 " }, when, [], "Asia/Jakarta");
    expect(draft("print")).toMatchObject({ place: "3" });
    expect(draft("radio")).toMatchObject({ place: "3" });
    expect(draft("news")).not.toHaveProperty("place");
    expect([placeKind("print"), placeKind("tv"), placeKind("x")]).toEqual(["page", "minute", undefined]);
    expect([outletKind("print"), outletKind("field"), outletKind("x")]).toEqual([
      "outlet",
      "spot",
      "account",
    ]);
  });

  it("waits for outlet, title and day", () => {
    expect(draftOf(emptyClip, { date: "2026-03-17", time: "" }, [], "Asia/Jakarta")).toBeUndefined();
    expect(draftOf(fields, { date: "", time: "" }, [], "Asia/Jakarta")).toBeUndefined();
  });
});

describe("titleOf", () => {
  it("calls what has no headline by the first line of its text, cut between words", () => {
    expect(titleOf({ title: " Judul ", text: "Isi" })).toBe("Judul");
    expect(titleOf({ title: "", text: "\nAir naik.\nWarga berjaga." })).toBe("Air naik.");
    expect(titleOf({ title: "", text: " " })).toBe("");
    const long = titleOf({ title: "", text: "kata ".repeat(60) });
    expect(long).toMatch(/^(kata )+kata…$/);
    expect(long.length).toBeLessThanOrEqual(121);
  });
});
