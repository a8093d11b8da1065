import type { NormaliseKnowledge } from "./normalise-knowledge.ts";
import { skeletonIndex } from "./skeleton.ts";
import { standardAffixes } from "./spoken-affixes.ts";
import { doubled, hasRun, isLaughter, lettersForDigits, shortenings, splitUnit } from "./undo-spelling.ts";

/** Gives standard spelling to one folded word, whatever surrounds it. */
export type Normaliser = {
  /** The standard words of a written one; the word itself where nothing is known of it. */
  normalise: (exact: string) => readonly string[];
  /** The same for a word that may be a name: only abbreviations that are no names are written out. */
  normaliseName: (exact: string) => readonly string[];
  /** Is it a word in standard spelling, inflected or not? */
  isStandard: (word: string) => boolean;
};

const CLITICS = ["nya", "ku", "mu", "lah", "kah", "pun", "an", "ny", "x", "na"];
const LONGEST = 40;

/** A normaliser over lists of spellings and words. `stem` finds roots, as the reader's stemmer does. */
export function makeNormaliser(knowledge: NormaliseKnowledge, stem: (word: string) => string): Normaliser {
  const { slang, words, names } = knowledge;
  // Made when the first unknown word is met: reading begins sooner.
  let skeletons: ((word: string) => string | undefined) | undefined;
  const countOf = (word: string): number => words.get(word) ?? 0;
  const isStandard = (word: string): boolean => words.has(word) || stem(word) !== word;
  const lookUp = (word: string): readonly string[] | undefined =>
    slang.get(word) ?? (words.has(word) ? [word] : undefined);
  const standardBase = (base: string): string | undefined => {
    const found = slang.get(base);
    if (found !== undefined) return found.length === 1 ? found[0] : undefined;
    return base.length >= 3 && isStandard(base) ? base : undefined;
  };
  const spoken = { countOf, stem, standardBase };

  const withClitic = (word: string): readonly string[] | undefined => {
    for (const clitic of CLITICS) {
      if (!word.endsWith(clitic) || word.length - clitic.length < 2) continue;
      const base = word.slice(0, -clitic.length);
      const ending = clitic === "ny" || clitic === "x" || clitic === "na" ? "nya" : clitic;
      const found = slang.get(base) ?? (ending !== clitic && isStandard(base) ? [base] : undefined);
      const last = found?.[found.length - 1];
      if (found !== undefined && last !== undefined) return [...found.slice(0, -1), last + ending];
    }
    return undefined;
  };
  const withoutDoubling = (word: string): readonly string[] | undefined => {
    const found = doubled(word);
    if (found === undefined) return undefined;
    const [base, ...others] = slang.get(found.base) ?? [found.base];
    if (base === undefined || others.length > 0 || !isStandard(base)) return undefined;
    const twice = PREFIXED.test(base) && stem(base) !== base ? `${base}-${stem(base)}` : `${base}-${base}`;
    return [found.ending === "in" ? `${twice}kan` : twice + found.ending];
  };
  /** What is known of a spelling without undoing anything: slang, a standard word, spoken affixes, a clitic behind slang. */
  const known = (word: string): readonly string[] | undefined => {
    const found = lookUp(word);
    if (found !== undefined) return found;
    const affixed = standardAffixes(word, spoken);
    if (affixed !== undefined) return [affixed];
    return stem(word) === word ? withClitic(word) : [word];
  };
  const undo = (word: string): readonly string[] => {
    if (isLaughter(word)) return ["hahaha"];
    if (hasDigit(word)) {
      const letters = lettersForDigits(word);
      const found =
        splitUnit(word) ?? withoutDoubling(word) ?? (letters === undefined ? undefined : known(letters));
      return found ?? [word];
    }
    if (hasRun(word, 2)) {
      const candidates = shortenings(word);
      for (const candidate of candidates) {
        if (isLaughter(candidate)) return ["hahaha"];
        const found = known(candidate);
        if (found !== undefined) return found;
      }
      // An unknown word that is plainly lengthened is itself, short.
      if (hasRun(word, 3)) return [candidates[0] ?? word];
    }
    skeletons ??= skeletonIndex(words, names);
    return [skeletons(word) ?? word];
  };
  return {
    isStandard,
    normalise: (exact) => {
      const found = slang.get(exact);
      if (found !== undefined) return found;
      if (exact.length < 3 || exact.length > LONGEST || words.has(exact)) return [exact];
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
