import { type ToneUnits, traitsAt } from "./tone-units.ts";
import { JOINT, Trait } from "./tone-words.ts";
import { Turn } from "./turning-words.ts";

/** The part a unit plays where a text sets one thing against another. */
export const ClauseRole = { only: 0, head: 1, tail: 2, concession: 3 } as const;
/** One of the values of `ClauseRole`. */
export type ClauseRole = (typeof ClauseRole)[keyof typeof ClauseRole];

/** A negation turns this many words that carry something. */
const REACH = 3;

/**
 * Finds what negations turn and how clauses stand to each other. A negation inside a phrase of the lexicon ("tidak
 * mengecewakan") is that phrase's own affair.
 */
export function turnClauses(units: ToneUnits): void {
  const { count, numbers, lengths, turns, clauses, roles, known } = units;
  let turn: number = Turn.none;
  let left = 0;
  let clause = 0;
  let lastContrast = -1;
  let isConceding = false;
  let phraseEnd = 0;
  let wasOnce = false;
  for (let at = 0; at < count; at += 1) {
    const traits = known.traits(numbers[at] ?? 0);
    if ((traits & JOINT) !== 0) {
      if ((traits & (Trait.mark | Trait.clause)) !== 0) {
        turn = Turn.none;
        if (at > 0) clause += 1;
        if ((traits & (Trait.mark | Trait.contrast)) !== 0) isConceding = false;
      }
      if ((traits & Trait.contrast) !== 0 && at > 0 && !isPassedOver(units, at)) lastContrast = at;
      // "Dulu kumuh, sekarang rapi": what is now outweighs what was.
      if ((traits & Trait.once) !== 0) wasOnce = true;
      else if (wasOnce && (traits & Trait.now) !== 0 && at > 1) lastContrast = at;
      if ((traits & Trait.concession) !== 0) isConceding = true;
    }
    const isInPhrase = at < phraseEnd;
    if (!isInPhrase) phraseEnd = at + (lengths[at] ?? 1);
    const isPhraseStart = !isInPhrase && phraseEnd > at + 1;
    turns[at] = isInPhrase ? Turn.none : turn;
    clauses[at] = clause;
    roles[at] = isConceding ? ClauseRole.concession : ClauseRole.only;
    const own = traits & Trait.turn;
    if (isInPhrase || isPhraseStart) {
      if (!isInPhrase && own !== Turn.none) turn = Turn.none;
      continue;
    }
    if (own !== Turn.none) {
      if ((traitsAt(units, at + 1) & Trait.only) !== 0) continue;
      turn = turn === Turn.none ? own : Turn.none;
      left = REACH;
    } else if ((traits & Trait.who) !== 0 && isRhetorical(units, at)) {
      turn = Turn.rhetoric;
      left = REACH + 4;
    } else if (turn !== Turn.none && (traits & Trait.light) === 0) {
      left -= 1;
      if (left === 0) turn = Turn.none;
    }
  }
  units.hasContrast = lastContrast > 0;
  if (lastContrast > 0)
    for (let at = 0; at < count; at += 1)
      if (roles[at] === ClauseRole.only) roles[at] = at >= lastContrast ? ClauseRole.tail : ClauseRole.head;
}

/** "hanya" after "tidak" joins, it sets nothing against anything. */
function isPassedOver(units: ToneUnits, at: number): boolean {
  const before = traitsAt(units, at - 1);
  const own = traitsAt(units, at);
  if ((before & Trait.turn) !== Turn.none && (own & Trait.only) !== 0) return true;
  return (own & Trait.pity) !== 0 && (traitsAt(units, at + 1) & before & Trait.word) !== 0;
}

/** "siapa bilang", "kata siapa". */
const isRhetorical = (units: ToneUnits, at: number): boolean =>
  ((traitsAt(units, at + 1) | traitsAt(units, at - 1)) & Trait.saying) !== 0;
