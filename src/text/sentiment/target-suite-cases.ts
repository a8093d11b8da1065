import type { Tone } from "./sentiment.ts";
import type { TargetSpan } from "./target-zones.ts";

/** One target of a sentence of the suite, its places and its tone. */
export type TargetCase = { text: string; target: string; tone: Tone; spans: TargetSpan[] };

const TONE_OF_SIGN: Readonly<Record<string, Tone>> = { "+": "positive", "-": "negative", "0": "neutral" };

/** Reads the lines of a suite of targets. */
export function readTargetSuite(suite: string): TargetCase[] {
  return suite
    .trim()
    .split("\n")
    .flatMap((line) => {
      const colon = line.indexOf(": ");
      const text = line.slice(colon + 2);
      return line
        .slice(0, colon)
        .split(", ")
        .map((named) => {
          const target = named.slice(0, -2);
          const start = text.indexOf(target);
          const tone = TONE_OF_SIGN[named.slice(-1)] ?? "neutral";
          return { text, target, tone, spans: [{ start, end: start + target.length }] };
        });
    });
}
