import { CLASS_DIRECTION, opinionClass } from "./opinion-class.ts";
import type { ToneReasonKind } from "./sentiment.ts";
import { type ToneUnits, traitsAt } from "./tone-units.ts";
import { Trait } from "./tone-words.ts";
import { Turn } from "./turning-words.ts";

/**
 * What a rule adds to the logits of negative, neutral and positive, and the unit it rests on. Rules stand beside the
 * learned weights where the labelled texts are too few to learn from.
 */
export type RuleHit = { kind: ToneReasonKind; unit: number; logits: readonly [number, number, number] };

const IRONY: RuleHit["logits"] = [2.2, -0.4, -1.8];
const SAYS_GOOD: RuleHit["logits"] = [-2, -0.5, 2.5];
const SAYS_BAD: RuleHit["logits"] = [2, -0.5, -1.5];

/** Units behind "siapa yang tidak" among which the opinion is looked for. */
const QUESTION_REACH = 12;

const THANKS = opinionClass("thanks");
const STRONG = opinionClass("praise-strong");
const PRAISE = opinionClass("praise");
const PROBLEM = opinionClass("problem");
const BLAME = opinionClass("blame");
const BLAME_STRONG = opinionClass("blame-strong");

/** The rules that hold of a text. */
export function applyRules(units: ToneUnits): RuleHit[] {
  const irony = ironyAt(units);
  const hits: RuleHit[] = [];
  if (irony >= 0) hits.push({ kind: "irony", unit: irony, logits: IRONY });
  const denied = deniedAt(units);
  if (denied.direction !== 0)
    hits.push({ kind: "rhetoric", unit: denied.unit, logits: denied.direction > 0 ? SAYS_GOOD : SAYS_BAD });
  return hits;
}

/**
 * Praise that a failure belies: a thanks or a praise that opens the text, then a comma or a break, then a failure that
 * recurs ("terima kasih, macet lagi"); or praise with a face that does not mean it ("bagus banget 🙃").
 */
function ironyAt({ count, numbers, opinions, turns, clauses, hasContrast, known }: ToneUnits): number {
  let praised = -1;
  let isRecurring = false;
  let problem = -1;
  let good = 0;
  for (let at = 0; at < count; at += 1) {
    const opinion = opinions[at] ?? 0;
    if (opinion === 0 && praised < 0) continue;
    const traits = known.traits(numbers[at] ?? 0);
    if ((traits & Trait.ironicFace) !== 0 && praised >= 0) return at;
    if (opinion === THANKS || opinion === STRONG || opinion === PRAISE) {
      if (turns[at] !== Turn.none) continue;
      good += 1;
      if (praised < 0 && at <= 3) praised = at;
    } else if (
      (opinion === PROBLEM || opinion === BLAME || opinion === BLAME_STRONG) &&
      turns[at] === Turn.none
    )
      problem = at;
    if (praised >= 0 && at > praised && (traits & Trait.recurring) !== 0) isRecurring = true;
  }
  if (praised < 0 || problem < praised || !isRecurring || good > 1 || hasContrast) return -1;
  return (clauses[problem] ?? 0) > (clauses[praised] ?? 0) ? praised : -1;
}

/**
 * A question that says the opposite: "siapa bilang jelek?", "siapa yang tidak suka?". Gives the unit and which way the
 * question points; unit -1 where there is none.
 */
function deniedAt(units: ToneUnits): { unit: number; direction: number } {
  const { count, opinions, turns } = units;
  for (let at = 0; at < count; at += 1) {
    if (turns[at] === Turn.rhetoric && directionAt(opinions, at) < 0) return { unit: at, direction: 1 };
    if ((traitsAt(units, at) & Trait.who) === 0 || (traitsAt(units, at + 1) & Trait.that) === 0) continue;
    if ((traitsAt(units, at + 2) & Trait.turn) !== Turn.not) continue;
    const phrase = directionAt(opinions, at + 2);
    if (phrase !== 0) return { unit: at + 2, direction: -phrase };
    for (let unit = at + 3; unit < Math.min(count, at + 3 + QUESTION_REACH); unit += 1) {
      const direction = directionAt(opinions, unit);
      if (direction !== 0) return { unit, direction };
    }
  }
  return { unit: -1, direction: 0 };
}

const directionAt = (opinions: Uint8Array, at: number): number => CLASS_DIRECTION[opinions[at] ?? 0] ?? 0;
