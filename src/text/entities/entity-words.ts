import { type FoundPhrase, longestFrom } from "../phrase-table.ts";
import type { Reading, ReadToken } from "../read/reading.ts";
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

/** Numbers in a row of a form: two lines of the processor's cache. */
export const FORM_ROW = 32;
/**
 * What stands where in such a row; from `places` on, two numbers for each way of writing, which the pool of sums keeps. What every
 * token is asked for stands in the first line.
 */
export const Column = { traits: 0, usualCase: 1, hash: 2, middle: 3, begins: 4, places: 5 } as const;
const FIRST_FORMS = 1_024;

/** What is known of words, by the number of their form: the row of a form, and the form itself. */
export class EntityWords {
  /** Another array after a new word was asked for. */
  rows = new Int32Array(FIRST_FORMS * FORM_ROW);
  /** The form beyond the ends of a sentence. */
  readonly outside: number;
  private readonly infos: WordInfo[] = [];
  private readonly forms = new Map<string, number>();
  private readonly formOfWord = new WordNumbers();
  private readonly infoOfForm: (form: string) => WordInfo;
  private readonly lexicon: EntityLexicon;

  constructor(table: WordTable, lexicon: EntityLexicon) {
    this.infoOfForm = makeWordInfo(table, lexicon);
    this.lexicon = lexicon;
    this.outside = this.numbered(OUTSIDE_WORD);
  }

  /** The number of the form of a token's word. */
  formOf(token: ReadToken): number {
    return this.formOfWord.get(token.word) ?? this.learn(token);
  }

  /** The same, of a token of a reading. */
  formAt({ tokens, ids, edition }: Reading, at: number): number {
    const known = this.formOfWord.find(ids[at] ?? 0, edition);
    if (known !== undefined) return known;
    const token = tokens[at];
    return token === undefined ? this.outside : this.learn(token);
  }

  info(form: number): WordInfo | undefined {
    return this.infos[form];
  }

  /** The bits of `LexiconBit` that a token's word has by itself. */
  bitsOf(token: ReadToken): number {
    return this.traitsOf(token) & Trait.ownBits;
  }

  /** Whether a phrase of the lists may begin with a token's word. */
  mayBegin(token: ReadToken): boolean {
    return (this.traitsOf(token) & Trait.phrases) !== 0;
  }

  /** The longest phrase of the lists that begins at token `at` and ends before token `until`. */
  phraseAt(tokens: readonly ReadToken[], at: number, until: number): FoundPhrase<number> | undefined {
    const token = tokens[at];
    if (token === undefined) return undefined;
    // Hosts are listed, too ("kompas.com"), but one word to the classes.
    if (!hasOwnForm(token)) return this.lexicon.phrases.longestAt(tokens, at, until);
    const phrases = this.infos[this.formOf(token)]?.phrases;
    return phrases === undefined ? undefined : longestFrom(phrases, tokens, at, until);
  }

  /** How many different forms are known. */
  count(): number {
    return this.infos.length;
  }

  private traitsOf(token: ReadToken): number {
    return this.rows[this.formOf(token) * FORM_ROW + Column.traits] ?? 0;
  }

  private learn(token: ReadToken): number {
    return this.formOfWord.keep(token.word, this.numbered(wordForm(token)));
  }

  private numbered(form: string): number {
    const known = this.forms.get(form);
    if (known !== undefined) return known;
    const info = this.infoOfForm(form);
    const number = this.infos.push(info) - 1;
    this.forms.set(form, number);
    const row = number * FORM_ROW;
    if (row >= this.rows.length) {
      const wider = new Int32Array(2 * this.rows.length);
      wider.set(this.rows);
      this.rows = wider;
    }
    this.rows[row + Column.traits] =
      info.bits | (info.phrases === undefined ? 0 : Trait.phrases) | (info.mayStart ? Trait.start : 0);
    this.rows[row + Column.usualCase] = info.usualCase;
    this.rows[row + Column.hash] = info.hash;
    this.rows[row + Column.middle] = info.middle;
    this.rows[row + Column.begins] = this.lexicon.begins(form);
    return number;
  }
}
