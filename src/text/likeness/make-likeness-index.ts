import { stemWord } from "../clitics.ts";
import type { Reading, ReadKind } from "../read/reading.ts";
import { bodySketch, sharedRuns } from "./body-sketch.ts";
import { headlineSketch, sharedWeight, type WordWeights } from "./headline-sketch.ts";
import { kindOfLikeness, type Like } from "./kind-of-likeness.ts";
import { Segment } from "./segment.ts";
import { SKETCH_WORDS, type Sketch } from "./sketch.ts";
import { makeWordHasher } from "./word-hash.ts";

/** Texts with fewer words are compared word by word, not run by run. */
const FEWEST_BODY_WORDS = 32;
/** Kinds of tokens that are compared: what stands between words is the first thing an editor changes. */
const COUNTED: ReadonlySet<ReadKind> = new Set(["word", "number", "ideograph", "hashtag"]);
/** Words looked at in one text. */
const MOST_WORDS = 1_000;
/** Texts looked at under one key in one segment: what more have in common is boilerplate. */
const MOST_UNDER_KEY = 48;
/** Texts compared for one question. */
const MOST_COMPARED = 600;

/** Finds texts that are alike in a window of time. */
export type LikenessIndex = {
  /** Takes a text in. An id that is there already is replaced. `time` is in milliseconds since 1970. */
  add(id: string, reading: Reading, time: number): void;
  /** The texts that are the same, an edited version, contain or quote the text, most alike first. */
  findLike(reading: Reading, limit?: number): Like[];
  /** Forgets texts older than `before` (milliseconds since 1970); returns how many. */
  expire(before: number): number;
  /** Forgets one text. */
  remove(id: string): boolean;
  readonly size: number;
  /** Bytes of the flat arrays; ids and the table of ids come on top. */
  readonly bytes: number;
};

/**
 * An empty index. What it keeps of a text cannot be turned back into it. It is rebuilt by adding the texts of the window
 * again. `weights` are those of `readWordWeights`.
 */
export function makeLikenessIndex({ weights }: { weights: WordWeights }): LikenessIndex {
  const makeSketch = makeSketcher(weights);
  let segments: Segment[] = [];
  const places = new Map<string, { segment: Segment; slot: number }>();

  const remove = (id: string): boolean => {
    const place = places.get(id);
    if (place === undefined) return false;
    place.segment.remove(place.slot);
    return places.delete(id);
  };
  return {
    add(id, reading, time) {
      remove(id);
      let segment = segments.at(-1);
      if (segment === undefined || segment.isFull) {
        segment = new Segment();
        segments.push(segment);
      }
      const timeS = Math.max(1, Math.floor(time / 1_000));
      places.set(id, { segment, slot: segment.add(id, makeSketch(reading), timeS) });
    },
    findLike(reading, limit = 20) {
      const sketch = makeSketch(reading);
      const found: Like[] = [];
      let compared = 0;
      for (const segment of segments.toReversed()) {
        const seen = new Set<number>();
        for (const key of sketch.keys)
          segment.under(key, MOST_UNDER_KEY, (slot) => {
            if (compared >= MOST_COMPARED || seen.has(slot)) return;
            seen.add(slot);
            compared += 1;
            const like = compare(sketch, segment, slot);
            if (like) found.push(like);
          });
      }
      return found.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1)).slice(0, limit);
    },
    expire(before) {
      const beforeS = Math.floor(before / 1_000);
      const sizeBefore = places.size;
      for (const segment of segments) {
        if (segment.oldestS >= beforeS) continue;
        for (let slot = 0; slot < segment.count; slot += 1) {
          const time = segment.times[slot] ?? 0;
          const id = segment.ids[slot];
          if (time !== 0 && time < beforeS && id !== undefined) remove(id);
        }
      }
      segments = segments.filter(({ newestS }) => newestS >= beforeS);
      return sizeBefore - places.size;
    },
    remove,
    get size() {
      return places.size;
    },
    get bytes() {
      return segments.reduce((sum, { bytes }) => sum + bytes, 0);
    },
  };
}

function compare(sketch: Sketch, segment: Segment, slot: number): Like | null {
  const id = segment.ids[slot];
  const isHeadline = segment.isHeadline[slot] === 1;
  if (id === undefined || segment.times[slot] === 0 || isHeadline !== (sketch.kind === "headline"))
    return null;
  const overlap = (isHeadline ? sharedWeight : sharedRuns)(sketch.bits, 0, segment.bits, slot * SKETCH_WORDS);
  return kindOfLikeness(id, overlap, isHeadline);
}

/** How alike two readings are, without an index; null where they are not. */
export function makeLikeness({
  weights,
}: {
  weights: WordWeights;
}): (a: Reading, b: Reading) => Omit<Like, "id"> | null {
  const makeSketch = makeSketcher(weights);
  return (a, b) => {
    const [first, second] = [makeSketch(a), makeSketch(b)];
    if (first.kind !== second.kind) return null;
    const isHeadline = first.kind === "headline";
    const overlap = (isHeadline ? sharedWeight : sharedRuns)(first.bits, 0, second.bits, 0);
    const like = kindOfLikeness("", overlap, isHeadline);
    return like && { kind: like.kind, similarity: like.similarity, share: like.share };
  };
}

function makeSketcher(weights: WordWeights): (reading: Reading) => Sketch {
  const hash = makeWordHasher((word) => word);
  const hashStem = makeWordHasher(stemWord);
  const words = new Uint32Array(MOST_WORDS);
  const isNumber = new Uint8Array(FEWEST_BODY_WORDS);
  return ({ tokens }) => {
    let count = 0;
    for (const { kind, word } of tokens) {
      if (!COUNTED.has(kind)) continue;
      if (count >= MOST_WORDS) break;
      words[count] = hash(word.exact);
      count += 1;
    }
    if (count >= FEWEST_BODY_WORDS) return bodySketch(words, count);
    count = 0;
    for (const { kind, word } of tokens) {
      if (!COUNTED.has(kind)) continue;
      isNumber[count] = kind === "number" ? 1 : 0;
      words[count] = hashStem(word.exact);
      count += 1;
    }
    return headlineSketch(words, isNumber, count, weights);
  };
}
