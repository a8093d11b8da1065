import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseText } from "../analyse/analyse-text.ts";
import { makeEngines } from "../analyse/engines.ts";
import { studyText } from "../analyse/study-text.ts";
import { INTENTS } from "../intent/intent.ts";
import { TONES } from "../sentiment/sentiment.ts";
import { learn, type TaughtExample } from "./taught-layer.ts";
import type { Teaching } from "./teach-analysis.ts";

const engines = makeEngines((name) => readFileSync(new URL(`../../../data/${name}`, import.meta.url)));

/** What is taught by saying of texts that they are of a tone and an intent. */
function teaching(said: readonly [text: string, tone: string, intent: string][]): Teaching {
  const studied = said.map(([text, tone, intent]) => ({ study: studyText(engines, text), tone, intent }));
  const examples = (trait: "tone" | "intent"): TaughtExample[] =>
    studied.map(({ study, ...labels }) => ({ ...study, shares: study[trait], label: labels[trait] }));
  return { tone: learn(TONES, examples("tone")), intent: learn(INTENTS, examples("intent")) };
}

const text = "Antrean di puskesmas mengular sampai ke parkiran";
const taught = teaching([[text, "negative", "complaint"]]);

describe("what a workspace has taught", () => {
  test("turns the text that was decided, in whatever case, and says so", () => {
    const { sentiment, intent } = analyseText(engines, text.toUpperCase(), taught);
    expect(sentiment).toMatchObject({ label: "negative", best: "negative" });
    expect(intent).toMatchObject({ intent: "complaint", isUnsure: false });
    expect(sentiment.reasons[0]).toMatchObject({ kind: "taught", start: 0, end: text.length });
    expect(intent.reasons[0]).toMatchObject({ kind: "taught" });
  });

  test("moves a text like it, and shows the words", () => {
    const similar = "Antrean di puskesmas Gubeng mengular";
    const [own, moved] = [analyseText(engines, similar), analyseText(engines, similar, taught)];
    expect(moved.sentiment.probabilities.negative).toBeGreaterThan(own.sentiment.probabilities.negative);
    expect(moved.intent.probabilities.complaint).toBeGreaterThan(own.intent.probabilities.complaint);
    const often = teaching(
      Array.from({ length: 6 }, (_, n) => [`${text} ${"x".repeat(n + 1)}`, "negative", "complaint"]),
    );
    const { reasons } = analyseText(engines, similar, often).sentiment;
    const words = reasons.flatMap(({ kind, start, end }) =>
      kind === "taught" ? [similar.slice(start, end)] : [],
    );
    expect(words.join(" ")).toMatch(/mengular|Antrean/);
  });

  test("leaves other texts exactly as the engine reads them", () => {
    const other = "Terima kasih, petugasnya ramah";
    expect(analyseText(engines, other, taught)).toEqual(analyseText(engines, other));
  });

  test("keeps every reason in the text and the sums whole, whatever is asked", () => {
    const words = fc.constantFrom(
      "antrean",
      "puskesmas",
      "mengular",
      "bagus",
      "tidak",
      "kapan",
      "👍",
      "!",
      "parkiran",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (parts) => {
        const asked = parts.join(" ");
        const { sentiment, intent } = analyseText(engines, asked, taught);
        for (const { start, end } of [...sentiment.reasons, ...intent.reasons]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(asked.length);
        }
        expect(sentiment.reasons.reduce((sum, { weight }) => sum + weight, sentiment.rest)).toBeCloseTo(
          sentiment.margin,
          6,
        );
        expect(Object.values(intent.probabilities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
      }),
      { numRuns: 100 },
    );
  });
});
