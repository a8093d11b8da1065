import { readRoles } from "../entities/read-roles.ts";
import type { WordReading } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";
import {
  ACTIVE_CUES,
  ADVERBS,
  BARE_CUES,
  BOUND_CUES,
  DEMONSTRATIVES,
  DESCRIPTIONS,
  HEADLINE_CUES,
  NAME_STOPS,
  NEGATIONS,
  NO_SPEAKERS,
  NOMINAL_OBJECTS,
  PASSIVE_CUES,
  PRONOUNS,
  RELATIONS,
} from "./cue-words.ts";

/** What a word can be beside somebody's words; a word can be several of these. */
export const Cue = {
  bare: 1,
  /** A word of speech with "-nya", which is its own speaker: "ujarnya". */
  owned: 2,
  active: 4,
  bound: 8,
  passive: 16,
  according: 32,
  headline: 64,
  pronoun: 128,
  adverb: 256,
  stop: 512,
  negation: 1024,
  demonstrative: 2048,
  nominal: 4096,
  noSpeaker: 8192,
  relation: 16_384,
  description: 32_768,
  clause: 65_536,
} as const;

/** Classes that begin a search for somebody's words. */
export const ANY_CUE = Cue.bare | Cue.owned | Cue.active | Cue.bound | Cue.passive | Cue.according;

const classes = new Map<string, number>();

function add(words: string, bits: number): void {
  for (const word of words.trim().split(/\s+/)) classes.set(word, (classes.get(word) ?? 0) | bits);
}

add(BARE_CUES, Cue.bare);
add(BARE_CUES.trim().replaceAll(/(\p{L})(?=\s|$)/gu, "$1nya"), Cue.owned);
add(ACTIVE_CUES, Cue.active);
add(BOUND_CUES, Cue.bound);
add(PASSIVE_CUES, Cue.passive);
add("menurut menurutku", Cue.according);
add("menurutnya baginya", Cue.according | Cue.owned);
add(HEADLINE_CUES, Cue.headline);
add(PRONOUNS, Cue.pronoun);
add(ADVERBS, Cue.adverb);
add(NAME_STOPS, Cue.stop);
add(NEGATIONS, Cue.negation);
add(DEMONSTRATIVES, Cue.demonstrative);
add(NOMINAL_OBJECTS, Cue.nominal);
add(NO_SPEAKERS, Cue.noSpeaker);
add(RELATIONS, Cue.relation);
add(DESCRIPTIONS, Cue.description);
add("bahwa bahwasanya kalau jika agar supaya untuk jangan tidak tak segera", Cue.clause);
for (const role of readRoles()) add(role.written.split(" ")[0] ?? "", Cue.description);

const known = new WordNumbers();

/** The classes of a word, which has the number `id` in an edition. */
export const cueClasses = (word: WordReading, id: number, edition: number): number =>
  known.find(id, edition) ?? known.keep(word, classes.get(word.exact) ?? 0);
