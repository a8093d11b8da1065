import type { StemKnowledge } from "./stem-knowledge.ts";
import { stripPrefix } from "./strip-prefix.ts";
import { confixCost, Suffix, secondPrefixCost, stripSuffixes } from "./strip-suffix.ts";

/** The root of a folded word in standard spelling; the word itself where no root is known in it. */
export type Stemmer = (word: string) => string;

const SHORTEST_ROOT = 3;
/** Longer words are names of chemicals, slips of the keyboard or noise; none is inflected. */
const LONGEST_WORD = 40;
const MOST_PREFIXES = 3;
/** An analysis that costs more than its root is frequent is a coincidence of letters. */
const WORST = -6;

/**
 * A stemmer over a list of roots. All ways to take prefixes and suffixes off are tried; of the roots so found the most
 * frequent wins, less what its affixes cost ("memakan": makan, not pakan; "mengukur": ukur, not kukur).
 */
export function makeStemmer({ roots, irregular }: StemKnowledge): Stemmer {
  let best = "";
  let bestScore = WORST;
  let baseCost = 0;
  let baseSuffix: number = Suffix.none;
  let depth = 0;
  let outer = 0;

  const visitRest = (rest: string, cost: number, prefix: number): void => {
    if (rest.length < SHORTEST_ROOT) return;
    if (depth === 0) outer = prefix;
    const before = baseCost;
    baseCost += cost + (depth === 0 ? 0 : secondPrefixCost(outer, prefix, baseSuffix));
    consider(rest, outer);
    depth += 1;
    if (depth < MOST_PREFIXES && rest.length > SHORTEST_ROOT) stripPrefix(rest, depth, visitRest);
    depth -= 1;
    baseCost = before;
  };
  const consider = (root: string, prefix: number): void => {
    const frequency = roots.get(root);
    if (frequency === undefined) return;
    const score =
      frequency - 1.5 * (baseCost + confixCost(prefix, baseSuffix)) - (root.length === SHORTEST_ROOT ? 2 : 0);
    if (score > bestScore || (score === bestScore && root.length > best.length)) {
      bestScore = score;
      best = root;
    }
  };
  const visitBase = (base: string, cost: number, suffix: number): void => {
    if (base.length < SHORTEST_ROOT) return;
    baseCost = cost;
    baseSuffix = suffix;
    outer = 0;
    if (suffix === Suffix.none) {
      const known = irregular.get(base);
      if (known !== undefined && 30 - cost > bestScore) {
        bestScore = 30 - cost;
        best = known;
      }
    }
    consider(base, 0);
    depth = 0;
    stripPrefix(base, 0, visitRest);
  };
  const stemSimple = (word: string): string => {
    const known = irregular.get(word);
    if (known !== undefined) return known;
    if (roots.has(word) || word.length <= SHORTEST_ROOT || word.length > LONGEST_WORD) return word;
    best = "";
    bestScore = WORST;
    stripSuffixes(word, visitBase);
    return best === "" ? word : best;
  };
  const stemPair = (word: string, at: number): string => {
    const known = irregular.get(word);
    if (known !== undefined) return known;
    if (roots.has(word)) return word;
    const before = word.slice(0, at);
    const behind = word.slice(at + 1);
    if (CLITICS.has(behind)) return stemmer(before);
    const first = stemSimple(before);
    if (behind.includes("-")) return stemmer(behind) === first ? first : word;
    const second = stemSimple(behind);
    if (first === second) return first;
    // "meniru-nirukan", "tembak-menembak": the nasal of the first part is heard again in the second.
    for (const prefix of ["me", "pe"]) if (stemSimple(prefix + behind) === first) return first;
    return word;
  };
  const stemmer: Stemmer = (word) => {
    const at = word.indexOf("-");
    return at > 0 && at < word.length - 1 ? stemPair(word, at) : stemSimple(word);
  };
  return stemmer;
}

/** Written apart with a hyphen: "kuasa-Mu", "Allah-lah". */
const CLITICS: ReadonlySet<string> = new Set(["ku", "mu", "nya", "lah", "kah", "pun", "an", "i", "nda"]);
