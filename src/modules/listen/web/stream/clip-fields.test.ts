import { describe, expect, it } from "vitest";
import { draftOf, emptyClip, instantOfLocal } from "./clip-fields.ts";

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

  it("waits for outlet, title and day", () => {
    expect(draftOf(emptyClip, { date: "2026-03-17", time: "" }, [], "Asia/Jakarta")).toBeUndefined();
    expect(draftOf(fields, { date: "", time: "" }, [], "Asia/Jakarta")).toBeUndefined();
  });
});
