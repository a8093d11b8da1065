import type { Reading, WordReading } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";
import { WordTable } from "../read/word-table.ts";
import { hashOf } from "./hashed-layer.ts";
import type { PhraseFinder } from "./phrase-finder.ts";

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

/** Finds the places of all categories in a text and hashes its words. What it returns is overwritten by the next text. */
export function makeMarker(finder: PhraseFinder): (reading: Reading) => Marks {
  const listed = new WordTable<KnownWord>();
  const marksOf = (word: WordReading): KnownWord => {
    const { categories, phraseWords } = finder.marksOf(word.exact, word.normal);
    return { word, categories, phraseWords };
  };
  /** The hash of a word shifted by one, and one more for a word that stands in no list, as most do. */
  const hashes = new WordNumbers();
  const learn = (word: WordReading): number => {
    const marked = marksOf(word);
    const { categories, phraseWords } = marked;
    const isPlain = categories.length === 0 && phraseWords.every((one) => one.length === 0);
    if (!isPlain) listed.keep(marked);
    return hashes.keep(word, (hashOf(word.normal.join(" ")) << 1) | (isPlain ? 1 : 0));
  };
  const figure = hashOf("#");
  const marks: Marks = {
    count: 0,
    categories: new Uint16Array(MOST_MARKS),
    firsts: new Uint16Array(MOST_MARKS),
    lasts: new Uint16Array(MOST_MARKS),
    hashes: new Uint32Array(MOST_JUDGED),
    words: 0,
  };
  const phraseIds: (readonly number[])[] = [];
  const places: number[] = [];
  const mark = (category: number, first: number, last: number): void => {
    if (marks.count >= MOST_MARKS) return;
    marks.categories[marks.count] = category;
    marks.firsts[marks.count] = first;
    marks.lasts[marks.count] = last;
    marks.count += 1;
  };
  const markPhrase = (category: number, from: number, until: number): void =>
    mark(category, places[from] ?? 0, (places[until] ?? 0) + 1);
  const account = hashOf("mention");
  const address = hashOf("host");
  return ({ tokens, ids, edition }) => {
    marks.count = 0;
    let words = 0;
    const judged = judgedCount(tokens.length);
    marks.words = judged;
    for (let place = 0; place < judged; place += 1) {
      const at = tokenAt(place, tokens.length);
      const token = tokens[at];
      if (token === undefined) continue;
      const { kind } = token;
      if (kind === "mention" || kind === "host") {
        marks.hashes[place] = kind === "mention" ? account : address;
        phraseIds[words] = NOTHING;
        words += 1;
        continue;
      }
      const hashed = hashes.find(ids[at] ?? 0, edition) ?? learn(token.word);
      marks.hashes[place] = kind === "number" ? figure : hashed >>> 1;
      if ((hashed & 1) === 1) {
        phraseIds[words] = NOTHING;
        words += 1;
        continue;
      }
      const { categories, phraseWords } = listed.get(token.word) ?? listed.keep(marksOf(token.word));
      for (let at = 0; at < categories.length; at += 1) mark(categories[at] ?? 0, place, place + 1);
      for (let at = 0; at < phraseWords.length; at += 1) {
        phraseIds[words] = phraseWords[at] ?? NOTHING;
        places[words] = place;
        words += 1;
      }
    }
    for (let at = 0; at < words; at += 1)
      if ((phraseIds[at]?.length ?? 0) > 0) finder.find(phraseIds, at, words, markPhrase);
    return marks;
  };
}
