import type { Reading } from "../read/reading.ts";
import { makeUnitMarker, type ToneUnits, type ToneWord, UnitKind } from "./mark-units.ts";
import type { PhraseNode } from "./opinion-lexicon.ts";
import { type SentimentResult, TONES, type ToneReason, type ToneReasonKind } from "./sentiment.ts";
import type { SentimentModel } from "./sentiment-model.ts";
import { visitFeatures, visitWord } from "./tone-features.ts";
import { applyRules } from "./tone-rules.ts";
import { ClauseRole } from "./turn-clauses.ts";
import { Turn } from "./turning-words.ts";

/** What the engine of tone knows. */
export type SentimentKnowledge = { model: SentimentModel; lexicon: PhraseNode };

/** Reads the tone of a text. Time is linear in its length; never throws. */
export type SentimentReader = (reading: Reading) => SentimentResult;

/** Reasons are the places that weigh most, at most this many. */
const MOST_REASONS = 8;
const LEAST_WEIGHT = 0.05;

/** The sums a text reached, before they become probabilities: logits of the three tones and each unit's part in them. */
export type ToneScores = {
  units: ToneUnits;
  logits: [number, number, number];
  /** Three numbers a unit, then three for what belongs to the whole text. */
  parts: Float64Array;
  rules: { unit: number; kind: ToneReasonKind; logits: readonly [number, number, number] }[];
};

/** A scorer of readings: their units, weighed. */
export function makeToneScorer({ model, lexicon }: SentimentKnowledge): (reading: Reading) => ToneScores {
  const markUnits = makeUnitMarker(lexicon);
  const scoreUnits = makeUnitScorer(model);
  return (reading) => scoreUnits(markUnits(reading));
}

/** A scorer of units: their features and rules, weighed. */
export function makeUnitScorer(model: SentimentModel): (units: ToneUnits) => ToneScores {
  const { weights, scale, bias } = model;
  const mask = weights.length / 3 - 1;
  const known = new WeakMap<ToneWord, Float64Array>();
  const weightsOf = (word: ToneWord): Float64Array => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const sums = new Float64Array(3);
    visitWord(word, (feature, value) => {
      const from = 3 * (feature & mask);
      for (const tone of [0, 1, 2]) sums[tone] = (sums[tone] ?? 0) + value * (weights[from + tone] ?? 0);
    });
    known.set(word, sums);
    return sums;
  };
  return (units) => {
    const count = units.words.length;
    const parts = new Float64Array(3 * count + 3);
    const add = (unit: number, from: ArrayLike<number>, first: number, share: number): void => {
      const to = 3 * (unit < 0 ? count : unit);
      parts[to] = (parts[to] ?? 0) + share * (from[first] ?? 0);
      parts[to + 1] = (parts[to + 1] ?? 0) + share * (from[first + 1] ?? 0);
      parts[to + 2] = (parts[to + 2] ?? 0) + share * (from[first + 2] ?? 0);
    };
    visitFeatures(units, {
      feature: (feature, value, unit) => add(unit, weights, 3 * (feature & mask), value * scale),
      word: (word, value, unit) => add(unit, weightsOf(word), 0, value * scale),
    });
    const logits: [number, number, number] = [bias[0], bias[1], bias[2]];
    for (let at = 0; at < parts.length; at += 3) {
      logits[0] += parts[at] ?? 0;
      logits[1] += parts[at + 1] ?? 0;
      logits[2] += parts[at + 2] ?? 0;
    }
    const rules = applyRules(units);
    for (const rule of rules) for (const tone of [0, 1, 2] as const) logits[tone] += rule.logits[tone];
    return { units, logits, parts, rules };
  };
}

/** An engine of tone over its knowledge. */
export function makeSentiment(knowledge: SentimentKnowledge): SentimentReader {
  const score = makeToneScorer(knowledge);
  const { temperature, leastProbability } = knowledge.model;
  return (reading) => {
    const scores = score(reading);
    if (scores.units.words.length === 0) return nothingSaid();
    const { logits } = scores;
    const shares = softmax(logits, temperature);
    const best = bestOf(logits);
    const margin = marginOf(logits, best) / temperature;
    const reasons = explain(reading, scores, best, temperature);
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

/** The label for scoring against labelled files: the best tone, doubt or not. */
export function predictTone(result: SentimentResult): string {
  return result.best;
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
  const most = Math.max(...logits);
  const [a, b, c] = logits;
  const [ea, eb, ec] = [
    Math.exp((a - most) / temperature),
    Math.exp((b - most) / temperature),
    Math.exp((c - most) / temperature),
  ];
  const sum = ea + eb + ec;
  return [ea / sum, eb / sum, ec / sum];
}

function explain(reading: Reading, scores: ToneScores, best: 0 | 1 | 2, temperature: number): ToneReason[] {
  const { units, parts, rules } = scores;
  const found: ToneReason[] = [];
  const part = (at: number): readonly [number, number, number] => [
    parts[at] ?? 0,
    parts[at + 1] ?? 0,
    parts[at + 2] ?? 0,
  ];
  const count = units.words.length;
  for (let at = 0; at < count; ) {
    const length = units.lengths[at] ?? 1;
    let weight = 0;
    for (let inner = at; inner < at + length; inner += 1) weight += marginOf(part(3 * inner), best);
    weight /= temperature;
    if (Math.abs(weight) >= LEAST_WEIGHT) found.push(placeOf(reading, units, at, length, weight));
    at += length;
  }
  for (const rule of rules)
    found.push({
      ...placeOf(reading, units, rule.unit, units.lengths[rule.unit] ?? 1, 0),
      kind: rule.kind,
      weight: marginOf(rule.logits, best) / temperature,
    });
  const whole = marginOf(part(3 * count), best) / temperature;
  if (Math.abs(whole) >= LEAST_WEIGHT)
    found.push({ start: 0, end: reading.text.length, kind: "register", weight: whole });
  found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start);
  return found.slice(0, MOST_REASONS);
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

function kindOf({ words, opinions, clauses }: ToneUnits, at: number, length: number): ToneReasonKind {
  if (words[at]?.kind === UnitKind.face) return "face";
  const turn = clauses.turns[at] ?? Turn.none;
  if (turn === Turn.rhetoric) return "rhetoric";
  if (turn !== Turn.none || words[at]?.turn !== Turn.none) return "negation";
  if (opinions[at] !== 0 && (clauses.roles[at] ?? 0) >= ClauseRole.tail) return "contrast";
  return length > 1 ? "phrase" : "word";
}
