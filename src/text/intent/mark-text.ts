import type { Reading, ReadToken } from "../read/reading.ts";
import type { PhraseFinder, WordMarks } from "./phrase-finder.ts";

/** A place where a category was found: tokens from `first` up to and without `last`. */
export interface Mark {
  readonly category: number;
  readonly first: number;
  readonly last: number;
}

/** Words kept in memory; a stream of new words begins the store anew. */
const MOST_WORDS = 100_000;
/** A text longer than this is judged by its beginning and its end; what the writer needs stands there. */
const MOST_TOKENS = 600;

/** Finds the places of all categories in a text, in order; long texts by their first and last three hundred tokens. */
export function makeMarker(finder: PhraseFinder): (reading: Reading) => readonly Mark[] {
  let known = new Map<string, WordMarks>();
  const marksOf = ({ word }: ReadToken): WordMarks => {
    const found = known.get(word.exact);
    if (found !== undefined) return found;
    if (known.size >= MOST_WORDS) known = new Map();
    const marks = finder.marksOf(word.exact, word.normal);
    known.set(word.exact, marks);
    return marks;
  };
  return ({ tokens }) => {
    const marks: Mark[] = [];
    const ids: (readonly number[])[] = [];
    const places: number[] = [];
    for (const index of judgedTokens(tokens.length)) {
      const token = tokens[index];
      if (token === undefined || token.kind === "mention" || token.kind === "host") continue;
      const { categories, phraseWords } = marksOf(token);
      for (const category of categories) marks.push({ category, first: index, last: index + 1 });
      for (const phraseWord of phraseWords) {
        ids.push(phraseWord);
        places.push(index);
      }
    }
    for (let at = 0; at < ids.length; at += 1) {
      if ((ids[at]?.length ?? 0) === 0) continue;
      finder.find(ids, at, (category, length) => {
        const first = places[at] ?? 0;
        marks.push({ category, first, last: (places[at + length - 1] ?? first) + 1 });
      });
    }
    return marks;
  };
}

/** The tokens that are judged: all of them, or the first and the last half of the most that are. */
export function* judgedTokens(count: number): Generator<number> {
  const half = MOST_TOKENS / 2;
  for (let at = 0; at < count; at += 1) {
    if (count > MOST_TOKENS && at === half) at = count - half;
    yield at;
  }
}
