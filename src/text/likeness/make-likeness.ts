import type { Reading } from "../read/reading.ts";
import { isSeriesOf } from "./body-sketch.ts";
import { sharedWeight, type WordWeights } from "./headline-sketch.ts";
import { BODY, kindOfLikeness, type Like, rounded } from "./kind-of-likeness.ts";
import { type CountedWords, FEWEST_BODY_WORDS, makeSketcher, makeWordCounter } from "./make-sketcher.ts";
import type { Overlap } from "./sketch.ts";
import { mix } from "./word-hash.ts";

/** A stretch of words that two texts share is copied from so many words on; the mean of both counts. */
const STRETCHES = [4, 5];

/**
 * How alike two readings are, word for word, without the doubt of a sketch; null where they are not. Of bodies, `share` is
 * how much of the shorter one stands in stretches copied from the other.
 */
export function makeLikeness({
  weights,
}: {
  weights: WordWeights;
}): (a: Reading, b: Reading) => Omit<Like, "id"> | null {
  const sketch = makeSketcher(weights);
  const count = makeWordCounter();
  return (a, b) => {
    const [first, second] = [count(a), count(b)];
    const areBodies = [first, second].map(({ words }) => words.length >= FEWEST_BODY_WORDS);
    if (areBodies[0] !== areBodies[1]) return null;
    if (areBodies[0] === true) return likeBodies(first, second);
    const like = kindOfLikeness("", sharedWeight(sketch(a).bits, 0, sketch(b).bits, 0), true);
    return like && { kind: like.kind, similarity: like.similarity, share: like.share };
  };
}

function likeBodies(a: CountedWords, b: CountedWords): Omit<Like, "id"> | null {
  const runs = compareSets(runsOf(a.words, 3), runsOf(b.words, 3));
  const like = {
    similarity: rounded(runs.shared / (runs.first + runs.second - runs.shared)),
    share: rounded(copiedShare(a.words, b.words)),
  };
  const isSeries = isSeriesOf(compareSets(a.numbers, b.numbers));
  if (like.similarity >= BODY.same && !isSeries) return { ...like, kind: "same" };
  if (like.share >= BODY.copied && !isSeries) return { ...like, kind: BODY.kindOfPart(runs) };
  const runShare = runs.shared / Math.max(1, Math.min(runs.first, runs.second));
  return runShare >= BODY.quoted && runs.shared >= BODY.leastShared ? { ...like, kind: "quoted" } : null;
}

function compareSets(a: ReadonlySet<number>, b: ReadonlySet<number>): Omit<Overlap, "isSeries"> {
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return { first: a.size, second: b.size, shared };
}

/** Of the shorter text, or of the one of two equally long that has more. */
function copiedShare(a: readonly number[], b: readonly number[]): number {
  if (a.length === b.length) return Math.max(copiedFrom(a, b), copiedFrom(b, a));
  return a.length < b.length ? copiedFrom(a, b) : copiedFrom(b, a);
}

function copiedFrom(text: readonly number[], other: readonly number[]): number {
  let copied = 0;
  for (const stretch of STRETCHES) {
    const known = runsOf(other, stretch);
    let end = 0;
    for (let at = 0; at + stretch <= text.length; at += 1) {
      if (!known.has(runAt(text, at, stretch))) continue;
      copied += at + stretch - Math.max(at, end);
      end = at + stretch;
    }
  }
  return copied / (STRETCHES.length * text.length);
}

function runsOf(words: readonly number[], run: number): Set<number> {
  const runs = new Set<number>();
  for (let at = 0; at + run <= words.length; at += 1) runs.add(runAt(words, at, run));
  return runs;
}

function runAt(words: readonly number[], at: number, run: number): number {
  let hash = 0;
  for (let next = at; next < at + run; next += 1)
    hash = (Math.imul(hash, 0x9e3779b1) + (words[next] ?? 0)) | 0;
  return mix(hash);
}
