import type { Reading } from "../read/reading.ts";
import { sharedRuns } from "./body-sketch.ts";
import { sharedWeight, type WordWeights } from "./headline-sketch.ts";
import { kindOfLikeness, type Like } from "./kind-of-likeness.ts";
import { makeSketcher } from "./make-sketcher.ts";
import { Segment } from "./segment.ts";
import { SKETCH_WORDS, type Sketch } from "./sketch.ts";

/** Texts looked at under one key in one segment: what more have in common is boilerplate. */
const MOST_UNDER_KEY = 48;
/** Texts compared for one question. */
const MOST_COMPARED = 600;

/** Finds texts that are alike in a window of time. */
export type LikenessIndex = {
  /** What the index keeps of a text; `packSketch` makes bytes of it, so that an index can be made again without texts. */
  sketch(reading: Reading): Sketch;
  /** Takes a text in. An id that is there already is replaced. `time` is in milliseconds since 1970. */
  add(id: string, text: Reading | Sketch, time: number): void;
  /** The texts that are the same, an edited version, contain or quote the text, most alike first. */
  findLike(text: Reading | Sketch, limit?: number): Like[];
  /** Forgets texts older than `before` (milliseconds since 1970); returns how many. */
  expire(before: number): number;
  /** Forgets one text. */
  remove(id: string): boolean;
  readonly size: number;
  /** Bytes of the flat arrays; ids and the table of ids come on top. */
  readonly bytes: number;
};

/**
 * An empty index. What it keeps of a text cannot be turned back into it. It is rebuilt by adding the texts or sketches of
 * the window again. `weights` are those of `readWordWeights`.
 */
export function makeLikenessIndex({ weights }: { weights: WordWeights }): LikenessIndex {
  const makeSketch = makeSketcher(weights);
  const sketchOf = (text: Reading | Sketch): Sketch => ("bits" in text ? text : makeSketch(text));
  let segments: Segment[] = [];
  const places = new Map<string, { segment: Segment; slot: number }>();

  const remove = (id: string): boolean => {
    const place = places.get(id);
    if (place === undefined) return false;
    place.segment.remove(place.slot);
    return places.delete(id);
  };
  return {
    sketch: makeSketch,
    add(id, text, time) {
      remove(id);
      let segment = segments.at(-1);
      if (segment === undefined || segment.isFull) {
        segment = new Segment();
        segments.push(segment);
      }
      const timeS = Math.max(1, Math.floor(time / 1_000));
      places.set(id, { segment, slot: segment.add(id, sketchOf(text), timeS) });
    },
    findLike(text, limit = 20) {
      const sketch = sketchOf(text);
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
