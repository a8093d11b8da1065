import type { Reading } from "../read/reading.ts";
import { CLASS_DIRECTION, opinionClass } from "./opinion-class.ts";
import { type ToneUnits, traitsAt, wordAt } from "./tone-units.ts";
import { Trait } from "./tone-words.ts";
import { CLAUSE_WORDS, CONTRAST_WORDS, LIGHT_WORDS, STRENGTHENING_WORDS, Turn } from "./turning-words.ts";

/** A place of the target's name in the text, end exclusive. */
export type TargetSpan = { start: number; end: number };

/**
 * A text seen from a target: the units that speak of it, the others, whether what is said of it is turned round by a
 * comparison, and whether a comparison prefers it (1), the other (-1) or neither (0).
 */
export type TargetView = { own: number[]; rest: number[]; isTurned: boolean; preferred: -1 | 0 | 1 };

const PIVOTS = new Set(
  "daripada drpd dibanding dibandingkan dibandingin ketimbang timbang than banding".split(" "),
);
const COMPARING = new Set("lebih kalah mending mendingan mendingin menang unggul jauh".split(" "));
const PREFERRING = new Set("mending mendingan mendingin menang unggul pilih memilih".split(" "));
const ALIKE = new Set("seperti kayak kaya macam".split(" "));
const DIFFERENT = new Set("beda berbeda".split(" "));
const JOINING = new Set("dengan sama dari dgn ama".split(" "));
/** What a writer feels about all of it, before anybody is named: "untung Pos cepat". */
const FEELING = new Set("untung untungnya syukur syukurlah sayang sayangnya".split(" "));
const PROBLEM = opinionClass("problem");
/** Words before a pivot among which the comparing word is looked for. */
const COMPARISON_REACH = 6;
/** Units of a sentence that are looked at on either side of a pivot, however long it is. */
const SENTENCE_REACH = 60;

/** Looks at a text from the places where the target is named. */
export function viewFromTarget(reading: Reading, units: ToneUnits, spans: readonly TargetSpan[]): TargetView {
  const isNamed = Array.from(units.tokens.subarray(0, units.count), (token) => {
    const read = reading.tokens[token];
    return read !== undefined && spans.some(({ start, end }) => read.start < end && read.end > start);
  });
  // A name is no opinion ("RS Harapan"), but "irit" names the fuel and says something of it.
  const isMute = isNamed.map(
    (named, at) =>
      named &&
      (CLASS_DIRECTION[units.opinions[at] ?? 0] === 0 ||
        reading.tokens[units.tokens[at] ?? 0]?.letterCase !== "lower"),
  );
  const sentences = sentenceOf(reading, units);
  const isOwnClause = ownClauses(units, isNamed, sentences);
  const view: TargetView = { own: [], rest: [], isTurned: false, preferred: 0 };
  const range = comparedRange(units, isNamed, sentences, view);
  for (let at = 0; at < units.count; at += 1) {
    if (isMute[at] || at === range?.comparing) continue;
    const isOwn =
      range === undefined ? isOwnClause.has(units.clauses[at] ?? 0) : at >= range.from && at < range.until;
    (isOwn ? view.own : view.rest).push(at);
  }
  return view;
}

function sentenceOf({ sentences }: Reading, { count, tokens }: ToneUnits): number[] {
  let sentence = 0;
  return Array.from(tokens.subarray(0, count), (token) => {
    while (sentence < sentences.length - 1 && token >= (sentences[sentence]?.last ?? 0)) sentence += 1;
    return sentence;
  });
}

/**
 * The clauses that speak of the target: those that name it, and those beside them that begin with what is said and name
 * nobody new ("kamar bersih, luas, dan tidak bau").
 */
function ownClauses(
  units: ToneUnits,
  isTarget: readonly boolean[],
  sentences: readonly number[],
): Set<number> {
  const { opinions, turns } = units;
  const clauses = units.clauses.subarray(0, units.count);
  const firsts = new Map<number, number>();
  const sentenceOfClause = new Map<number, number>();
  for (const [at, clause] of clauses.entries()) {
    if ((traitsAt(units, at) & Trait.mark) !== 0 || isPassed(keyAt(units, at))) continue;
    if (!firsts.has(clause)) firsts.set(clause, at);
    if (!sentenceOfClause.has(clause)) sentenceOfClause.set(clause, sentences[at] ?? 0);
  }
  const saysOnly = (clause: number): boolean => {
    const at = firsts.get(clause);
    if (at === undefined) return false;
    const opinion = opinions[at] ?? 0;
    const isSaid = opinion !== PROBLEM && CLASS_DIRECTION[opinion] !== 0;
    return isSaid || turnAt(units, at) !== Turn.none || (turns[at] ?? 0) !== Turn.none;
  };
  const own = new Set(clauses.filter((_, at) => isTarget[at]));
  const spoken = [...firsts.keys()].sort((a, b) => a - b);
  for (const [place, clause] of spoken.entries()) {
    const before = spoken[place - 1];
    if (before === undefined || own.has(clause) || !own.has(before) || !saysOnly(clause)) continue;
    if (sentenceOfClause.get(before) === sentenceOfClause.get(clause)) own.add(clause);
  }
  const first = spoken[0];
  const second = spoken[1];
  if (first !== undefined && second !== undefined && own.has(second) && saysOnly(first)) own.add(first);
  return own;
}

const keyAt = (units: ToneUnits, at: number): string => wordAt(units, at)?.key ?? "";
const turnAt = (units: ToneUnits, at: number): number => traitsAt(units, at) & Trait.turn;

function isPassed(key: string): boolean {
  return (
    FEELING.has(key) ||
    CLAUSE_WORDS.has(key) ||
    CONTRAST_WORDS.has(key) ||
    LIGHT_WORDS.has(key) ||
    STRENGTHENING_WORDS.has(key)
  );
}

/**
 * "A lebih irit daripada B", "A bagus, tidak seperti B": what stands before the pivot is said of A and, turned round, of
 * B. "A kalah irit dari B" is turned once more. Gives the units that speak of the target and notes turns in the view.
 */
function comparedRange(
  units: ToneUnits,
  isTarget: readonly boolean[],
  sentences: readonly number[],
  view: TargetView,
): { from: number; until: number; comparing: number } | undefined {
  const { count, clauses } = units;
  for (let pivot = 1; pivot < count; pivot += 1) {
    const comparing = comparingWord(units, pivot, sentences);
    if (comparing === undefined) continue;
    let from = pivot;
    while (from > Math.max(0, pivot - SENTENCE_REACH) && sentences[from - 1] === sentences[pivot]) from -= 1;
    let until = pivot + 1;
    const last = Math.min(count, pivot + SENTENCE_REACH);
    while (until < last && clauses[until] === clauses[pivot]) until += 1;
    const isBehind = isTarget.slice(pivot, until).includes(true);
    if (isBehind === isTarget.slice(from, pivot).includes(true)) continue;
    const saysMore = units.opinions.slice(pivot, until).some((opinion) => CLASS_DIRECTION[opinion] !== 0);
    if (isBehind && saysMore) continue;
    const key = keyAt(units, comparing);
    view.isTurned = isBehind !== (key === "kalah");
    const said = PREFERRING.has(key) || key === "kalah" ? 1 : saidBetween(units, from, pivot);
    view.preferred = said === 0 ? 0 : view.isTurned === said > 0 ? -1 : 1;
    return { from, until: pivot, comparing };
  }
  return undefined;
}

/** Which way the last opinion word between two places points. */
function saidBetween({ opinions, turns }: ToneUnits, from: number, until: number): number {
  for (let at = until - 1; at >= from; at -= 1) {
    const direction = CLASS_DIRECTION[opinions[at] ?? 0] ?? 0;
    if (direction !== 0) return turns[at] === Turn.none ? direction : -direction;
  }
  return 0;
}

/** The place of the word that compares, or of the pivot itself where that does it all ("tidak seperti"). */
function comparingWord(units: ToneUnits, pivot: number, sentences: readonly number[]): number | undefined {
  const key = keyAt(units, pivot);
  if (ALIKE.has(key)) return turnAt(units, pivot - 1) === Turn.not ? pivot - 1 : undefined;
  if (DIFFERENT.has(key)) return JOINING.has(keyAt(units, pivot + 1)) ? pivot : undefined;
  if (!PIVOTS.has(key) && key !== "dari" && key !== "dr") return undefined;
  for (let at = pivot - 1; at >= Math.max(0, pivot - COMPARISON_REACH); at -= 1)
    if (COMPARING.has(keyAt(units, at)) && sentences[at] === sentences[pivot]) return at;
  return PIVOTS.has(key) ? pivot : undefined;
}
