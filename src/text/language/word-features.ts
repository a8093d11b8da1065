/** Letters looked at in one word; longer ones are no words of a language. */
const LONGEST_WORD = 28;
const LONGEST_GRAM = 5;
/** Stands before and after the word, so that prefixes and suffixes differ from what is inside. */
const EDGE = 0x5f;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Tells a whole word from the same letters inside another. */
const WHOLE_WORD_SEED = 0x9e3779b9;

/**
 * The buckets of a word's features: every run of one to five letters, edges included, and the word itself, by FNV-1a
 * (Fowler, Noll, Vo) with a final mix. `mask` is the number of buckets, a power of two, less one. Fills `into` and
 * returns how many there are; `into` needs `MOST_FEATURES` places.
 */
export function wordFeatures(word: string, mask: number, into: Uint32Array): number {
  const length = Math.min(word.length, LONGEST_WORD);
  let count = 0;
  for (let first = -1; first <= length; first += 1) {
    let hash = FNV_OFFSET;
    const last = Math.min(first + LONGEST_GRAM - 1, length);
    for (let at = first; at <= last; at += 1) {
      const unit = at < 0 || at === length ? EDGE : word.charCodeAt(at);
      hash = Math.imul(hash ^ unit, FNV_PRIME);
      // An edge alone says nothing.
      if (at > first || (first >= 0 && first < length)) into[count++] = mix(hash) & mask;
    }
  }
  let whole = WHOLE_WORD_SEED;
  for (let at = 0; at < length; at += 1) whole = Math.imul(whole ^ word.charCodeAt(at), FNV_PRIME);
  into[count++] = mix(whole) & mask;
  return count;
}

/** The most features a word has. */
export const MOST_FEATURES = (LONGEST_WORD + 2) * LONGEST_GRAM + 1;

/** The last bits of FNV depend on the last letters alone; this spreads them (from MurmurHash3, public domain). */
function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
