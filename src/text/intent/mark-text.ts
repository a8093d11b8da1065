import type { Reading, ReadToken, WordReading } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";
import { WordTable } from "../read/word-table.ts";
import { hashOf } from "./hashed-layer.ts";
import type { PhraseFinder, WordMarks } from "./phrase-finder.ts";

/**
 * The places of categories in a text, as parallel lists of which the first `count` entries count. A place is a judged
 * word: `firsts` up to and without `lasts`. The lists are used again for the next text.
 */
export interface Marks {
  count: number;
  readonly categories: Uint16Array;
  readonly firsts: Uint16Array;
  readonly lasts: Uint16Array;
  /** The hashes of the judged words, for the layers; the first `words` of them count. */
  readonly hashes: Uint32Array;
  words: number;
}

/** What the lists know of a word once and for all texts. */
interface KnownWord {
  readonly word: WordReading;
  readonly categories: readonly number[];
  readonly phraseWords: readonly (readonly number[])[];
}

/** A text longer than this is judged by its beginning and its end; what the writer needs stands there. */
export const MOST_JUDGED = 600;
const MOST_MARKS = 4 * MOST_JUDGED;
const NOTHING: readonly number[] = [];

/** How many tokens of a text are judged. */
export function judgedCount(tokens: number): number {
  return Math.min(tokens, MOST_JUDGED);
}

/** The token at a judged place: all of a short text, the first and the last half of the most that are judged. */
export function tokenAt(place: number, tokens: number): number {
  return tokens <= MOST_JUDGED || place < MOST_JUDGED / 2 ? place : tokens - MOST_JUDGED + place;
}

/**
 * What is kept of most words in one number: up to three categories, each and one, in six bits each, and what phrases have to do
 * with the word. Of a word that stands for several, or has more categories, that alone.
 */
const List = { category: 63, bits: 6, categories: (1 << 18) - 1, isWide: 1 << 18, phrase: 19 } as const;
/** Whether a word stands in a phrase, and whether one begins with it. */
const InPhrase = { some: 1, first: 2 } as const;

function listOf({ categories, phraseWords }: WordMarks, finder: PhraseFinder): number {
  const [ids] = phraseWords;
  if (categories.length === 0 && phraseWords.every((one) => one.length === 0)) return 0;
  const highest = Math.max(0, ...categories);
  if (phraseWords.length !== 1 || ids === undefined || categories.length > 3 || highest >= List.category)
    return List.isWide;
  let list = phraseState(ids, finder) << List.phrase;
  for (const [at, category] of categories.entries()) list |= (category + 1) << (List.bits * at);
  return list;
}

const phraseState = (ids: readonly number[], finder: PhraseFinder): number =>
  ids.length === 0 ? 0 : finder.begins(ids) ? InPhrase.some | InPhrase.first : InPhrase.some;

/** Finds the places of all categories in a text and hashes its words. What it returns is overwritten by the next text. */
export function makeMarker(finder: PhraseFinder): (reading: Reading) => Marks {
  const known = new WordTable<KnownWord>();
  const knownOf = ({ word }: ReadToken): KnownWord => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const { categories, phraseWords } = finder.marksOf(word.exact, word.normal);
    return known.keep({ word, categories, phraseWords });
  };
  /** The hash of a word shifted by one, and one more for a word that stands in no list, as many do. */
  const hashes = new WordNumbers();
  const lists = new WordNumbers();
  const figure = hashOf("#");
  const account = hashOf("mention");
  const address = hashOf("host");
  const learn = (token: ReadToken | undefined): number => {
    if (token === undefined) throw new RangeError("A reading has a number for each of its words.");
    const { kind, word } = token;
    if (kind === "mention") return hashes.keep(word, (account << 1) | 1);
    if (kind === "host") return hashes.keep(word, (address << 1) | 1);
    const list = listOf(finder.marksOf(word.exact, word.normal), finder);
    lists.keep(word, list);
    const hash = kind === "number" ? figure : hashOf(word.normal.join(" "));
    return hashes.keep(word, (hash << 1) | (list === 0 ? 1 : 0));
  };
  const marks: Marks = {
    count: 0,
    categories: new Uint16Array(MOST_MARKS),
    firsts: new Uint16Array(MOST_MARKS),
    lasts: new Uint16Array(MOST_MARKS),
    hashes: new Uint32Array(MOST_JUDGED),
    words: 0,
  };
  /** Of each word of the text, of which there may be several at a place: its place, which of those it is, and its `InPhrase`. */
  const places: number[] = [];
  const parts: number[] = [];
  const states: number[] = [];
  const phraseIds: (readonly number[])[] = [];
  const mark = (category: number, place: number): void => {
    markSpan(category, place, place + 1);
  };
  const markSpan = (category: number, first: number, last: number): void => {
    if (marks.count >= MOST_MARKS) return;
    marks.categories[marks.count] = category;
    marks.firsts[marks.count] = first;
    marks.lasts[marks.count] = last;
    marks.count += 1;
  };
  const markPhrase = (category: number, from: number, until: number): void =>
    markSpan(category, places[from] ?? 0, (places[until] ?? 0) + 1);

  /** Marks the phrases among the first `words` words. Only where one may begin are the words looked at. */
  const markPhrases = (words: number, tokens: readonly ReadToken[]): void => {
    let filled = 0;
    for (let at = 0; at + 1 < words; at += 1) {
      if (((states[at] ?? 0) & InPhrase.first) === 0 || states[at + 1] === 0) continue;
      const until = Math.min(words, at + finder.longest);
      for (filled = Math.max(filled, at); filled < until; filled += 1) {
        const token = states[filled] === 0 ? undefined : tokens[tokenAt(places[filled] ?? 0, tokens.length)];
        phraseIds[filled] =
          token === undefined ? NOTHING : (knownOf(token).phraseWords[parts[filled] ?? 0] ?? NOTHING);
      }
      finder.find(phraseIds, at, words, markPhrase);
    }
  };

  return ({ tokens, ids, edition }) => {
    marks.count = 0;
    let words = 0;
    const judged = judgedCount(tokens.length);
    marks.words = judged;
    const put = (place: number, part: number, state: number): void => {
      places[words] = place;
      parts[words] = part;
      states[words] = state;
      words += 1;
    };
    for (let place = 0; place < judged; place += 1) {
      const at = tokenAt(place, tokens.length);
      const id = ids[at] ?? 0;
      const hashed = hashes.find(id, edition) ?? learn(tokens[at]);
      marks.hashes[place] = hashed >>> 1;
      if ((hashed & 1) === 1) {
        put(place, 0, 0);
        continue;
      }
      const list = lists.find(id, edition) ?? List.isWide;
      const token = tokens[at];
      if ((list & List.isWide) === 0 || token === undefined) {
        for (let left = list & List.categories; left !== 0; left >>>= List.bits)
          mark((left & List.category) - 1, place);
        put(place, 0, list >>> List.phrase);
        continue;
      }
      const { categories, phraseWords } = knownOf(token);
      for (let one = 0; one < categories.length; one += 1) mark(categories[one] ?? 0, place);
      for (let part = 0; part < phraseWords.length; part += 1)
        put(place, part, phraseState(phraseWords[part] ?? NOTHING, finder));
    }
    markPhrases(words, tokens);
    return marks;
  };
}
