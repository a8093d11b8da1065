import { WHOLE_ENDINGS, WHOLE_WORDS } from "./clitic-exceptions.ts";

/** Particles come last in the word ("rumahnyalah"), possessives before them ("rumahnya"). */
const PARTICLES: readonly string[] = ["lah", "kah", "pun"];
const POSSESSIVES: readonly string[] = ["nya", "ku", "mu"];
const SHORTEST_STEM = 3;
const SHORT_REDUPLICATION = /^([a-z]{3,})2([a-z]{2,3})?$/;

/** The last letters of all clitics: h, n, a, u. Most words are refused by this one comparison. */
function mayEndInClitic(word: string): boolean {
  const last = word.charCodeAt(word.length - 1);
  return last === 0x68 || last === 0x6e || last === 0x61 || last === 0x75;
}

function isWhole(word: string): boolean {
  return WHOLE_WORDS.has(word) || WHOLE_ENDINGS.some((ending) => word.endsWith(ending));
}

function withoutEnding(word: string, endings: readonly string[]): string {
  for (const ending of endings) {
    if (word.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM) {
      return isWhole(word) ? word : word.slice(0, -ending.length);
    }
  }
  return word;
}

/**
 * The stem of a folded Indonesian word: the particles -lah, -kah, -pun and the possessives -nya, -ku, -mu are taken
 * off, at most one of each, and the chat spelling of reduplication ("anak2") is undone. Prefixes and the suffixes
 * -kan, -i, -an stay: without a dictionary of roots, removing them joins words that mean different things.
 */
export function stemWord(word: string): string {
  if (word.length <= SHORTEST_STEM || WHOLE_WORDS.has(word)) return word;
  const short = word.includes("2") ? SHORT_REDUPLICATION.exec(word) : null;
  if (short?.[1] !== undefined) {
    const suffix = short[2];
    if (suffix === undefined || POSSESSIVES.includes(suffix) || PARTICLES.includes(suffix)) return short[1];
  }
  if (!mayEndInClitic(word)) return word;
  return withoutEnding(withoutEnding(word, PARTICLES), POSSESSIVES);
}
