const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Words whose hash is kept; a stream of new words begins the store anew. */
const MOST_WORDS = 100_000;

/** Spreads the bits of a hash (the finaliser of MurmurHash3, public domain). */
export function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 32 bits of a string, the same on every machine (FNV-1a, Fowler, Noll, Vo, mixed). */
export function hashOf(word: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), FNV_PRIME);
  return mix(hash);
}

/** The hash of what `form` makes of a word, remembering frequent words. */
export function makeWordHasher(form: (word: string) => string): (word: string) => number {
  let known = new Map<string, number>();
  return (word) => {
    let hash = known.get(word);
    if (hash === undefined) {
      hash = hashOf(form(word));
      if (known.size >= MOST_WORDS) known = new Map();
      known.set(word, hash);
    }
    return hash;
  };
}
