import { INTENTS } from "../intent/intent.ts";
import { TONES } from "../sentiment/sentiment.ts";
import { taughtFeatures } from "../teach/taught-features.ts";
import { analysedPart, analyseReading } from "./analyse-text.ts";
import type { Engines } from "./engines.ts";
import { type AnalysisSummary, summariseAnalysis } from "./summarise-analysis.ts";

/** What the engines themselves say of a text that a person decides about, and what can be learned from the decision. */
export interface TextStudy {
  summary: AnalysisSummary;
  key: string;
  buckets: number[];
  /** Probabilities in the order of `TONES`, and of `INTENTS`. */
  tone: number[];
  intent: number[];
}

/** Studies a text for a decision. Nothing that was taught takes part. */
export function studyText(engines: Engines, text: string): TextStudy {
  const reading = engines.read(analysedPart(text));
  const analysis = analyseReading(engines, reading);
  const { key, buckets } = taughtFeatures(reading);
  return {
    summary: summariseAnalysis(analysis, engines),
    key,
    buckets,
    tone: TONES.map((tone) => analysis.sentiment.probabilities[tone]),
    intent: INTENTS.map((intent) => analysis.intent.probabilities[intent]),
  };
}
