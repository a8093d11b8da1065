import { LANGUAGES } from "#text/language/languages.ts";
import { MOST_FEATURES, wordFeatures } from "#text/language/word-features.ts";
import { FEATURE_SCALE } from "#text/language/word-scores.ts";
import type { Random } from "../random.ts";
import type { LanguageSample } from "./samples.ts";

const columns = LANGUAGES.length;
/** Gradients count from here, so that the first steps are not boundless (AdaGrad, Duchi et al. 2011). */
const FIRST_SQUARE = 1e-3;
const PULL = 1e-6;
const RATE_DECAY = 0.9;
/** Texts that are this sure teach nothing more. */
const SURE = 0.995;
/** How many words of a text are shown at once, and how often: short texts are the hard ones. */
const CROPS: readonly (readonly [below: number, words: number])[] = [
  [0.12, 2],
  [0.3, 3],
  [0.55, 5],
  [0.8, 9],
  [1, Number.POSITIVE_INFINITY],
];

export type FitOptions = {
  bits: number;
  epochs: number;
  rate: number;
  random: Random;
  say: (line: string) => void;
};

/**
 * Weights of a softmax over summed features of words, by AdaGrad over crops of texts and over words of lists, alone and
 * by three. `texts` are repeated by their weight.
 */
export function fitLanguage(
  texts: readonly (LanguageSample & { weight: number })[],
  lists: readonly LanguageSample[],
  { bits, epochs, rate, random, say }: FitOptions,
): Float32Array {
  const mask = 2 ** bits - 1;
  const weights = new Float32Array((mask + 1) * columns);
  const squares = new Float32Array((mask + 1) * columns).fill(FIRST_SQUARE);
  const featuresOf = featureCache(mask);
  const odds = new Float64Array(columns);
  let pace = rate;

  const learn = (language: number, words: readonly string[]): number => {
    const features = words.map(featuresOf);
    odds.fill(0);
    for (const list of features) {
      const factor = FEATURE_SCALE / Math.sqrt(list.length);
      for (const bucket of list)
        for (let column = 0; column < columns; column += 1)
          odds[column] = (odds[column] ?? 0) + factor * (weights[bucket * columns + column] ?? 0);
    }
    toProbabilities(odds);
    const right = odds[language] ?? 0;
    if (right > SURE) return -Math.log(right);
    odds[language] = right - 1;
    for (const list of features) {
      const factor = FEATURE_SCALE / Math.sqrt(list.length);
      for (const bucket of list)
        for (let column = 0; column < columns; column += 1) {
          const at = bucket * columns + column;
          const slope = (odds[column] ?? 0) * factor + PULL * (weights[at] ?? 0);
          const square = (squares[at] ?? 0) + slope * slope;
          squares[at] = square;
          weights[at] = (weights[at] ?? 0) - (pace * slope) / Math.sqrt(square);
        }
    }
    return -Math.log(Math.max(right, 1e-12));
  };

  const turns: (() => number)[] = [];
  for (const { language, words, weight } of texts)
    for (let turn = 0; turn < weight; turn += 1) turns.push(() => learn(language, crop(words, random)));
  const byLanguage = LANGUAGES.map((_, column) => lists.filter(({ language }) => language === column));
  for (const { language, words } of lists) {
    const siblings = byLanguage[language] ?? [];
    const another = (): readonly string[] => siblings[Math.floor(random() * siblings.length)]?.words ?? [];
    turns.push(() => learn(language, random() < 0.5 ? words : [...words, ...another(), ...another()]));
  }
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    shuffle(turns, random);
    let loss = 0;
    for (const turn of turns) loss += turn();
    pace *= RATE_DECAY;
    say(`pass ${epoch}: mean loss ${(loss / turns.length).toFixed(4)} over ${turns.length} samples`);
  }
  return weights;
}

function featureCache(mask: number): (word: string) => Uint32Array {
  const cache = new Map<string, Uint32Array>();
  const into = new Uint32Array(MOST_FEATURES);
  return (word) => {
    let features = cache.get(word);
    if (features === undefined) {
      features = into.slice(0, wordFeatures(word, mask, into));
      cache.set(word, features);
    }
    return features;
  };
}

function crop(words: readonly string[], random: Random): readonly string[] {
  const draw = random();
  const length = Math.min(words.length, CROPS.find(([below]) => draw < below)?.[1] ?? words.length);
  const start = Math.floor(random() * (words.length - length + 1));
  return words.slice(start, start + length);
}

function shuffle<Item>(items: Item[], random: Random): void {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) [items[index], items[other]] = [b, a];
  }
}

function toProbabilities(odds: Float64Array): void {
  const most = odds.reduce((a, b) => Math.max(a, b));
  let total = 0;
  for (const [column, value] of odds.entries()) {
    odds[column] = Math.exp(value - most);
    total += odds[column] ?? 0;
  }
  for (const [column, value] of odds.entries()) odds[column] = value / total;
}
