import type { ReadToken } from "../read/reading.ts";
import { LexiconBit } from "./entity-lexicon.ts";
import type { EntityWords } from "./entity-words.ts";
import type { EntitySpan } from "./make-tagger.ts";

/** Which list a word is of, or which rule found the entity; message keys. */
export type EntityReasonKind =
  | "title"
  | "speech"
  | "locative"
  | "given-name"
  | "organisation-head"
  | "organisation-tail"
  | "place-head"
  | "street"
  | "known-name"
  | "office-of-place";

/** A word or a rule that speaks for an entity. */
export interface EntityReason {
  readonly start: number;
  readonly end: number;
  readonly kind: EntityReasonKind;
}

type Cue = readonly [bit: number, kind: EntityReasonKind];

/** What speaks for a kind in the word before the entity, and in the entity's own words. */
const BEFORE: Readonly<Record<EntitySpan["kind"], readonly Cue[]>> = {
  person: [
    [LexiconBit.personTitle, "title"],
    [LexiconBit.speechVerb, "speech"],
  ],
  organisation: [],
  place: [
    [LexiconBit.locative, "locative"],
    [LexiconBit.placeHead, "place-head"],
  ],
};
const WITHIN: Readonly<Record<EntitySpan["kind"], readonly Cue[]>> = {
  person: [[LexiconBit.givenName, "given-name"]],
  organisation: [
    [LexiconBit.organisationHead, "organisation-head"],
    [LexiconBit.organisationTail, "organisation-tail"],
  ],
  place: [
    [LexiconBit.streetHead, "street"],
    [LexiconBit.placeHead, "place-head"],
  ],
};
const MOST_WORDS = 8;

/**
 * The words that speak for an entity: titles, verbs of speech, prepositions and heads beside and within it, names that the
 * lists hold, and the rule that found it. The tagger weighs more than these; they are what a reader can check.
 */
export function explainSpan(
  tokens: readonly ReadToken[],
  span: EntitySpan,
  words: EntityWords,
): EntityReason[] {
  const { first, last, kind, rule } = span;
  const reasons: EntityReason[] = [];
  const isBehindStop = first > 0 && tokens[first - 1]?.word.exact === ".";
  if (kind !== "organisation")
    addCues(tokens, isBehindStop ? first - 2 : first - 1, BEFORE[kind], words, reasons);
  for (let at = first; at < Math.min(last, first + MOST_WORDS); at += 1) {
    addCues(tokens, at, WITHIN[kind], words, reasons);
    if (KNOWN[kind] === 0) continue;
    const known = words.phraseAt(tokens, at, last);
    if (known === undefined || !(known.value & KNOWN[kind])) continue;
    addReason(tokens, at, at + known.length, "known-name", reasons);
    at += known.length - 1;
  }
  if (rule !== undefined) addReason(tokens, first, last, rule, reasons);
  return reasons;
}

function addCues(
  tokens: readonly ReadToken[],
  at: number,
  cues: readonly Cue[],
  words: EntityWords,
  reasons: EntityReason[],
): void {
  const token = at < 0 ? undefined : tokens[at];
  const bits = token === undefined ? 0 : words.bitsOf(token);
  if (bits === 0) return;
  for (const [bit, reason] of cues) if (bits & bit) addReason(tokens, at, at + 1, reason, reasons);
}

function addReason(
  tokens: readonly ReadToken[],
  from: number,
  until: number,
  kind: EntityReasonKind,
  reasons: EntityReason[],
): void {
  const start = tokens[from]?.start;
  const end = tokens[until - 1]?.end;
  if (start !== undefined && end !== undefined) reasons.push({ start, end, kind });
}

const PLACE_NAMES =
  LexiconBit.placeStrong | LexiconBit.placeWordlike | LexiconBit.placeDistrict | LexiconBit.placeForeign;

/** Lists whose names speak for a kind; a body often bears the name of its place. */
const KNOWN: Readonly<Record<EntitySpan["kind"], number>> = {
  person: 0,
  organisation: LexiconBit.organisation | PLACE_NAMES,
  place: PLACE_NAMES,
};
