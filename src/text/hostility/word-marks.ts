import type { Reading, ReadToken, WordReading } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";
import { WordTable } from "../read/word-table.ts";
import { claimBits } from "./claim-words.ts";
import { addCue, Cue, cueOf } from "./context-words.ts";
import { groupNames } from "./group-words.ts";
import { type HostilePhrase, phrasesFrom, plainlyRude, unlengthened } from "./hostile-lexicon.ts";

addCue(groupNames, Cue.group);

/** What a word says by itself, found once for each different word. */
export interface WordMarks {
  /** Entries that may begin here, longest first. */
  readonly phrases: readonly HostilePhrase[];
  readonly cues: number;
  /** What it tells of a claim that can be checked, as bits of `Claim`. */
  readonly claim: number;
  /** Whether the word itself points at whom it speaks to: "otakmu". */
  readonly isPossessed: boolean;
}

/** The marks of most words. */
const NOTHING: WordMarks = { phrases: [], cues: 0, claim: 0, isPossessed: false };
const known = new WordTable<{ word: WordReading; marks: WordMarks }>();
/** What most analyses ask of a token, in one number: the bits of `Claim`, and these. */
export const Brief = {
  claims: (1 << 12) - 1,
  number: 1 << 12,
  /** An entry of the lists may begin here. */
  phrases: 1 << 13,
  /** The word has marks. */
  telling: 1 << 14,
} as const;
const briefs = new WordNumbers();
let brief = new Int32Array(256);

/** The `Brief` of each token of a text. What it returns is overwritten by the next text. */
export function briefWords({ tokens, ids, edition }: Reading): Int32Array {
  if (brief.length < ids.length) brief = new Int32Array(2 * ids.length);
  for (let at = 0; at < ids.length; at += 1)
    brief[at] = briefs.find(ids[at] ?? 0, edition) ?? learnBrief(tokens[at]);
  return brief;
}

function learnBrief(token: ReadToken | undefined): number {
  if (token === undefined) throw new RangeError("A reading has a number for each of its words.");
  const { kind, word } = token;
  if (kind === "number") return briefs.keep(word, Brief.number);
  if (!hasMarks(token)) return briefs.keep(word, 0);
  const marks = mark(word);
  const { phrases, cues, claim, isPossessed } = marks;
  const isTelling = phrases.length > 0 || cues !== 0 || claim !== 0 || isPossessed;
  if (isTelling) known.keep({ word, marks });
  return briefs.keep(
    word,
    claim | (phrases.length > 0 ? Brief.phrases : 0) | (isTelling ? Brief.telling : 0),
  );
}

const hasMarks = ({ kind }: ReadToken): boolean => kind === "word" || kind === "hashtag";

/** The marks of the words of a text that was briefed; nothing for signs between words. */
export const markWords = ({ tokens }: Reading, brief: Int32Array): (WordMarks | null)[] =>
  tokens.map((token, at) => {
    if (!hasMarks(token)) return null;
    if (((brief[at] ?? 0) & Brief.telling) === 0) return NOTHING;
    const { word } = token;
    return (known.get(word) ?? known.keep({ word, marks: mark(word) })).marks;
  });

const ENDINGS = ["nya", "ny", "mu", "lu", "lah", "kah", "ku", "lo", "in", "x"];
const BEGINNINGS = ["nge", "di", "ke", "ng"];

function mark(word: WordReading): WordMarks {
  const { exact, normal } = word;
  if (exact.startsWith("#")) return markHashtag(word);
  let cues = cueOf(exact) | (exact.endsWith("nya") ? cueOf(exact.slice(0, -3)) : 0);
  if (normal.length === 1) cues |= cueOf(normal[0] ?? "");
  const phrases = new Set<HostilePhrase>();
  for (const form of formsOf(word)) for (const phrase of phrasesFrom(form)) phrases.add(phrase);
  return {
    phrases: sortByLength(phrases),
    cues,
    claim: claimBits(exact),
    isPossessed: /.{3}(?:mu|lu|lo)$/.test(exact),
  };
}

/** A hashtag says what is rude in it wherever it stands: "#dasargoblok". */
function markHashtag(word: WordReading): WordMarks {
  const phrases = plainlyRude.filter(
    ({ words: [rude = ""] }) => rude.length >= shortestInHashtag && word.exact.includes(rude),
  );
  return { phrases, cues: 0, claim: 0, isPossessed: false };
}

/** Shorter words stand in longer ones by chance. */
const shortestInHashtag = 5;

const sortByLength = (phrases: Iterable<HostilePhrase>): HostilePhrase[] =>
  [...phrases].sort((a, b) => b.words.length - a.words.length);

const digitLetters: Readonly<Record<string, string>> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  6: "g",
  7: "t",
  9: "g",
};

/** The forms in which a hostile word may hide: as written, in letters, unlengthened, doubled, without endings. */
function formsOf({ exact, normal }: WordReading): Set<string> {
  const letters = exact
    .replace(/[_'’]/g, "")
    .replace(/(\p{L})2(\p{L}*)$/u, "$1$2")
    .replace(/[0134579]/g, (digit) => digitLetters[digit] ?? digit);
  const forms = new Set([exact, letters]);
  if (/(.)\1(?:\1|$)/.test(letters)) forms.add(unlengthened(letters));
  const [only] = normal;
  if (normal.length === 1 && only !== undefined && exact.length >= 3) forms.add(only);
  const [half, otherHalf] = letters.split("-");
  if (half !== undefined && otherHalf?.startsWith(half)) forms.add(half);
  for (const form of [...forms]) {
    for (const ending of ENDINGS)
      if (form.length - ending.length >= 3 && form.endsWith(ending)) {
        const bare = form.slice(0, -ending.length);
        if (isRude(bare)) forms.add(bare);
      }
    for (const beginning of BEGINNINGS)
      if (form.length - beginning.length >= 4 && form.startsWith(beginning)) {
        const bare = form.slice(beginning.length);
        if (isRude(bare)) forms.add(bare);
      }
  }
  return forms;
}

/** An ending is taken off only what is rude whatever stands near it: "goblokin" is, "pesekan" is nothing. */
const isRude = (form: string): boolean =>
  form.length >= 4 &&
  phrasesFrom(form).some(({ words, entry }) => words.length === 1 && entry.strengths[0] > 0);
