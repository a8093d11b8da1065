import type { Reading } from "../read/reading.ts";
import { findMixture } from "./find-mixture.ts";
import { labelByScript, noLanguage } from "./label-by-script.ts";
import type { LanguageModel } from "./language-model.ts";
import { type LanguageReason, type LanguageResult, roundShare } from "./language-result.ts";
import { LANGUAGES, type Language, OTHER } from "./languages.ts";
import { makeWordScores } from "./word-scores.ts";

/** Says what language a reading is in. Without `explains` the reasons, which few ask for, are left empty. */
export type LanguageDetector = (reading: Reading, explains?: boolean) => LanguageResult;

const columns = LANGUAGES.length;
/** Words beyond these change nothing any more, and a text of 200 kB must not take long. */
const MOST_WORDS = 2_000;
const MOST_REASONS = 5;
/** Reasons are looked for among so many words, and a weaker one explains nothing. */
const REASONS_AMONG = 200;
const WEAKEST_REASON = 0.5;
const UNSURE_BELOW = 0.75;
const UNKNOWN_BELOW = 0.4;
/** One to three words that could be of any language are of none. */
const FEW_WORDS = 3;
const UNKNOWN_BELOW_OF_FEW = 0.5;
/** Words in Latin letters decide, unless they are fewer than this share: a foreign name in a text of another script. */
const LEAST_LATIN = 0.25;
/** A gain by two languages of so much is as likely real as not. */
const EVEN_GAIN = 1.5;

/**
 * A detector over a model: log odds of the words are summed, the most likely language is answered, or "mixed" where two
 * languages have a substantial share each, or "und" where nothing shows a language. Never throws; time is linear.
 */
export function makeLanguageDetector(model: LanguageModel): LanguageDetector {
  const words = makeWordScores(model);
  const rows = new Int32Array(MOST_WORDS);
  const places = new Int32Array(MOST_WORDS);
  const sums = new Float64Array(columns);
  const strongest = new Float64Array(MOST_REASONS);
  const strongestAt = new Int32Array(MOST_REASONS);

  /** One language after the other, so that its sum stays where the processor adds. */
  const sumColumns = (scores: Float32Array, count: number): void => {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let index = 0; index < count; index += 1) sum += Number(scores[(rows[index] ?? 0) + column]);
      sums[column] = sum;
    }
  };

  /** Adds up the words' scores; returns how many words are in Latin letters and how many in others. */
  const sumWords = ({ tokens, ids, edition }: Reading): [latin: number, foreign: number] => {
    let count = 0;
    let foreign = 0;
    for (let index = 0; index < tokens.length && count < MOST_WORDS; index += 1) {
      const token = tokens[index];
      if (token?.kind === "ideograph") foreign += 1;
      if (token?.kind !== "word") continue;
      const row = words.find(ids[index] ?? 0, edition) ?? words.learn(token.word);
      if (row < 0) {
        foreign += 1;
        continue;
      }
      rows[count] = row;
      places[count] = index;
      count += 1;
    }
    sumColumns(words.scores(), count);
    return [count, foreign];
  };

  /** The words that speak most for a language against another, strongest first. */
  const reasonsFor = (
    { tokens }: Reading,
    count: number,
    column: number,
    rival: number,
  ): LanguageReason[] => {
    const scores = words.scores();
    let found = 0;
    for (let index = 0; index < Math.min(count, REASONS_AMONG); index += 1) {
      const row = rows[index] ?? 0;
      const weight = (scores[row + column] ?? 0) - (scores[row + rival] ?? 0);
      if (weight < WEAKEST_REASON) continue;
      if (found === MOST_REASONS && (strongest[found - 1] ?? 0) >= weight) continue;
      let place = Math.min(found, MOST_REASONS - 1);
      for (; place > 0 && (strongest[place - 1] ?? 0) < weight; place -= 1) {
        strongest[place] = strongest[place - 1] ?? 0;
        strongestAt[place] = strongestAt[place - 1] ?? 0;
      }
      strongest[place] = weight;
      strongestAt[place] = places[index] ?? 0;
      found = Math.min(found + 1, MOST_REASONS);
    }
    const reasons: LanguageReason[] = [];
    const language = named(column) ?? "und";
    for (let rank = 0; rank < found; rank += 1) {
      const token = tokens[strongestAt[rank] ?? 0];
      if (token === undefined) continue;
      const { start, end } = token;
      reasons.push({ start, end, kind: "word", language, weight: roundShare(strongest[rank] ?? 0) });
    }
    return reasons;
  };

  return (reading, explains = true) => {
    const [count, foreign] = sumWords(reading);
    if (count === 0 && foreign === 0) return noLanguage("Zyyy");
    if (count === 0 || count < LEAST_LATIN * foreign) return labelByScript(reading);
    const [best, next] = bestTwo(sums);
    const mixture = findMixture(rows, count, words.scores(), best);
    if (mixture) {
      const { first, second, gain, secondShare } = mixture;
      const probability = roundShare(gain / (gain + EVEN_GAIN));
      return {
        label: "mixed",
        probability,
        isUnsure: probability < UNSURE_BELOW,
        languages: [...shareOf(first, 1 - secondShare), ...shareOf(second, secondShare)].sort(
          (a, b) => b.share - a.share,
        ),
        script: "Latn",
        reasons: explains
          ? [
              ...reasonsFor(reading, count, first, second).slice(0, 3),
              ...reasonsFor(reading, count, second, first).slice(0, 3),
            ]
          : [],
      };
    }
    const temperature = model.temperatures[count <= FEW_WORDS ? 0 : count <= 8 ? 1 : 2];
    const probability = roundShare(likelihood(sums, best, temperature));
    const least = count <= FEW_WORDS ? UNKNOWN_BELOW_OF_FEW : UNKNOWN_BELOW;
    const language = probability >= least ? named(best) : null;
    return {
      label: language ?? "und",
      probability: language === null && best !== OTHER ? roundShare(1 - probability) : probability,
      isUnsure: probability < UNSURE_BELOW,
      languages: language === null ? [] : shareOf(best, 1),
      script: "Latn",
      reasons: explains ? reasonsFor(reading, count, best, next) : [],
    };
  };
}

const named = (column: number): Language | null => {
  const language = LANGUAGES[column];
  return language === undefined || language === "other" ? null : language;
};

function shareOf(column: number, share: number): { language: Language; share: number }[] {
  const language = named(column);
  return language === null ? [] : [{ language, share: roundShare(share) }];
}

function bestTwo(sums: Float64Array): [best: number, next: number] {
  let [best, next] = (sums[1] ?? 0) > (sums[0] ?? 0) ? [1, 0] : [0, 1];
  for (let column = 2; column < columns; column += 1) {
    const sum = sums[column] ?? 0;
    if (sum > (sums[best] ?? 0)) [best, next] = [column, best];
    else if (sum > (sums[next] ?? 0)) next = column;
  }
  return [best, next];
}

/** The softmax of the best column. */
function likelihood(sums: Float64Array, best: number, temperature: number): number {
  let total = 0;
  for (const sum of sums) total += Math.exp((sum - (sums[best] ?? 0)) / temperature);
  return 1 / total;
}
