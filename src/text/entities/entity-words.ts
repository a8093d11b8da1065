import { type FoundPhrase, longestFrom } from "../phrase-table.ts";
import type { ReadToken, WordReading } from "../read/reading.ts";
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

/** What is known of a reader's words, by the number of the word; only of words that `rowOf` was asked for. */
export interface EntityWords {
  readonly infos: readonly WordInfo[];
  readonly traits: number[];
  /** Beyond the ends of a sentence. */
  readonly outside: WordInfo;
  /** The row of a token's word. */
  rowOf(token: ReadToken): number;
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
  const formed = (form: string): WordInfo => {
    const known = forms.get(form);
    if (known !== undefined) return known;
    const info = infoOfForm(form);
    forms.set(form, info);
    return info;
  };
  const outside = formed(OUTSIDE_WORD);
  const owners: (WordReading | undefined)[] = [];
  const infos: WordInfo[] = [];
  const traits: number[] = [];
  const learn = (token: ReadToken): void => {
    const { word } = token;
    const info = formed(hasOwnForm(token) ? word.exact : wordForm(token));
    // Arrays that are filled in order stay plain ones.
    while (owners.length <= word.id) {
      owners.push(undefined);
      infos.push(outside);
      traits.push(0);
    }
    owners[word.id] = word;
    infos[word.id] = info;
    traits[word.id] =
      info.bits | (info.phrases === undefined ? 0 : Trait.phrases) | (info.mayStart ? Trait.start : 0);
  };
  const rowOf = (token: ReadToken): number => {
    const { word } = token;
    if (word.id >= owners.length || owners[word.id] !== word) learn(token);
    return word.id;
  };
  const traitsOf = (token: ReadToken): number => traits[rowOf(token)] ?? 0;
  return {
    infos,
    traits,
    outside,
    rowOf,
    bitsOf: (token) => traitsOf(token) & Trait.ownBits,
    mayBegin: (token) => (traitsOf(token) & Trait.phrases) !== 0,
    phraseAt: (tokens, at, until) => {
      const token = tokens[at];
      if (token === undefined) return undefined;
      // Hosts are listed, too ("kompas.com"), but one word to the classes.
      if (!hasOwnForm(token)) return lexicon.phrases.longestAt(tokens, at, until);
      const phrases = infos[rowOf(token)]?.phrases;
      return phrases === undefined ? undefined : longestFrom(phrases, tokens, at, until);
    },
    count: () => forms.size,
  };
}
