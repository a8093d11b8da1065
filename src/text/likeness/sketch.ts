/**
 * What the index keeps of a text: 144 bytes. Of a body, a bitmap of its runs of three words and a small one of its
 * numbers; of a headline or another short text, its words with their weights. Plus a few keys under which texts that
 * share much meet.
 */
export type Sketch = {
  kind: "body" | "headline";
  /** Runs of words, or words: how many different ones. */
  size: number;
  /** 36 words of 32 bits. */
  bits: Uint32Array;
  /** Keys of the candidates' table. */
  keys: Uint32Array;
};

/** 32-bit words in a sketch. Of a short text each is a word of it with its weight: 16 bits for the word, 8 for the weight. */
export const SKETCH_WORDS = 36;
/** Of a body, so many of them are the bitmap of its runs; the rest is that of its numbers. */
export const RUN_WORDS = 32;

/** What two sketches have, and have in common: runs of words, or weight of words. */
export type Overlap = { first: number; second: number; shared: number; isSeries: boolean };
