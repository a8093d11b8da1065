import { isIronicFace } from "./face-direction.ts";
import type { ToneUnits } from "./mark-units.ts";
import { CLASS_DIRECTION, opinionClass } from "./opinion-class.ts";
import type { ToneReasonKind } from "./sentiment.ts";
import { UnitKind } from "./tone-word.ts";
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
const RECURRING = new Set(
  "lagi terus mulu melulu lagi-lagi padahal kok malah doang pas baru sudah udah".split(" "),
);

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
function ironyAt({ words, opinions, clauses }: ToneUnits): number {
  let praised = -1;
  let isRecurring = false;
  let problem = -1;
  let good = 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const opinion = opinions[at] ?? 0;
    const turn = clauses.turns[at] ?? Turn.none;
    if (word === undefined) break;
    if (word.kind === UnitKind.face && praised >= 0 && isIronicFace(word.key)) return at;
    if (opinion === THANKS || opinion === STRONG || opinion === PRAISE) {
      if (turn !== Turn.none) continue;
      good += 1;
      if (praised < 0 && at <= 3) praised = at;
    } else if ((opinion === PROBLEM || opinion === BLAME || opinion === BLAME_STRONG) && turn === Turn.none)
      problem = at;
    if (praised >= 0 && at > praised && RECURRING.has(word.key)) isRecurring = true;
  }
  if (praised < 0 || problem < praised || !isRecurring || good > 1 || clauses.hasContrast) return -1;
  return (clauses.numbers[problem] ?? 0) > (clauses.numbers[praised] ?? 0) ? praised : -1;
}

/**
 * A question that says the opposite: "siapa bilang jelek?", "siapa yang tidak suka?". Gives the unit and which way the
 * question points; unit -1 where there is none.
 */
function deniedAt({ words, opinions, clauses }: ToneUnits): { unit: number; direction: number } {
  for (let at = 0; at < words.length; at += 1) {
    const direction = CLASS_DIRECTION[opinions[at] ?? 0] ?? 0;
    if (clauses.turns[at] === Turn.rhetoric && direction < 0) return { unit: at, direction: 1 };
    if (words[at]?.key !== "siapa" || words[at + 1]?.key !== "yang" || words[at + 2]?.turn !== Turn.not)
      continue;
    const phrase = CLASS_DIRECTION[opinions[at + 2] ?? 0] ?? 0;
    if (phrase !== 0) return { unit: at + 2, direction: -phrase };
    const next = opinions
      .slice(at + 3, at + 3 + QUESTION_REACH)
      .findIndex((opinion) => CLASS_DIRECTION[opinion] !== 0);
    const unit = next < 0 ? -1 : at + 3 + next;
    if (unit > 0) return { unit, direction: CLASS_DIRECTION[opinions[unit] ?? 0] ?? 0 };
  }
  return { unit: -1, direction: 0 };
}
