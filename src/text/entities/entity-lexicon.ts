import { PhraseTable } from "../phrase-table.ts";
import type { Gazetteer } from "../places/read-gazetteer.ts";
import { GIVEN_NAMES, PERSON_TITLES, SPEECH_VERBS } from "./given-names.ts";
import { capitalHeads, knownBodies, streetWords } from "./known-bodies.ts";
import { ORGANISATION_HEADS, ORGANISATION_TAILS, ORGANISATIONS } from "./organisation-words.ts";
import { FOREIGN_PLACES, LOCATIVES, PLACE_HEADS, STREET_HEADS } from "./place-words.ts";
import { readRoles } from "./read-roles.ts";

/** What lists say of a word, one bit each. A phrase marks its first word with the bit, the others with `INSIDE` of it. */
export const LexiconBit = {
  placeStrong: 1 << 0,
  placeWordlike: 1 << 1,
  placeDistrict: 1 << 2,
  placeForeign: 1 << 3,
  organisation: 1 << 4,
  role: 1 << 5,
  givenName: 1 << 6,
  personTitle: 1 << 7,
  speechVerb: 1 << 8,
  organisationHead: 1 << 9,
  organisationTail: 1 << 10,
  placeHead: 1 << 11,
  streetHead: 1 << 12,
  locative: 1 << 13,
} as const;

/** Bits of phrases are those below this; shifted by `INSIDE_SHIFT` they mark the later words of a phrase. */
export const PHRASE_BITS = 0b111111;
export const INSIDE_SHIFT = 14;
export const LEXICON_BIT_COUNT = 20;

/** The lists by which words and phrases get their bits. */
export interface EntityLexicon {
  readonly words: ReadonlyMap<string, number>;
  readonly phrases: PhraseTable<number>;
  /** What of `Begins` may begin with a word, and `SECOND`. */
  readonly begins: (form: string) => number;
}

/** What rules look for behind its first word: a name of the gazetteer, a body, a street. */
export const Begins = { place: 1, body: 2, street: 4 } as const;
/** Beside these bits: whether the word may stand second in a phrase of the lists. */
export const SECOND = 8;

/** The form of every hashtag, and that of every number. */
export const HASHTAG = "<hashtag>";
const NUMBER = "<number>";

const PLACE_BITS = {
  strong: LexiconBit.placeStrong,
  wordlike: LexiconBit.placeWordlike,
  district: LexiconBit.placeDistrict,
};

/** Joins the gazetteer's names with the lists of this folder. */
export function makeEntityLexicon(gazetteer: Gazetteer): EntityLexicon {
  const words = new Map<string, number>();
  const phrases = new PhraseTable<number>();
  const addWords = (list: string, bit: number): void => {
    for (const word of list.trim().split(/\s+/)) words.set(word, (words.get(word) ?? 0) | bit);
  };
  const addPhrase = (phrase: string, bit: number): void => phrases.add(phrase, (known = 0) => known | bit);
  addWords(GIVEN_NAMES, LexiconBit.givenName);
  addWords(PERSON_TITLES, LexiconBit.personTitle);
  addWords(SPEECH_VERBS, LexiconBit.speechVerb);
  addWords(ORGANISATION_HEADS, LexiconBit.organisationHead);
  addWords(ORGANISATION_TAILS, LexiconBit.organisationTail);
  addWords(PLACE_HEADS, LexiconBit.placeHead);
  addWords(STREET_HEADS, LexiconBit.streetHead);
  addWords(LOCATIVES, LexiconBit.locative);
  gazetteer.names.forEach((phrase, { strength }) => {
    addPhrase(phrase, PLACE_BITS[strength]);
  });
  for (const place of FOREIGN_PLACES.split(/,\s*/)) addPhrase(place.trim(), LexiconBit.placeForeign);
  for (const name of ORGANISATIONS.split(/,\s*/)) addPhrase(name.trim(), LexiconBit.organisation);
  for (const { written } of readRoles()) addPhrase(written, LexiconBit.role);
  return {
    words,
    phrases,
    begins: (form) =>
      // Which place a hashtag names tells the whole of it.
      (form === HASHTAG || gazetteer.names.stepFrom(form) ? Begins.place : 0) |
      (capitalHeads.has(form) || knownBodies.stepFrom(form) ? Begins.body : 0) |
      (streetWords.has(form) ? Begins.street : 0) |
      (form === NUMBER || phrases.isSecond(form) ? SECOND : 0),
  };
}
