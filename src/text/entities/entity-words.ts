import { type FoundPhrase, longestFrom } from "../phrase-table.ts";
import type { ReadToken } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";
import type { EntityLexicon } from "./entity-lexicon.ts";
import {
  hasOwnForm,
  makeWordInfo,
  OUTSIDE_WORD,
  type WordInfo,
  type WordTable,
  wordForm,
} from "./word-info.ts";

/**
 * What is asked of every word of a text, in one number: the word's own bits of `LexiconBit`, whether a phrase and whether
 * anything of the lists may begin with it, and for each way of writing it (`CaseCode`) whether it is known to be out of
 * every entity when it is written so.
 */
export const Trait = {
  ownBits: (1 << 14) - 1,
  phrases: 1 << 14,
  start: 1 << 15,
  /** Shifted by the way of writing: whether that way was judged, and whether it is out. */
  judged: 1 << 16,
  out: 1 << 24,
} as const;

/** What is known of a reader's words. */
export interface EntityWords {
  /** Beyond the ends of a sentence. */
  readonly outside: WordInfo;
  infoOf(token: ReadToken): WordInfo;
  /** What is asked of every word (`Trait`). */
  traitsOf(token: ReadToken): number;
  /** Keeps other traits for a token's word. */
  keepTraits(token: ReadToken, traits: number): number;
  /** The bits of `LexiconBit` that a token's word has by itself. */
  bitsOf(token: ReadToken): number;
  /** Whether a phrase of the lists may begin with a token's word. */
  mayBegin(token: ReadToken): boolean;
  /** The longest phrase of the lists that begins at token `at` and ends before token `until`. */
  phraseAt(tokens: readonly ReadToken[], at: number, until: number): FoundPhrase<number> | undefined;
  /** How many different words are known. */
  count(): number;
}

/** Looks words up in the classes and lists, each once. */
export function makeEntityWords(table: WordTable, lexicon: EntityLexicon): EntityWords {
  const infoOfForm = makeWordInfo(table, lexicon);
  const forms = new Map<string, WordInfo>();
  /** By the number of the word's information. */
  const infos: WordInfo[] = [];
  const formed = (form: string): WordInfo => {
    const known = forms.get(form);
    if (known !== undefined) return known;
    const info = infoOfForm(form);
    forms.set(form, info);
    infos[info.index] = info;
    return info;
  };
  const outside = formed(OUTSIDE_WORD);
  const numbers = new WordNumbers();
  const traits = new WordNumbers();
  const learn = (token: ReadToken): WordInfo => {
    const info = formed(hasOwnForm(token) ? token.word.exact : wordForm(token));
    numbers.keep(token.word, info.index);
    return info;
  };
  const infoOf = (token: ReadToken): WordInfo => {
    const index = numbers.get(token.word);
    return index === undefined ? learn(token) : (infos[index] ?? outside);
  };
  const keepTraits = (token: ReadToken, value: number): number => traits.keep(token.word, value);
  const learnTraits = (token: ReadToken): number => {
    const { bits, phrases, mayStart } = infoOf(token);
    return keepTraits(
      token,
      bits | (phrases === undefined ? 0 : Trait.phrases) | (mayStart ? Trait.start : 0),
    );
  };
  const traitsOf = (token: ReadToken): number => traits.get(token.word) ?? learnTraits(token);
  return {
    outside,
    infoOf,
    traitsOf,
    keepTraits,
    bitsOf: (token) => traitsOf(token) & Trait.ownBits,
    mayBegin: (token) => (traitsOf(token) & Trait.phrases) !== 0,
    phraseAt: (tokens, at, until) => {
      const token = tokens[at];
      if (token === undefined) return undefined;
      // Hosts are listed, too ("kompas.com"), but one word to the classes.
      if (!hasOwnForm(token)) return lexicon.phrases.longestAt(tokens, at, until);
      const { phrases } = infoOf(token);
      return phrases === undefined ? undefined : longestFrom(phrases, tokens, at, until);
    },
    count: () => forms.size,
  };
}
