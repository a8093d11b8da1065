import { makeTokenCutter, type Token } from "../tokenise.ts";
import { isBlank, startsPlainly } from "../word-edges.ts";
import { letterCase } from "./letter-case.ts";
import { punctuationBetween } from "./punctuation.ts";
import type { LetterCase, Reader, ReadKind, ReadToken, WordReading } from "./reading.ts";
import { SpellingTable } from "./spelling-table.ts";
import { hasLineBreak, splitSentences } from "./split-sentences.ts";
import {
  factsOf,
  type Normalise,
  type Numbers,
  nextEdition,
  type StoredWord,
  WordStore,
} from "./word-store.ts";

/** The words before and behind a word whose reading depends on them; undefined at the ends of a sentence. */
export type Neighbours = {
  before: ReadToken | undefined;
  behind: ReadToken | undefined;
  /** May the word be a name, to judge by its capitals? */
  mayBeName: boolean;
  /** Does a full stop stand against the word, as behind an abbreviation? What stands behind the stop is `behind`. */
  hasStop: boolean;
};

/** What a reader knows of words. */
export type WordKnowledge = {
  /** The standard spelling of a folded word, as one or more words. */
  normalise: (exact: string) => readonly string[];
  /** The root of a word in standard spelling. */
  stem: (word: string) => string;
  /** The standard spelling of a word that its capital may make a name; as `normalise` where it is left out. */
  normaliseName?: (exact: string) => readonly string[];
  /** Has the word several readings among which `chooseReading` decides? */
  isAmbiguous?: (exact: string) => boolean;
  /** The standard words of an ambiguous word among its neighbours; undefined where they say nothing. */
  chooseReading?: (exact: string, neighbours: Neighbours) => readonly string[] | undefined;
  /** The words of a hashtag as it is written, "#" included. */
  splitHashtag?: (written: string) => readonly string[];
  /** The word for an emoji or a face of punctuation; undefined where it has none. */
  nameSign?: (exact: string) => string | undefined;
};

/** Words kept in memory; a stream of new words begins the store anew. */
const mostWords = 100_000;
/** Longer words in capitals alone are shouted, shorter ones may be initials. */
const longestInitials = 5;
/** So many words in capitals before one are shouting. */
const shoutedFrom = 3;

/** A reader that reads each different word once. */
export function makeReader(knowledge: WordKnowledge): Reader {
  const { normalise, stem, isAmbiguous, chooseReading } = knowledge;
  const numbers: Numbers = { next: 0, edition: nextEdition() };
  const store = (normal: Normalise, root = stem): WordStore =>
    new WordStore(numbers, normal, root, isAmbiguous);
  const words = store((exact) => normalise(exact));
  const names = store((exact) => (knowledge.normaliseName ?? normalise)(exact));
  const tags = store((_, written) => knowledge.splitHashtag?.(written) ?? [written]);
  const chosen = store((_, key) => key.slice(key.indexOf(" ") + 1).split(" "));
  const asWritten = (): WordStore =>
    store(
      (exact) => [exact],
      (word) => word,
    );
  const signs = (): WordStore =>
    store(
      (exact) => [knowledge.nameSign?.(exact) ?? exact],
      (word) => word,
    );
  // A word of each kind is a word of its own: "WA" is none of the letters of "wa.me".
  const others: Readonly<Record<ReadKind, WordStore>> = {
    word: asWritten(),
    number: asWritten(),
    hashtag: asWritten(),
    mention: asWritten(),
    host: asWritten(),
    ideograph: asWritten(),
    punctuation: asWritten(),
    emoji: signs(),
    emoticon: signs(),
  };
  const spellings = new SpellingTable();
  const stores = [words, names, tags, chosen, ...Object.values(others)];

  const readOther = (kind: ReadKind, exact: string, written: string): WordReading =>
    kind === "hashtag" && knowledge.splitHashtag ? tags.get(exact, written) : others[kind].get(exact);
  const settle = (tokens: ReadToken[], ids: number[], index: number, mayBeName: boolean): void => {
    const token = tokens[index];
    if (token === undefined) return;
    const next = tokens[index + 1];
    const hasStop = next?.word.exact === "." && next.start === token.end;
    const before = neighbour(tokens[index - 1]);
    const behind = neighbour(hasStop ? tokens[index + 2] : next);
    const reading = chooseReading?.(token.word.exact, { before, behind, mayBeName, hasStop });
    if (reading === undefined) return;
    const { kind, letterCase, start, end } = token;
    const { exact } = token.word;
    const word = chosen.get(exact, `${exact} ${reading.join(" ")}`);
    tokens[index] = { kind, word, letterCase, start, end };
    ids[index] = word.id;
  };

  return (text) => {
    // Between texts only: within a text no two words may have the same number.
    if (numbers.next >= mostWords) {
      numbers.next = 0;
      numbers.edition = nextEdition();
      spellings.clear();
      for (const one of stores) one.clear();
    }
    const tokens: ReadToken[] = [];
    const ids: number[] = [];
    const unsettled: [index: number, mayBeName: boolean][] = [];
    let last = 0;
    let isFirst = true;
    let capitalsRun = 0;
    const put = (
      kind: ReadKind,
      word: WordReading,
      id: number,
      letterCase: LetterCase,
      start: number,
      end: number,
    ): void => {
      tokens.push({ kind, word, letterCase, start, end });
      ids.push(id);
    };
    const between = (from: number, until: number): void => {
      if (until - from === 1 && text.charCodeAt(from) === 0x20) return;
      for (const { kind, start, end } of punctuationBetween(text, from, until)) {
        const written = text.slice(start, end);
        const word = readOther(kind, written, written);
        put(kind, word, word.id, "none", start, end);
        if (kind === "emoticon" || ENDS.includes(text.charAt(start))) isFirst = true;
      }
      if (!isFirst && hasLineBreak(text, from, until)) isFirst = true;
    };
    const storeOf = (isName: boolean, written: LetterCase, length: number): WordStore => {
      if (!isName) return words;
      const isInitials = written === "upper" && length <= 2;
      return isInitials ? others.word : names;
    };
    const add = (
      word: StoredWord,
      facts: number,
      isName: boolean,
      letterCase: LetterCase,
      start: number,
      end: number,
    ): void => {
      if ((facts & 1) === 1) unsettled.push([tokens.length, isName]);
      put("word", word, facts >> 1, letterCase, start, end);
      isFirst = false;
      capitalsRun = letterCase === "upper" ? capitalsRun + 1 : 0;
      last = end;
    };
    const readPlain = (start: number, end: number): void => {
      if (last < start) between(last, start);
      const written = spellings.letterCase;
      const isName = looksLikeName(written, end - start, isFirst, capitalsRun);
      const store = storeOf(isName, written, end - start);
      const number = spellings.number();
      const word = store.spelt(number, text, start, end);
      add(word, store.factsAt(number, word), isName, written, start, end);
    };
    const readToken = ({ kind, exact, start, end }: Token): void => {
      if (kind === "alias") return;
      if (last < start) between(last, start);
      if (kind === "word") {
        const written = letterCase(text, start, end);
        const isName = looksLikeName(written, exact.length, isFirst, capitalsRun);
        const word = storeOf(isName, written, exact.length).get(exact);
        add(word, factsOf(word), isName, written, start, end);
        return;
      }
      const word = readOther(kind, exact, kind === "hashtag" ? text.slice(start, end) : exact);
      put(kind, word, word.id, "none", start, end);
      if (kind === "emoji") isFirst = true;
      last = end;
    };
    const cut = makeTokenCutter(text);
    for (let at = 0; at < text.length; ) {
      if (isBlank(text.charCodeAt(at))) {
        at += 1;
        continue;
      }
      // Most words are plain ones that are known: they are found without being cut out.
      const plainEnd = startsPlainly(text, at) ? spellings.read(text, at) : -1;
      if (plainEnd > 0) {
        readPlain(at, plainEnd);
        at = plainEnd;
      } else {
        const piece = cut(at);
        for (const token of piece.tokens) readToken(token);
        at = piece.end;
      }
    }
    if (last < text.length) between(last, text.length);
    for (const [index, isName] of unsettled) settle(tokens, ids, index, isName);
    return { text, tokens, ids, edition: numbers.edition, sentences: splitSentences(text, tokens) };
  };
}

/** Marks behind which a capital says nothing. */
const ENDS = '.!?…:"“[(';

/** A capital in the middle of a sentence, and a few capitals among small letters, may make a name. */
function looksLikeName(written: LetterCase, length: number, isFirst: boolean, capitalsRun: number): boolean {
  if (written === "title") return !isFirst || length === 1;
  if (written === "mixed") return !isFirst;
  return written === "upper" && capitalsRun < shoutedFrom && length <= longestInitials;
}

/** A word's neighbour in its sentence: punctuation that ends one is none. */
function neighbour(token: ReadToken | undefined): ReadToken | undefined {
  return token?.kind === "punctuation" || token?.kind === "emoji" || token?.kind === "emoticon"
    ? undefined
    : token;
}
