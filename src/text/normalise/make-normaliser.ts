import { usualReading } from "./ambiguous-words.ts";
import type { NormaliseKnowledge } from "./normalise-knowledge.ts";
import { skeletonIndex } from "./skeleton.ts";
import { standardAffixes } from "./spoken-affixes.ts";
import {
  doubled,
  hasRun,
  isLaughter,
  lettersForDigits,
  shortenings,
  soundings,
  splitUnit,
} from "./undo-spelling.ts";

/** Gives standard spelling to one folded word, whatever surrounds it. */
export type Normaliser = {
  /** The standard words of a written one; the word itself where nothing is known of it. */
  normalise: (exact: string) => readonly string[];
  /** The same for a word that may be a name: only abbreviations that are no names are written out. */
  normaliseName: (exact: string) => readonly string[];
  /** Is it a word in standard spelling, inflected or not? */
  isStandard: (word: string) => boolean;
};

const CLITICS = ["nya", "ku", "mu", "lah", "kah", "pun", "ny", "x"];
/** A word of news that is used more often is no spoken form. */
const MOST_USES_OF_SPOKEN = 100;
/** Rarer words are not what a doubled letter or a swallowed ending stands for. */
const FEWEST_USES_OF_PLAIN = 30;
const FEWEST_USES_OF_SHORT = 1000;
const FEWEST_USES_OF_SOUNDED = 100;
const LONGEST = 40;

/** A normaliser over lists of spellings and words. `stem` finds roots, as the reader's stemmer does. */
export function makeNormaliser(knowledge: NormaliseKnowledge, stem: (word: string) => string): Normaliser {
  const { slang, words, names } = knowledge;
  // Made when the first unknown word is met: reading begins sooner.
  let skeletons: ((word: string) => string | undefined) | undefined;
  const countOf = (word: string): number => words.get(word) ?? 0;
  const isStandard = (word: string): boolean => words.has(word) || stem(word) !== word;
  /** What a form stands for where its neighbours cannot be asked, as inside a longer word. */
  const formOf = (form: string): readonly string[] | undefined => slang.get(form) ?? usualReading(form);
  const standardBase = (base: string): string | undefined => {
    const found = formOf(base);
    if (found !== undefined) return found.length === 1 ? found[0] : undefined;
    return base.length >= 3 && isStandard(base) ? base : undefined;
  };
  const spoken = { countOf, stem, standardBase };

  /** A word that is written as it should be, and not as a slip might look. */
  const isPlain = (word: string): boolean => word.length >= 4 && countOf(word) >= FEWEST_USES_OF_PLAIN;
  const affixed = (word: string): readonly string[] | undefined => {
    const uses = countOf(word);
    if (uses >= MOST_USES_OF_SPOKEN || (uses > 0 && stem(word) === word)) return undefined;
    const found = standardAffixes(word, spoken);
    return found === undefined ? undefined : [found];
  };
  const withClitic = (word: string): readonly string[] | undefined => {
    for (const clitic of CLITICS) {
      if (!word.endsWith(clitic) || word.length - clitic.length < 2) continue;
      const base = word.slice(0, -clitic.length);
      const ending = clitic === "ny" || clitic === "x" ? "nya" : clitic;
      const found =
        formOf(base) ??
        affixed(base) ??
        (ending !== clitic && base.length >= 5 && isStandard(base) ? [base] : undefined);
      const last = found?.[found.length - 1];
      if (found !== undefined && last !== undefined) return [...found.slice(0, -1), last + ending];
    }
    return undefined;
  };
  const withoutDoubling = (word: string): readonly string[] | undefined => {
    const found = doubled(word);
    if (found === undefined) return undefined;
    const [base, ...others] = formOf(found.base) ?? [found.base];
    if (base === undefined || others.length > 0 || !isStandard(base)) return undefined;
    const twice = PREFIXED.test(base) && stem(base) !== base ? `${base}-${stem(base)}` : `${base}-${base}`;
    return [found.ending === "in" ? `${twice}kan` : twice + found.ending];
  };
  /** What is known of a spelling without undoing anything: slang, spoken affixes, a clitic behind slang, a standard word. */
  const known = (word: string): readonly string[] | undefined => {
    const found = slang.get(word);
    if (found !== undefined) return found;
    const uses = countOf(word);
    if (uses >= MOST_USES_OF_SPOKEN || (uses > 0 && stem(word) === word)) return [word];
    return affixed(word) ?? withClitic(word) ?? (isStandard(word) ? [word] : undefined);
  };
  const bySound = (word: string): readonly string[] | undefined => {
    for (const sounding of word.length >= 4 ? soundings(word) : []) {
      const found =
        slang.get(sounding) ?? (countOf(sounding) >= FEWEST_USES_OF_SOUNDED ? [sounding] : undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  /** Three letters are too few to tell "g4k" from "p3k", unless they are well known. */
  const knownLetters = (word: string): readonly string[] | undefined =>
    word.length >= 4 || slang.has(word) || countOf(word) >= FEWEST_USES_OF_SHORT ? known(word) : undefined;
  const undo = (word: string): readonly string[] => {
    if (isLaughter(word)) return ["hahaha"];
    if (hasDigit(word)) {
      const letters = lettersForDigits(word);
      const found =
        splitUnit(word) ??
        withoutDoubling(word) ??
        (letters === undefined ? undefined : knownLetters(letters));
      return found ?? [word];
    }
    if (hasRun(word, 2)) {
      const candidates = shortenings(word);
      // No standard word ends in a letter twice.
      const isLengthened =
        hasRun(word, 3) || word.charCodeAt(word.length - 1) === word.charCodeAt(word.length - 2);
      for (const candidate of candidates) {
        if (isLaughter(candidate)) return ["hahaha"];
        // Two letters may be the word's own: "feed" is no "fed".
        const found =
          isLengthened || slang.has(candidate) || isPlain(candidate) ? known(candidate) : undefined;
        if (found !== undefined) return found;
      }
      // An unknown word that is plainly lengthened is itself, short.
      if (hasRun(word, 3)) return bySound(candidates[0] ?? word) ?? [candidates[0] ?? word];
    }
    const sounded = bySound(word);
    if (sounded !== undefined) return sounded;
    skeletons ??= skeletonIndex(words, names);
    return [skeletons(word) ?? word];
  };
  return {
    isStandard,
    normalise: (exact) => {
      if (exact.length < 3 || exact.length > LONGEST) return slang.get(exact) ?? [exact];
      return known(exact) ?? undo(exact);
    },
    normaliseName: (exact) => (names.has(exact) ? undefined : slang.get(exact)) ?? [exact],
  };
}

/** "berlari2" is berlari-lari, but "orang2" orang-orang. */
const PREFIXED = /^(?:ber|ter|di|me|ke)/;

function hasDigit(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) return true;
  }
  return false;
}
