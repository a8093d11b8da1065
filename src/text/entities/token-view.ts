import { longestFrom } from "../phrase-table.ts";
import type { Reading, ReadToken, Sentence } from "../read/reading.ts";
import { CaseCode } from "./case-code.ts";
import { INSIDE_SHIFT, PHRASE_BITS, SECOND } from "./entity-lexicon.ts";
import { Column, type EntityWords, FORM_ROW, Trait } from "./entity-words.ts";

/** Rows of padding before and after a sentence in a view, so that every token has two neighbours. */
export const PADDING = 2;

/**
 * A sentence as the tagger sees it: columns, a row per token, token `n` of the sentence at row `n + PADDING`. The
 * columns are used again for the next sentence.
 */
export interface TokenView {
  readonly words: EntityWords;
  /** The numbers of the words' forms. */
  readonly forms: Int32Array;
  /** What is asked of every word (`Trait`). */
  readonly traits: Int32Array;
  readonly bits: Int32Array;
  readonly cases: Uint8Array;
  /** Tokens without the padding. */
  count: number;
}

/** Shares of capitals above which letters no longer tell names: headlines and shouting. */
const HEADLINE_SHARE = 0.7;
const FEW_WORDS = 4;

/** Counts of words within sentences by their letters. */
type CaseCounts = { lower: number; capital: number };

/** Whether capitals mean something in this text: neither all lower case, nor a headline, nor shouted. */
function hasTellingCase({ lower, capital }: CaseCounts): boolean {
  return capital > 0 && lower > 0 && capital / (lower + capital) <= HEADLINE_SHARE;
}

function countCases(tokens: readonly ReadToken[], first: number, last: number): CaseCounts {
  let lower = 0;
  let capital = 0;
  for (let at = first + 1; at < last; at += 1) {
    const letterCase = tokens[at]?.letterCase;
    if (letterCase === "lower") lower += 1;
    else if (letterCase !== "none" && letterCase !== undefined) capital += 1;
  }
  return { lower, capital };
}

function makeView(words: EntityWords, rows: number): TokenView {
  return {
    words,
    forms: new Int32Array(rows),
    traits: new Int32Array(rows),
    bits: new Int32Array(rows),
    cases: new Uint8Array(rows),
    count: 0,
  };
}

const FIRST_ROWS = 128;

/** Stands beyond an end of a sentence. */
function pad({ words, forms, traits, bits, cases }: TokenView, from: number): void {
  for (let row = from; row < from + PADDING; row += 1) {
    forms[row] = words.outside;
    traits[row] = 0;
    bits[row] = 0;
    cases[row] = CaseCode.mark;
  }
}

/** Looks at the sentences of a reading one by one; beyond the ends of each stands `words.outside`. */
export function makeSentenceViewer(
  words: EntityWords,
): (reading: Reading, visit: (view: TokenView, sentence: Sentence) => void) => void {
  let view = makeView(words, FIRST_ROWS);
  return (reading, visit) => {
    const { tokens, sentences } = reading;
    let all: CaseCounts | undefined;
    for (const sentence of sentences) {
      const { first, last } = sentence;
      let counts = countCases(tokens, first, last);
      if (counts.lower + counts.capital < FEW_WORDS && sentences.length > 1) {
        all ??= countAll(tokens, sentences);
        counts = all;
      }
      const isTelling = hasTellingCase(counts);
      const rows = last - first + 2 * PADDING;
      if (rows > view.forms.length) view = makeView(words, 2 * rows);
      view.count = last - first;
      pad(view, 0);
      for (let at = first; at < last; at += 1) view.forms[at - first + PADDING] = words.formAt(reading, at);
      for (let at = first; at < last; at += 1) {
        const token = tokens[at];
        if (token === undefined) continue;
        const row = at - first + PADDING;
        const traits = words.rows[(view.forms[row] ?? 0) * FORM_ROW + Column.traits] ?? 0;
        view.traits[row] = traits;
        view.bits[row] = traits & Trait.ownBits;
        view.cases[row] = isTelling ? tellingCase(token, tokens, at, first) : plainCase(token);
      }
      pad(view, view.count + PADDING);
      addPhraseBits(tokens, sentence, view);
      visit(view, sentence);
    }
  };
}

function countAll(tokens: readonly ReadToken[], sentences: readonly Sentence[]): CaseCounts {
  const all = { lower: 0, capital: 0 };
  for (const { first, last } of sentences) {
    const { lower, capital } = countCases(tokens, first, last);
    all.lower += lower;
    all.capital += capital;
  }
  return all;
}

function isStart(tokens: readonly ReadToken[], at: number, first: number): boolean {
  return at === first || tokens[at - 1]?.word.exact === '"' || tokens[at - 1]?.word.exact === "“";
}

/** The code of a token where letters tell nothing. */
function plainCase({ kind }: ReadToken): number {
  return kind === "word" ? CaseCode.unknown : kind === "number" ? CaseCode.number : CaseCode.mark;
}

function tellingCase(token: ReadToken, tokens: readonly ReadToken[], at: number, first: number): number {
  const { kind, letterCase } = token;
  if (kind !== "word" || letterCase === "none") return plainCase(token);
  if (letterCase === "lower") return CaseCode.lower;
  if (letterCase === "title") return isStart(tokens, at, first) ? CaseCode.titleAtStart : CaseCode.title;
  return CaseCode[letterCase];
}

function addPhraseBits(
  tokens: readonly ReadToken[],
  { first, last }: Sentence,
  { words, forms, traits, bits, count }: TokenView,
): void {
  for (let at = 0; at < count; at += 1) {
    if (((traits[at + PADDING] ?? 0) & Trait.phrases) === 0) continue;
    const phrases = words.info(forms[at + PADDING] ?? 0)?.phrases;
    if (phrases === undefined) continue;
    const behind = words.rows[(forms[at + 1 + PADDING] ?? 0) * FORM_ROW + Column.begins] ?? 0;
    // Most phrases are of several words, and few go on with the word behind.
    if (phrases.value === undefined && (behind & SECOND) === 0) continue;
    const found = longestFrom(phrases, tokens, first + at, last);
    if (found === undefined) continue;
    bits[at + PADDING] = (bits[at + PADDING] ?? 0) | found.value;
    for (let row = at + 1 + PADDING; row < at + found.length + PADDING; row += 1)
      bits[row] = (bits[row] ?? 0) | ((found.value & PHRASE_BITS) << INSIDE_SHIFT);
    at += found.length - 1;
  }
}
