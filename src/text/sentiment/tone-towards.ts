import type { Reading } from "../read/reading.ts";
import {
  bestOf,
  makeUnitScorer,
  makeWeighingMarker,
  marginOf,
  placeOf,
  type SentimentKnowledge,
  softmax,
  type ToneScores,
} from "./make-sentiment.ts";
import { CLASS_DIRECTION } from "./opinion-class.ts";
import { type SentimentResult, TONES, type ToneReason } from "./sentiment.ts";
import { TARGET_FEATURES, type TargetModel } from "./target-model.ts";
import { type TargetSpan, viewFromTarget } from "./target-zones.ts";
import { makeUnits, type ToneUnits } from "./tone-units.ts";
import { turnClauses } from "./turn-clauses.ts";

/** Reads the tone of a text towards the things named at `spans`; without a span it is that of nothing: unsure. */
export type TargetReader = (reading: Reading, spans: readonly TargetSpan[]) => SentimentResult;

const MOST_REASONS = 8;
/** Logits of a part of a text are held within this: one very sure clause must not drown the rest. */
const MOST_LOGIT = 4;
const REST = TARGET_FEATURES.indexOf("rest negative");
const ALONE = TARGET_FEATURES.indexOf("alone negative");
const PREFERRED = TARGET_FEATURES.indexOf("preferred");
const CONSTANT = TARGET_FEATURES.indexOf("constant");

/** What a text says seen from a target, as the features of `TARGET_FEATURES`, and the weighed units behind them. */
export type TargetEvidence = {
  features: Float64Array;
  own: ToneScores;
  isTurned: boolean;
};

/** A gatherer of evidence for the tone towards a target. */
export function makeEvidenceGatherer(
  knowledge: SentimentKnowledge,
): (reading: Reading, spans: readonly TargetSpan[]) => TargetEvidence {
  const markUnits = makeWeighingMarker(knowledge);
  // One for each: a scorer overwrites what it found before.
  const scoreOwn = makeUnitScorer(knowledge.model);
  const scoreRest = makeUnitScorer(knowledge.model);
  return (reading, spans) => {
    const units = markUnits(reading);
    const view = viewFromTarget(reading, units, spans);
    const own = scoreOwn(pickUnits(units, view.own));
    const rest = scoreRest(pickUnits(units, view.rest));
    const features = new Float64Array(TARGET_FEATURES.length);
    const saysSomething = own.units.opinions.some((opinion) => CLASS_DIRECTION[opinion] !== 0);
    const ownLogits = held(own.logits);
    if (view.isTurned) ownLogits.reverse();
    features.set(ownLogits, 0);
    if (view.rest.length > 0) features.set(held(rest.logits), saysSomething ? REST : ALONE);
    features[PREFERRED] = view.preferred;
    features[CONSTANT] = 1;
    return { features, own, isTurned: view.isTurned };
  };
}

/** An engine of tone towards a target. */
export function makeToneTowards(knowledge: SentimentKnowledge & { target: TargetModel }): TargetReader {
  const gather = makeEvidenceGatherer(knowledge);
  const { target, model } = knowledge;
  return (reading, spans) => {
    const { features, own, isTurned } = gather(reading, spans);
    const logits = targetLogits(features, target);
    const shares = softmax(logits, 1);
    const best = bestOf(logits);
    const margin = marginOf(logits, best);
    const reasons = explain(reading, own, isTurned, target, best);
    const tone = TONES[best] ?? "neutral";
    const isSure = spans.length > 0 && shares[best] >= model.leastProbability;
    return {
      label: isSure ? tone : "unsure",
      best: tone,
      probabilities: { negative: shares[0], neutral: shares[1], positive: shares[2] },
      margin,
      reasons,
      rest: margin - reasons.reduce((sum, { weight }) => sum + weight, 0),
    };
  };
}

/** The logits of the tones of a target from its evidence. */
export function targetLogits(features: Float64Array, target: TargetModel): [number, number, number] {
  const logits: [number, number, number] = [0, 0, 0];
  for (const [feature, amount] of features.entries())
    for (const tone of [0, 1, 2] as const) logits[tone] += amount * (target[feature]?.[tone] ?? 0);
  return logits;
}

/** The chosen units as a text of their own. */
function pickUnits(units: ToneUnits, chosen: readonly number[]): ToneUnits {
  const picked = makeUnits(chosen.length, units.known);
  picked.count = chosen.length;
  for (const [to, at] of chosen.entries()) {
    picked.numbers[to] = units.numbers[at] ?? 0;
    picked.tokens[to] = units.tokens[at] ?? 0;
    picked.opinions[to] = units.opinions[at] ?? 0;
    picked.lengths[to] = units.lengths[at] ?? 1;
  }
  turnClauses(picked);
  return picked;
}

/** Logits around their mean, held within bounds. */
function held([a, b, c]: readonly [number, number, number]): [number, number, number] {
  const mean = (a + b + c) / 3;
  const hold = (value: number): number => Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, value - mean));
  return [hold(a), hold(b), hold(c)];
}

/** The words said of the target, with what each adds to the margin where nothing is held back. */
function explain(
  reading: Reading,
  { units, parts }: ToneScores,
  isTurned: boolean,
  target: TargetModel,
  best: 0 | 1 | 2,
): ToneReason[] {
  const reasons: ToneReason[] = [];
  for (let at = 0; at < units.count; ) {
    const length = Math.min(units.lengths[at] ?? 1, units.count - at);
    const sums: [number, number, number] = [0, 0, 0];
    for (let inner = 3 * at; inner < 3 * (at + length); inner += 1) {
      const tone = inner % 3;
      const to = isTurned ? 2 - tone : tone;
      if (to === 0 || to === 1 || to === 2) sums[to] += parts[inner] ?? 0;
    }
    const mean = (sums[0] + sums[1] + sums[2]) / 3;
    const centred = Float64Array.from(sums, (sum) => sum - mean);
    const weight = marginOf(targetLogits(centred, target), best);
    if (Math.abs(weight) >= 0.05) reasons.push(placeOf(reading, units, at, length, weight));
    at += length;
  }
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start);
  return reasons.slice(0, MOST_REASONS);
}
