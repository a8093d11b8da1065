import { tokenise } from "../tokenise.ts";
import { letterCase } from "./letter-case.ts";
import { punctuationBetween } from "./punctuation.ts";
import type { Reader, ReadToken, WordReading } from "./reading.ts";
import { splitSentences } from "./split-sentences.ts";

/** What a reader knows of words. */
export type WordKnowledge = {
  /** The standard spelling of a folded word, as one or more words. */
  normalise: (exact: string) => readonly string[];
  /** The root of a word in standard spelling. */
  stem: (word: string) => string;
};

/** Words kept in memory; a stream of new words begins the store anew. */
const mostWords = 200_000;

/** A reader that reads each different word once. */
export function makeReader({ normalise, stem }: WordKnowledge): Reader {
  let words = new Map<string, WordReading>();
  const readWord = (exact: string, isWord: boolean): WordReading => {
    const known = words.get(exact);
    if (known !== undefined) return known;
    const normal = isWord ? normalise(exact) : [exact];
    const word = { exact, normal, roots: isWord ? normal.map(stem) : normal };
    if (words.size >= mostWords) words = new Map();
    words.set(exact, word);
    return word;
  };
  return (text) => {
    const tokens: ReadToken[] = [];
    const between = (from: number, until: number): void => {
      for (const { kind, start, end } of punctuationBetween(text, from, until))
        tokens.push({ kind, word: readWord(text.slice(start, end), false), letterCase: "none", start, end });
    };
    let at = 0;
    for (const { kind, exact, start, end } of tokenise(text)) {
      if (kind === "alias") continue;
      between(at, start);
      const isWord = kind === "word";
      tokens.push({
        kind,
        word: readWord(exact, isWord),
        letterCase: isWord ? letterCase(text, start, end) : "none",
        start,
        end,
      });
      at = end;
    }
    between(at, text.length);
    return { text, tokens, sentences: splitSentences(text, tokens) };
  };
}
