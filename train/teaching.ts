/**
 * Measures what a workspace's own layer gains and what it spoils. Nothing of it ships, so that nothing is written: the
 * first texts of NusaX that the engine reads wrong, or is unsure of, are corrected, and others are asked.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { analyseText } from "#text/analyse/analyse-text.ts";
import { makeEngines } from "#text/analyse/engines.ts";
import { studyText } from "#text/analyse/study-text.ts";
import { INTENTS } from "#text/intent/intent.ts";
import { TONES } from "#text/sentiment/sentiment.ts";
import { learn, type TaughtExample } from "#text/teach/taught-layer.ts";
import type { Teaching } from "#text/teach/teach-analysis.ts";
import { readNusax, readSmsa, type ToneText } from "./sentiment/inputs.ts";
import { scoreTones } from "./sentiment/tone-score.ts";

const LANGUAGES = ["javanese", "madurese", "balinese"];
const STEPS = [0, 5, 20, 50, 100];

type TeachingMeasureOptions = { dataFolder: string; outputFolder: string; say: (line: string) => void };

/** Says how well tones are read after so many corrections, in the language that was corrected and in SmSA. */
export async function run({ dataFolder, outputFolder, say }: TeachingMeasureOptions): Promise<void> {
  const engines = makeEngines((name) => readFileSync(path.join(outputFolder, name)));
  const elsewhere = await readSmsa(dataFolder, "valid");
  const scored = (texts: readonly ToneText[], teaching: Teaching): string => {
    const { accuracy, macroF1 } = scoreTones(
      texts.map(({ text, tone }) => {
        const { negative, neutral, positive } = analyseText(engines, text, teaching).sentiment.probabilities;
        return { tone: TONES.indexOf(tone), shares: [negative, neutral, positive] };
      }),
    );
    return `accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)}`;
  };
  for (const language of LANGUAGES) {
    const corrections = (await readNusax(dataFolder, "train", language)).flatMap(
      ({ text, tone }): TaughtExample[] => {
        const { summary, tone: shares, key, buckets } = studyText(engines, text);
        return summary.tone === tone ? [] : [{ key, buckets, shares, label: tone }];
      },
    );
    const asked = await readNusax(dataFolder, "valid", language);
    for (const step of [...STEPS, corrections.length]) {
      if (step > corrections.length) continue;
      const teaching = { tone: learn(TONES, corrections.slice(0, step)), intent: learn(INTENTS, []) };
      say(
        `${language}, ${step} corrections: ${scored(asked, teaching)}; SmSA valid: ${scored(elsewhere, teaching)}`,
      );
    }
  }
}
