import { stemWord } from "../clitics.ts";
import type { Reading, ReadToken } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";
import { LONGEST_PHRASE, type PhraseNode } from "./opinion-lexicon.ts";
import { makeUnits, type ToneUnits, traitsAt, wordAt } from "./tone-units.ts";
import { hashKey, type ToneWord, UnitKind } from "./tone-word.ts";
import { ToneWords, Trait } from "./tone-words.ts";
import { turnClauses } from "./turn-clauses.ts";
import { LOOSE_CLITICS, TURNING_WORDS, Turn } from "./turning-words.ts";

const NO_WEIGHTS = [0, 0, 0] as const;
const FIRST_UNITS = 256;
/** Words kept in memory; a stream of new words begins the store anew. */
const MOST_WORDS = 150_000;

/** What is kept from text to text. */
type Memory = {
  units: ToneUnits;
  /** The number of a word's only unit; of a word that has none or several, -1 less their place in `several`. */
  readonly numberOf: WordNumbers;
  readonly several: (readonly number[])[];
};

const makeMemory = (): Memory => ({
  units: makeUnits(FIRST_UNITS, new ToneWords()),
  numberOf: new WordNumbers(),
  several: [],
});

/**
 * Lays a reading out as units with their opinion words, what turns them and the part they play. What it returns is
 * overwritten by the next text.
 */
export function makeUnitMarker(
  lexicon: PhraseNode,
  weigh: (word: ToneWord) => readonly [number, number, number] = () => NO_WEIGHTS,
): (reading: Reading) => ToneUnits {
  let memory = makeMemory();
  const seconds = secondWords(lexicon);
  const learn = (token: ReadToken | undefined): number => {
    if (token === undefined) throw new RangeError("A reading has a number for each of its words.");
    const { units, numberOf, several } = memory;
    const numbers = makeWords(token, lexicon).map((word) =>
      units.known.add(word, weigh(word), seconds.has(word.key) ? Trait.second : 0),
    );
    const [only] = numbers;
    const isSingle = only !== undefined && numbers.length === 1;
    return numberOf.keep(token.word, isSingle ? only : -several.push(numbers));
  };
  const put = (number: number, token: number): void => {
    if (memory.units.count >= memory.units.numbers.length) memory.units = widened(memory.units);
    const { units } = memory;
    units.numbers[units.count] = number;
    units.tokens[units.count] = token;
    units.count += 1;
  };
  return ({ tokens, ids, edition }) => {
    if (memory.units.known.words.length >= MOST_WORDS) memory = makeMemory();
    memory.units.count = 0;
    const { numberOf, several } = memory;
    for (let at = 0; at < ids.length; at += 1) {
      const number = numberOf.find(ids[at] ?? 0, edition) ?? learn(tokens[at]);
      if (number >= 0) put(number, at);
      else for (const one of several[-1 - number] ?? []) put(one, at);
    }
    findOpinions(memory.units);
    turnClauses(memory.units);
    return memory.units;
  };
}

/** The words that stand second in a phrase of the lexicon. */
function secondWords({ next }: PhraseNode): ReadonlySet<string> {
  const words = new Set<string>();
  for (const first of next.values()) for (const word of first.next.keys()) words.add(word);
  return words;
}

/** The same units, not yet marked, with more room. */
function widened(units: ToneUnits): ToneUnits {
  const wider = makeUnits(2 * units.numbers.length, units.known);
  wider.numbers.set(units.numbers);
  wider.tokens.set(units.tokens);
  wider.count = units.count;
  return wider;
}

function makeWords(token: ReadToken, lexicon: PhraseNode): ToneWord[] {
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

function makeWord(word: string, root: string, exact: string, lexicon: PhraseNode): ToneWord {
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
  };
}

function mark(key: string, kind: UnitKind): ToneWord {
  const hash = hashKey(key) | 0;
  return { key, root: key, hash, rootHash: hash, turn: Turn.none, kind, first: undefined };
}

function findOpinions(units: ToneUnits): void {
  const { count, numbers, opinions, lengths, known } = units;
  let phraseEnd = 0;
  for (let at = 0; at < count; at += 1) {
    const number = numbers[at] ?? 0;
    const isInPhrase = at < phraseEnd;
    opinions[at] = isInPhrase ? 0 : known.opinion(number);
    lengths[at] = 1;
    if (isInPhrase || (known.traits(number) & Trait.phrase) === 0) continue;
    if ((traitsAt(units, at + 1) & Trait.second) === 0) continue;
    markPhrase(units, at, known.words[number]?.first);
    phraseEnd = at + (lengths[at] ?? 1);
  }
}

/** Marks the longest phrase of several words that begins at a unit. */
function markPhrase(units: ToneUnits, at: number, first: PhraseNode | undefined): void {
  let node = first;
  for (let length = 2; length <= LONGEST_PHRASE; length += 1) {
    const word = wordAt(units, at + length - 1);
    node = word === undefined ? undefined : node?.next.get(word.key);
    if (node === undefined) return;
    if (node.opinion === 0) continue;
    units.opinions[at] = node.opinion;
    units.lengths[at] = length;
  }
}
