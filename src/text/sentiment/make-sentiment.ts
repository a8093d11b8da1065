import type { Reading } from "../read/reading.ts";
import { makeUnitMarker } from "./mark-units.ts";
import type { PhraseNode } from "./opinion-lexicon.ts";
import { type SentimentResult, TONES, type ToneReason, type ToneReasonKind } from "./sentiment.ts";
import type { SentimentModel } from "./sentiment-model.ts";
import { type FeatureVisitor, visitFeatures, visitWord } from "./tone-features.ts";
import { applyRules } from "./tone-rules.ts";
import { type ToneUnits, traitsAt } from "./tone-units.ts";
import { Trait, weightsAt } from "./tone-words.ts";
import { ClauseRole } from "./turn-clauses.ts";
import { Turn } from "./turning-words.ts";

/** What the engine of tone knows. */
export type SentimentKnowledge = { model: SentimentModel; lexicon: PhraseNode };

/**
 * Reads the tone of a text. Time is linear in its length; never throws. Without `explains` the reasons, which few ask for,
 * are left empty, and all of the margin is `rest`.
 */
export type SentimentReader = (reading: Reading, explains?: boolean) => SentimentResult;

/** Reasons are the places that weigh most, at most this many. */
const MOST_REASONS = 8;
const LEAST_WEIGHT = 0.1;
const WHOLE_TEXT = -1;

/** The sums a text reached, before they become probabilities: logits of the three tones and each unit's part in them. */
export type ToneScores = {
  units: ToneUnits;
  logits: [number, number, number];
  /** Three numbers a unit, then three for what belongs to the whole text; what stands behind them means nothing. */
  parts: Float64Array;
  rules: { unit: number; kind: ToneReasonKind; logits: readonly [number, number, number] }[];
};

/** A scorer of readings: their units, weighed. */
export function makeToneScorer(knowledge: SentimentKnowledge): (reading: Reading) => ToneScores {
  const markUnits = makeWeighingMarker(knowledge);
  const scoreUnits = makeUnitScorer(knowledge.model);
  return (reading) => scoreUnits(markUnits(reading));
}

/** A marker of units whose words carry what they add by themselves. */
export function makeWeighingMarker({ model, lexicon }: SentimentKnowledge): (reading: Reading) => ToneUnits {
  const { weights } = model;
  const mask = weights.length / 3 - 1;
  return makeUnitMarker(lexicon, (word) => {
    const sums: [number, number, number] = [0, 0, 0];
    visitWord(word, (feature, value) => {
      const from = 3 * (feature & mask);
      for (const tone of [0, 1, 2] as const) sums[tone] += value * (weights[from + tone] ?? 0);
    });
    return sums;
  });
}

/**
 * A scorer of units that carry weights: their features and rules, weighed. The `parts` of its answers are overwritten by
 * the next text.
 */
export function makeUnitScorer(model: SentimentModel): (units: ToneUnits) => ToneScores {
  const { weights, scale, bias } = model;
  const mask = weights.length / 3 - 1;
  let parts = new Float64Array(3 * FIRST_UNITS);
  let ownWeights = new Float64Array(0);
  let pairWeights = new Int16Array(3 * FIRST_UNITS);
  let count = 0;
  // They differ only in their arrays: one function for all would be slow for each.
  const visitor: FeatureVisitor = {
    feature: (feature, value, unit) => {
      const to = 3 * (unit < 0 ? count : unit);
      const from = 3 * (feature & mask);
      const share = value * scale;
      parts[to] = (parts[to] ?? 0) + share * (weights[from] ?? 0);
      parts[to + 1] = (parts[to + 1] ?? 0) + share * (weights[from + 1] ?? 0);
      parts[to + 2] = (parts[to + 2] ?? 0) + share * (weights[from + 2] ?? 0);
    },
    pairs: (features, units) => {
      if (pairWeights.length < 3 * units) pairWeights = new Int16Array(6 * units);
      for (let unit = 0; unit < units; unit += 1) {
        const from = 3 * ((features[unit] ?? 0) & mask);
        pairWeights[3 * unit] = weights[from] ?? 0;
        pairWeights[3 * unit + 1] = weights[from + 1] ?? 0;
        pairWeights[3 * unit + 2] = weights[from + 2] ?? 0;
      }
    },
    pair: (_, value, unit) => {
      const to = 3 * unit;
      const share = value * scale;
      parts[to] = (parts[to] ?? 0) + share * (pairWeights[to] ?? 0);
      parts[to + 1] = (parts[to + 1] ?? 0) + share * (pairWeights[to + 1] ?? 0);
      parts[to + 2] = (parts[to + 2] ?? 0) + share * (pairWeights[to + 2] ?? 0);
    },
    word: (word, value, unit) => {
      const to = 3 * unit;
      const from = weightsAt(word);
      const share = value * scale;
      parts[to] = (parts[to] ?? 0) + share * (ownWeights[from] ?? 0);
      parts[to + 1] = (parts[to + 1] ?? 0) + share * (ownWeights[from + 1] ?? 0);
      parts[to + 2] = (parts[to + 2] ?? 0) + share * (ownWeights[from + 2] ?? 0);
    },
  };
  return (units) => {
    count = units.count;
    ownWeights = units.known.weights;
    const size = 3 * count + 3;
    if (parts.length < size) parts = new Float64Array(2 * size);
    parts.fill(0, 0, size);
    visitFeatures(units, visitor);
    const logits: [number, number, number] = [bias[0], bias[1], bias[2]];
    for (let at = 0; at < size; at += 3) {
      logits[0] += parts[at] ?? 0;
      logits[1] += parts[at + 1] ?? 0;
      logits[2] += parts[at + 2] ?? 0;
    }
    const rules = applyRules(units);
    for (const rule of rules) for (const tone of [0, 1, 2] as const) logits[tone] += rule.logits[tone];
    return { units, logits, parts, rules };
  };
}

/** Units for which there is room at first. */
const FIRST_UNITS = 256;

/** An engine of tone over its knowledge. */
export function makeSentiment(knowledge: SentimentKnowledge): SentimentReader {
  const score = makeToneScorer(knowledge);
  const { temperature, leastProbability } = knowledge.model;
  return (reading, explains = true) => {
    const scores = score(reading);
    if (scores.units.count === 0) return nothingSaid();
    const { logits } = scores;
    const shares = softmax(logits, temperature);
    const best = bestOf(logits);
    const margin = marginOf(logits, best) / temperature;
    const reasons = explains ? explain(reading, scores, best, temperature) : [];
    const isSure = shares[best] >= leastProbability;
    const tone = TONES[best] ?? "neutral";
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

function nothingSaid(): SentimentResult {
  const probabilities = { negative: 1 / 3, neutral: 1 / 3, positive: 1 / 3 };
  return { label: "unsure", best: "neutral", probabilities, margin: 0, reasons: [], rest: 0 };
}

/** The number of the highest of three. */
export function bestOf(logits: readonly [number, number, number]): 0 | 1 | 2 {
  if (logits[0] >= logits[1]) return logits[0] >= logits[2] ? 0 : 2;
  return logits[1] >= logits[2] ? 1 : 2;
}

/** How far one of three numbers stands above the mean of the others. */
export function marginOf(three: readonly [number, number, number], best: 0 | 1 | 2): number {
  return 1.5 * three[best] - 0.5 * (three[0] + three[1] + three[2]);
}

/** Probabilities from logits at a temperature; the logits' order is kept. */
export function softmax(
  logits: readonly [number, number, number],
  temperature: number,
): [number, number, number] {
  const [a, b, c] = logits;
  const most = Math.max(a, b, c);
  const ea = Math.exp((a - most) / temperature);
  const eb = Math.exp((b - most) / temperature);
  const ec = Math.exp((c - most) / temperature);
  const sum = ea + eb + ec;
  return [ea / sum, eb / sum, ec / sum];
}

function explain(reading: Reading, scores: ToneScores, best: 0 | 1 | 2, temperature: number): ToneReason[] {
  const { units, parts, rules } = scores;
  const { count } = units;
  let kept = 0;
  for (let at = 0; at < count; ) {
    const next = at + (units.lengths[at] ?? 1);
    let weight = 0;
    for (let inner = at; inner < next; inner += 1) weight += marginIn(parts, 3 * inner, best) / temperature;
    kept = keepHeaviest(kept, at, weight);
    at = next;
  }
  kept = keepHeaviest(kept, WHOLE_TEXT, marginIn(parts, 3 * count, best) / temperature);
  const reasons: ToneReason[] = [];
  for (const { unit, kind, logits } of rules) {
    const weight = marginOf(logits, best) / temperature;
    reasons.push({ ...placeOf(reading, units, unit, units.lengths[unit] ?? 1, weight), kind });
  }
  for (let rank = 0; rank < kept; rank += 1) {
    const at = heaviestAt[rank] ?? 0;
    const weight = heaviest[rank] ?? 0;
    reasons.push(
      at === WHOLE_TEXT
        ? { start: 0, end: reading.text.length, kind: "register", weight }
        : placeOf(reading, units, at, units.lengths[at] ?? 1, weight),
    );
  }
  return reasons;
}

/** As `marginOf`, of three numbers among many. */
const marginIn = (parts: Float64Array, at: number, best: 0 | 1 | 2): number =>
  1.5 * (parts[at + best] ?? 0) - 0.5 * ((parts[at] ?? 0) + (parts[at + 1] ?? 0) + (parts[at + 2] ?? 0));

/** The heaviest places of the text at hand and their weights. */
const heaviestAt = new Int32Array(MOST_REASONS);
const heaviest = new Float64Array(MOST_REASONS);

/** Keeps the heaviest few, the heaviest first; of equals the one that comes first in the text. Returns how many there are. */
function keepHeaviest(kept: number, at: number, weight: number): number {
  const size = Math.abs(weight);
  if (size < LEAST_WEIGHT) return kept;
  let rank = kept;
  while (rank > 0 && Math.abs(heaviest[rank - 1] ?? 0) < size) rank -= 1;
  if (rank >= MOST_REASONS) return kept;
  for (let to = Math.min(kept, MOST_REASONS - 1); to > rank; to -= 1) {
    heaviestAt[to] = heaviestAt[to - 1] ?? 0;
    heaviest[to] = heaviest[to - 1] ?? 0;
  }
  heaviestAt[rank] = at;
  heaviest[rank] = weight;
  return Math.min(kept + 1, MOST_REASONS);
}

/** A reason at the units `at` up to `at + length`. */
export function placeOf(
  reading: Reading,
  units: ToneUnits,
  at: number,
  length: number,
  weight: number,
): ToneReason {
  const first = reading.tokens[units.tokens[at] ?? 0];
  const last = reading.tokens[units.tokens[at + length - 1] ?? 0];
  const start = first?.start ?? 0;
  return { start, end: Math.max(last?.end ?? start, start), kind: kindOf(units, at, length), weight };
}

function kindOf(units: ToneUnits, at: number, length: number): ToneReasonKind {
  const traits = traitsAt(units, at);
  if ((traits & Trait.face) !== 0) return "face";
  const turn = units.turns[at] ?? Turn.none;
  if (turn === Turn.rhetoric) return "rhetoric";
  if (turn !== Turn.none || (traits & Trait.turn) !== Turn.none) return "negation";
  if (units.opinions[at] !== 0 && (units.roles[at] ?? 0) >= ClauseRole.tail) return "contrast";
  return length > 1 ? "phrase" : "word";
}
