import { stemWord } from "../clitics.ts";
import type { Reading, ReadToken, WordReading } from "../read/reading.ts";
import { WordTable } from "../read/word-table.ts";
import { faceDirection, isIronicFace } from "./face-direction.ts";
import { opinionClass } from "./opinion-class.ts";
import { LONGEST_PHRASE, type PhraseNode } from "./opinion-lexicon.ts";
import { type BareWord, hashKey, type ToneWord, UnitKind } from "./tone-word.ts";
import { type Clause, turnClauses } from "./turn-clauses.ts";
import {
  CLAUSE_WORDS,
  CONCESSION_WORDS,
  CONTRAST_WORDS,
  LIGHT_WORDS,
  LOOSE_CLITICS,
  TIME_WORDS,
  TURNING_WORDS,
  Turn,
} from "./turning-words.ts";

/** A text as the engine of tone sees it: one entry for each unit, in order. */
export type ToneUnits = {
  words: ToneWord[];
  /** The token of the reading that each unit comes from. */
  tokens: number[];
  /** Class of the opinion word that begins here; 0 for none. */
  opinions: number[];
  /** How many units that word or phrase covers. */
  lengths: number[];
  clauses: Clause;
};

const FACE_GOOD = opinionClass("face-good");
const FACE_BAD = opinionClass("face-bad");
const FACE = opinionClass("face");
const NO_WEIGHTS: ToneWord["weights"] = [0, 0, 0];
const JOINTS = [CLAUSE_WORDS, CONTRAST_WORDS, CONCESSION_WORDS, TIME_WORDS];
/** The units of a word that has none or several. */
type KnownUnits = { word: WordReading; units: readonly ToneWord[] };

/** Lays a reading out as units with their opinion words, what turns them and the part they play. */
export function makeUnitMarker(
  lexicon: PhraseNode,
  weigh: (word: BareWord) => ToneWord["weights"] = () => NO_WEIGHTS,
): (reading: Reading) => ToneUnits {
  /** Most words have one unit, which is found in one step. */
  const single = new WordTable<ToneWord & { word: WordReading }>();
  const several = new WordTable<KnownUnits>();
  const learn = (token: ReadToken): readonly ToneWord[] => {
    const { word } = token;
    const units = makeWords(token, lexicon).map((unit) => ({ ...unit, weights: weigh(unit), word }));
    const [only] = units;
    if (only !== undefined && units.length === 1) single.keep(only);
    else several.keep({ word, units });
    return units;
  };
  return ({ tokens: read }) => {
    const words: ToneWord[] = [];
    const tokens: number[] = [];
    for (let at = 0; at < read.length; at += 1) {
      const token = read[at];
      if (token === undefined) continue;
      const only = single.get(token.word);
      if (only !== undefined) {
        words.push(only);
        tokens.push(at);
        continue;
      }
      for (const unit of several.get(token.word)?.units ?? learn(token)) {
        words.push(unit);
        tokens.push(at);
      }
    }
    const { opinions, lengths } = findOpinions(words);
    return { words, tokens, opinions, lengths, clauses: turnClauses(words, lengths) };
  };
}

function makeWords(token: ReadToken, lexicon: PhraseNode): BareWord[] {
  const { exact, normal, roots } = token.word;
  switch (token.kind) {
    case "word": {
      if (LOOSE_CLITICS.has(exact)) return [];
      return normal.map((word, index) => makeWord(word, roots[index] ?? word, exact, lexicon));
    }
    case "punctuation":
      return exact.startsWith("-") ? [] : [mark(exact.slice(0, 2), UnitKind.mark)];
    case "emoji":
    case "emoticon":
      return [mark(exact, UnitKind.face)];
    case "number":
      return [{ ...mark("0", UnitKind.other), first: lexicon.next.get(exact) }];
    case "hashtag":
      return [{ ...mark(exact, UnitKind.other), first: lexicon.next.get(exact.slice(1)) }];
    case "mention":
      return [mark("@", UnitKind.other)];
    case "host":
      return [mark("://", UnitKind.other)];
    default:
      return [mark(exact, UnitKind.other)];
  }
}

function makeWord(word: string, root: string, exact: string, lexicon: PhraseNode): BareWord {
  const key = stemWord(word);
  const { next } = lexicon;
  return {
    key,
    root,
    hash: hashKey(key) | 0,
    rootHash: hashKey(`~${root}`) | 0,
    turn: TURNING_WORDS.get(word) ?? TURNING_WORDS.get(exact) ?? Turn.none,
    kind: UnitKind.word,
    first: next.get(word) ?? next.get(exact) ?? next.get(key) ?? next.get(root),
    isJoint: JOINTS.some((words) => words.has(key)),
    isLight: LIGHT_WORDS.has(key),
  };
}

function mark(key: string, kind: UnitKind): BareWord {
  const hash = hashKey(key) | 0;
  return {
    key,
    root: key,
    hash,
    rootHash: hash,
    turn: Turn.none,
    kind,
    first: undefined,
    isJoint: kind === UnitKind.mark,
    isLight: false,
  };
}

function findOpinions(words: readonly ToneWord[]): { opinions: number[]; lengths: number[] } {
  const opinions = new Array<number>(words.length).fill(0);
  const lengths = new Array<number>(words.length).fill(1);
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    let length = 1;
    if (word?.kind === UnitKind.face) opinions[at] = faceClass(word.key);
    else if (word?.first !== undefined) {
      const found = longestPhrase(words, at, word.first);
      if (found !== undefined) {
        opinions[at] = found.opinion;
        lengths[at] = found.length;
        length = found.length;
      }
    }
    at += length;
  }
  return { opinions, lengths };
}

function longestPhrase(
  words: readonly ToneWord[],
  at: number,
  first: PhraseNode,
): { opinion: number; length: number } | undefined {
  let node = first;
  let found = node.opinion > 0 ? { opinion: node.opinion, length: 1 } : undefined;
  for (let length = 2; length <= LONGEST_PHRASE; length += 1) {
    const word = words[at + length - 1];
    if (word === undefined || node.next.size === 0) break;
    const next = node.next.get(word.key);
    if (next === undefined) break;
    node = next;
    if (node.opinion > 0) found = { opinion: node.opinion, length };
  }
  return found;
}

function faceClass(exact: string): number {
  const direction = isIronicFace(exact) ? -1 : faceDirection(exact);
  if (direction === 0) return FACE;
  return direction > 0 ? FACE_GOOD : FACE_BAD;
}
