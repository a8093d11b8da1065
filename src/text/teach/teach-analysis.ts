import { INTENTS, type Intent, type IntentResult } from "../intent/intent.ts";
import { leastSecond, leastSure } from "../intent/make-intent.ts";
import { type SentimentResult, TONES, type ToneReason } from "../sentiment/sentiment.ts";
import type { TaughtFeatures } from "./taught-features.ts";
import { partsOf, type Taught, type TaughtLayer, teach } from "./taught-layer.ts";

/** What a workspace has taught about tone and intent. */
export interface Teaching {
  tone: TaughtLayer;
  intent: TaughtLayer;
}

/** A place whose words people have taught, or a whole text that they decided. */
export type TaughtReason = { start: number; end: number; kind: "taught"; weight: number };

export type TaughtSentiment = Omit<SentimentResult, "reasons"> & { reasons: (ToneReason | TaughtReason)[] };

const mostReasons = 3;
const leastWeight = 0.02;

/**
 * Adds what was taught to a tone. The engine's own reasons stay while its tone does.
 * @param leastProbability of the best tone below which the answer is "unsure"
 */
export function teachTone(
  own: SentimentResult,
  features: TaughtFeatures,
  layer: TaughtLayer,
  text: { length: number; leastProbability: number },
): TaughtSentiment {
  const taught = teach(
    layer,
    features,
    TONES.map((tone) => own.probabilities[tone]),
  );
  if (taught === undefined) return own;
  const at = bestAt(taught.shares);
  const best = TONES[at] ?? own.best;
  const [negative = 0, neutral = 0, positive = 0] = taught.shares;
  const logs = taught.shares.map((share) => Math.log(Math.max(share, 1e-6)));
  const mean = logs.reduce((sum, log, place) => (place === at ? sum : sum + log), 0) / (logs.length - 1);
  const margin = (logs[at] ?? 0) - mean;
  const reasons = [
    ...taughtReasons(layer, features, taught, at, text.length),
    ...(best === own.best ? own.reasons : []),
  ];
  return {
    label: (taught.shares[at] ?? 0) >= text.leastProbability ? best : "unsure",
    best,
    probabilities: { negative, neutral, positive },
    margin,
    reasons,
    rest: margin - reasons.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/** Adds what was taught to an intent. The engine's own reasons stay while its intent does. */
export function teachIntent(
  own: IntentResult,
  features: TaughtFeatures,
  layer: TaughtLayer,
  length: number,
): IntentResult {
  const taught = teach(
    layer,
    features,
    INTENTS.map((intent) => own.probabilities[intent]),
  );
  if (taught === undefined) return own;
  const { shares } = taught;
  const at = bestAt(shares);
  const next = bestAt(shares.map((share, place) => (place === at ? -1 : share)));
  const intent = INTENTS[at] ?? own.intent;
  const second: Intent = INTENTS[next] ?? "other";
  const [complaint = 0, question = 0, aspiration = 0, appreciation = 0, other = 0] = shares;
  return {
    intent,
    probabilities: { complaint, question, aspiration, appreciation, other },
    second: (shares[next] ?? 0) >= leastSecond && second !== "other" ? second : null,
    reasons: [
      ...taughtReasons(layer, features, taught, at, length),
      ...(intent === own.intent ? own.reasons : []),
    ],
    isUnsure: (shares[at] ?? 0) < leastSure,
  };
}

function bestAt(shares: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < shares.length; at += 1) if ((shares[at] ?? 0) > (shares[best] ?? 0)) best = at;
  return best;
}

function taughtReasons(
  layer: TaughtLayer,
  features: TaughtFeatures,
  { moved, isKnown }: Taught,
  best: number,
  length: number,
): TaughtReason[] {
  if (isKnown) return [{ start: 0, end: length, kind: "taught", weight: moved[best] ?? 0 }];
  return partsOf(layer, features, best)
    .map((weight, at) => ({
      ...(features.places[at] ?? { start: 0, end: 0 }),
      kind: "taught" as const,
      weight,
    }))
    .filter(({ weight }) => weight >= leastWeight)
    .sort((a, b) => b.weight - a.weight || a.start - b.start)
    .slice(0, mostReasons);
}
