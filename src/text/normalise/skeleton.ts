import { isVowel } from "../stem/strip-prefix.ts";

const SHORTEST = 3;
/** Rarer words are not abbreviated. */
const FEWEST_USES = 60;
/** The likeliest word must be this many times as frequent as the next one with the same consonants. */
const CLEAR_LEAD = 8;

function consonants(word: string): string {
  let kept = word.charAt(0);
  for (let at = 1; at < word.length; at += 1) if (!isVowel(word.charCodeAt(at))) kept += word.charAt(at);
  return kept;
}

/**
 * Finds the word behind its consonants ("msyrkt": masyarakat), where one frequent word is far likelier than all others
 * with the same first letter and consonants. Words with more than one vowel are no such abbreviations.
 */
export function skeletonIndex(
  words: ReadonlyMap<string, number>,
  names: ReadonlySet<string>,
): (word: string) => string | undefined {
  const index = new Map<string, { word: string; count: number; next: number }>();
  for (const [word, count] of words) {
    if (count < FEWEST_USES || word.length < 5 || names.has(word)) continue;
    const key = consonants(word);
    if (key.length < SHORTEST || key === word) continue;
    const found = index.get(key);
    if (found === undefined) index.set(key, { word, count, next: 0 });
    else if (count > found.count) {
      found.next = found.count;
      found.word = word;
      found.count = count;
    } else if (count > found.next) found.next = count;
  }
  return (word) => {
    let vowels = 0;
    for (let at = 1; at < word.length; at += 1) {
      const unit = word.charCodeAt(at);
      if (unit < 0x61 || unit > 0x7a) return undefined;
      if (isVowel(unit)) vowels += 1;
    }
    if (vowels > 1 || word.length < (vowels === 0 ? 4 : 6)) return undefined;
    const found = index.get(consonants(word));
    if (found === undefined || found.count < CLEAR_LEAD * found.next || word.length >= found.word.length)
      return undefined;
    return isAbbreviation(word, found.word) ? found.word : undefined;
  };
}

/** Is `short` the word with letters left out? */
function isAbbreviation(short: string, word: string): boolean {
  let at = 0;
  for (let index = 0; index < word.length && at < short.length; index += 1)
    if (word.charCodeAt(index) === short.charCodeAt(at)) at += 1;
  return at === short.length;
}
