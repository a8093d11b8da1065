import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextReading } from "../../contract/analysis.ts";
import { cutAtMarks, layerOf, type NumberedFinding, withSuggestion } from "./reading-layers.ts";

const text = "Lampu mati, petugas lambat, tetapi ramah.";

const reading = (
  best: "negative" | "neutral" | "positive",
  reasons: TextReading["tone"]["reasons"],
): TextReading => ({
  language: { label: "id", probability: 1, isUnsure: false, languages: [], reasons: [] },
  tone: { label: best, best, probabilities: { negative: 0.7, neutral: 0.2, positive: 0.1 }, reasons },
  intent: {
    label: "complaint",
    best: "complaint",
    second: null,
    probabilities: { complaint: 1, question: 0, aspiration: 0, appreciation: 0, other: 0 },
    reasons: [],
  },
  hostility: { level: 0, words: [], isCheckable: false, claims: [] },
  entities: [],
});

describe("layerOf", () => {
  it("numbers reasons in the order of the text and tells those against us from those for us", () => {
    const reasons = [
      { start: 35, end: 40, kind: "word", weight: -0.8 },
      { start: 0, end: text.length, kind: "register", weight: 0.3 },
      { start: 0, end: 10, kind: "phrase", weight: 2.1 },
    ];
    expect(
      layerOf(reading("negative", reasons), "tone", text).map(({ number, look, weight, kind }) => [
        number,
        look,
        weight,
        kind,
      ]),
    ).toEqual([
      [1, "against", -2.1, "tone.phrase"],
      [2, "for", 0.8, "tone.word"],
      [null, "against", -0.3, "tone.register"],
    ]);
  });

  it("takes a reason for praise as for us, and none of a neutral text as either", () => {
    const reasons = [{ start: 35, end: 40, kind: "word", weight: 1 }];
    expect(layerOf(reading("positive", reasons), "tone", text)[0]).toMatchObject({ look: "for", weight: 1 });
    expect(layerOf(reading("neutral", reasons), "tone", text)[0]).toMatchObject({ look: "plain", weight: 1 });
  });
});

describe("cutAtMarks", () => {
  const finding = (start: number, end: number, number: number): NumberedFinding => ({
    start,
    end,
    number,
    look: number % 2 === 0 ? "against" : "plain",
    kind: "tone.word",
    weight: null,
    severity: null,
    suggestion: null,
    entity: null,
  });

  it("keeps every character once, and every number once", () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), spans, (source, pairs) => {
        const findings = pairs.map(([a, b], at) => finding(Math.min(a, b), Math.max(a, b), at + 1));
        const pieces = cutAtMarks(source, findings);
        expect(pieces.map((piece) => piece.text).join("")).toBe(source);
        const inside = findings.filter(({ start, end }) => end > start && end <= source.length);
        expect(pieces.flatMap((piece) => piece.numbers).toSorted((a, b) => a - b)).toEqual(
          inside.map(({ number }) => number),
        );
        for (const { start, text: words, look } of pieces)
          expect(look !== undefined).toBe(
            words !== "" && inside.some((one) => one.start <= start && one.end >= start + words.length),
          );
      }),
    );
  });

  it("shows the strongest of marks that lie over each other", () => {
    const pieces = cutAtMarks("abcdef", [finding(0, 6, 1), finding(2, 4, 2)]);
    expect(pieces.map(({ text: words, look }) => [words, look])).toEqual([
      ["ab", "plain"],
      ["cd", "against"],
      ["ef", "plain"],
    ]);
  });
});

describe("withSuggestion", () => {
  it("keeps the capital of what it replaces", () => {
    expect(withSuggestion("Dalam rangka perbaikan", { start: 0, end: 12, suggestion: "untuk" })).toBe(
      "Untuk perbaikan",
    );
  });
  it("leaves no double space where words simply go", () => {
    expect(withSuggestion("agar supaya cepat", { start: 5, end: 11, suggestion: "" })).toBe("agar cepat");
  });
});
