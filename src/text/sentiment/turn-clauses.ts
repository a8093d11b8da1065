import { type ToneWord, UnitKind } from "./tone-word.ts";
import {
  CLAUSE_WORDS,
  CONCESSION_WORDS,
  CONTRAST_WORDS,
  ONLY_WORDS,
  SAYING_WORDS,
  Turn,
  type TurnKind,
} from "./turning-words.ts";

/** The part a unit plays where a text sets one thing against another. */
export const ClauseRole = { only: 0, head: 1, tail: 2, concession: 3 } as const;
/** One of the values of `ClauseRole`. */
export type ClauseRole = (typeof ClauseRole)[keyof typeof ClauseRole];

/** What turns each unit, which clause it is in, and that clause's part. */
export type Clause = { turns: TurnKind[]; numbers: number[]; roles: ClauseRole[]; hasContrast: boolean };

/** A negation turns this many words that carry something. */
const REACH = 3;

/**
 * Finds what negations turn and how clauses stand to each other. `lengths` are the lengths of phrases: a negation inside
 * a phrase of the lexicon ("tidak mengecewakan") is that phrase's own affair.
 */
export function turnClauses(words: readonly ToneWord[], lengths: readonly number[]): Clause {
  const turns = new Array<TurnKind>(words.length).fill(Turn.none);
  const numbers = new Array<number>(words.length).fill(0);
  const roles = new Array<ClauseRole>(words.length).fill(ClauseRole.only);
  let turn: TurnKind = Turn.none;
  let left = 0;
  let clause = 0;
  let lastContrast = -1;
  let isConceding = false;
  let phraseEnd = 0;
  let wasOnce = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { key } = word;
    const isMark = word.kind === UnitKind.mark;
    if (word.isJoint) {
      if (isMark || CLAUSE_WORDS.has(key)) {
        turn = Turn.none;
        if (at > 0) clause += 1;
        if (isMark || CONTRAST_WORDS.has(key)) isConceding = false;
      }
      if (CONTRAST_WORDS.has(key) && at > 0 && !isPassedOver(words, at)) lastContrast = at;
      // "Dulu kumuh, sekarang rapi": what is now outweighs what was.
      if (key === "dulu" || key === "dahulu") wasOnce = true;
      else if (wasOnce && (key === "sekarang" || key === "kini") && at > 1) lastContrast = at;
      if (CONCESSION_WORDS.has(key)) isConceding = true;
    }
    const isInPhrase = at < phraseEnd;
    if (!isInPhrase) phraseEnd = at + (lengths[at] ?? 1);
    const isPhraseStart = !isInPhrase && phraseEnd > at + 1;
    if (!isInPhrase) turns[at] = turn;
    numbers[at] = clause;
    if (isConceding) roles[at] = ClauseRole.concession;
    if (isInPhrase || isPhraseStart) {
      if (!isInPhrase && word.turn !== Turn.none) turn = Turn.none;
      continue;
    }
    if (word.turn !== Turn.none) {
      if (isOnlyAfter(words, at)) continue;
      turn = turn === Turn.none ? word.turn : Turn.none;
      left = REACH;
    } else if (key === "siapa" && isRhetorical(words, at)) {
      turn = Turn.rhetoric;
      left = REACH + 4;
    } else if (turn !== Turn.none && !word.isLight) {
      left -= 1;
      if (left === 0) turn = Turn.none;
    }
  }
  if (lastContrast > 0)
    for (let at = 0; at < roles.length; at += 1)
      if (roles[at] === ClauseRole.only) roles[at] = at >= lastContrast ? ClauseRole.tail : ClauseRole.head;
  return { turns, numbers, roles, hasContrast: lastContrast > 0 };
}

function isOnlyAfter(words: readonly ToneWord[], at: number): boolean {
  const next = words[at + 1];
  return next !== undefined && ONLY_WORDS.has(next.key);
}

/** "hanya" after "tidak" joins, it sets nothing against anything. */
function isPassedOver(words: readonly ToneWord[], at: number): boolean {
  const before = words[at - 1];
  const key = words[at]?.key ?? "";
  if (before !== undefined && before.turn !== Turn.none && ONLY_WORDS.has(key)) return true;
  return key === "sayang" && words[at + 1]?.kind === UnitKind.word && before?.kind === UnitKind.word;
}

/** "siapa bilang", "kata siapa". */
function isRhetorical(words: readonly ToneWord[], at: number): boolean {
  return SAYING_WORDS.has(words[at + 1]?.key ?? "") || SAYING_WORDS.has(words[at - 1]?.key ?? "");
}
