/**
 * What the index keeps of a text: 96 bytes. Of a body, a bitmap of its runs of three words; of a headline or another
 * short text, its words with their weights. Plus a few keys under which texts that share much meet.
 */
export type Sketch = {
  kind: "body" | "headline";
  /** Runs of words, or words: how many different ones. */
  size: number;
  /** 24 words of 32 bits. */
  bits: Uint32Array;
  /** Keys of the candidates' table. */
  keys: Uint32Array;
};

/** 32-bit words in a sketch. */
export const SKETCH_WORDS = 24;
/** Bits in a bitmap. */
export const SKETCH_BITS = SKETCH_WORDS * 32;
/** Pairs of word and weight in the sketch of a short text: 16 bits for the word, 8 for the weight. */
export const HEADLINE_WORDS = 24;

/** What two sketches have, and have in common: runs of words, or weight of words. */
export type Overlap = { first: number; second: number; shared: number; isSeries: boolean };
