import { LANGUAGES, OTHER } from "./languages.ts";
import { HIGHEST } from "./word-scores.ts";

/** What it costs to change the language between two words, in log odds. */
const SWITCH_COST = 3;
/** By how much two languages must explain a text better than one: alike ones, which lend each other words, by more. */
const LEAST_GAIN = 2.5;
const LEAST_GAIN_ALIKE = 3.5;
/** A language with less of the words than this, or fewer words, is a loan, not a second language. */
const LEAST_SHARE = 0.2;
const LEAST_SHARE_LENDER = 0.38;
const LEAST_WORDS = 3;
/** Beyond this many words a text's mixture is known. */
const LOOKED_AT = 500;
const ENGLISH = LANGUAGES.indexOf("en");
const ID = LANGUAGES.indexOf("id");
const MALAY = LANGUAGES.indexOf("ms");
/** Who mixes, mixes with one of these: nobody writes half Acehnese, half Balinese. */
const COMMON = [ENGLISH, ID, MALAY] as const;

/** Two languages in one text, by columns; what they explain better than one; the share of words in the second. */
export type Mixture = { first: number; second: number; gain: number; secondShare: number };

/**
 * Whether two languages explain a text much better than one: the best cut into stretches of either (Viterbi over two
 * states) against the best single language. `rows` are places of the words' scores in `scores`, `best` is the single
 * language. Null when one language is enough. Time is linear in the number of words.
 */
export function findMixture(
  rows: Int32Array,
  count: number,
  scores: Float32Array,
  best: number,
): Mixture | null {
  const words = Math.min(count, LOOKED_AT);
  if (words < 2 * LEAST_WORDS || best === OTHER) return null;
  if (highestGain(rows, words, scores, best) - SWITCH_COST < Math.min(LEAST_GAIN, LEAST_GAIN_ALIKE))
    return null;
  let found: Mixture | null = null;
  mostGains(rows, words, scores, best);
  for (const [place, first] of COMMON.entries()) {
    for (let second = 0; second < OTHER; second += 1) {
      if (second === first || isAlike(first, second)) continue;
      const least = Math.max(leastGain(first), found?.gain ?? 0);
      if ((most[place * OTHER + second] ?? 0) - SWITCH_COST < least) continue;
      const cut = cutInTwo(rows, words, scores, best, first, second);
      if (cut.gain < leastGain(first) || (found && cut.gain <= found.gain)) continue;
      const { seconds } = cut;
      const firsts = words - seconds;
      // Regional languages borrow whole phrases from Indonesian; that alone is no second language.
      const leastFirsts = first === ENGLISH ? LEAST_SHARE : LEAST_SHARE_LENDER;
      if (Math.min(seconds, firsts) < LEAST_WORDS) continue;
      if (seconds >= LEAST_SHARE * words && firsts >= leastFirsts * words)
        found = { first, second, gain: cut.gain, secondShare: seconds / words };
    }
  }
  return found;
}

const leastGain = (first: number): number => (first === ENGLISH ? LEAST_GAIN : LEAST_GAIN_ALIKE);

/** Indonesian and Malay cannot be told apart word by word; and English is looked at with every other one first. */
const isAlike = (first: number, second: number): boolean =>
  (first !== ENGLISH && second === ENGLISH) || (first !== ENGLISH && (second === ID || second === MALAY));

/** The gain if each word could be in a language of its own: more than any two languages gain. */
function highestGain(rows: Int32Array, words: number, scores: Float32Array, best: number): number {
  let gain = 0;
  for (let index = 0; index < words; index += 1) {
    const row = rows[index] ?? 0;
    gain += Number(scores[row + HIGHEST]) - Number(scores[row + best]);
  }
  return gain;
}

/** What `mostGains` found last: for each of `COMMON` a gain with each other language. */
const most = new Float64Array(COMMON.length * OTHER);

/**
 * The gains of the common languages with each other one if changing the language cost nothing: upper bounds that are quick
 * to know. One column after the other, so that sums stay where the processor adds.
 */
function mostGains(rows: Int32Array, words: number, scores: Float32Array, best: number): void {
  const [first, second, third] = COMMON;
  for (let column = 0; column < OTHER; column += 1) {
    let firstGain = 0;
    let secondGain = 0;
    let thirdGain = 0;
    for (let index = 0; index < words; index += 1) {
      const row = rows[index] ?? 0;
      const other = Number(scores[row + column]);
      const single = Number(scores[row + best]);
      firstGain += Math.max(other, Number(scores[row + first])) - single;
      secondGain += Math.max(other, Number(scores[row + second])) - single;
      thirdGain += Math.max(other, Number(scores[row + third])) - single;
    }
    most[column] = firstGain;
    most[OTHER + column] = secondGain;
    most[2 * OTHER + column] = thirdGain;
  }
}

function cutInTwo(
  rows: Int32Array,
  words: number,
  scores: Float32Array,
  best: number,
  first: number,
  second: number,
): { gain: number; seconds: number } {
  let [inFirst, inSecond, single] = [0, 0, 0];
  /** Bit 0: the best way to a word in the first language comes from the second; bit 1: the other way round. */
  const changed = new Uint8Array(words);
  for (let index = 0; index < words; index += 1) {
    const row = rows[index] ?? 0;
    const [before, beforeSecond] = [inFirst, inSecond];
    const fromSecond = beforeSecond - SWITCH_COST > before;
    const fromFirst = before - SWITCH_COST > beforeSecond;
    changed[index] = (fromSecond ? 1 : 0) | (fromFirst ? 2 : 0);
    inFirst = (fromSecond ? beforeSecond - SWITCH_COST : before) + (scores[row + first] ?? 0);
    inSecond = (fromFirst ? before - SWITCH_COST : beforeSecond) + (scores[row + second] ?? 0);
    single += scores[row + best] ?? 0;
  }
  let seconds = 0;
  let isInSecond = inSecond > inFirst;
  for (let index = words - 1; index >= 0; index -= 1) {
    if (isInSecond) seconds += 1;
    if ((changed[index] ?? 0) & (isInSecond ? 2 : 1)) isInSecond = !isInSecond;
  }
  return { gain: Math.max(inFirst, inSecond) - single, seconds };
}
