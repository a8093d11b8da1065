import type { Reading } from "../read/reading.ts";
import { FEATURES, LISTS, readFeatures } from "./features.ts";
import { applyLayer, type HashedLayer } from "./hashed-layer.ts";
import { INTENTS } from "./intent.ts";
import { type Marks, makeMarker } from "./mark-text.ts";
import { PhraseFinder } from "./phrase-finder.ts";
import { LAYER_FEATURES } from "./read-intent-model.ts";

/** How many numbers describe a text. */
export const EVIDENCE_SIZE = FEATURES.length + LAYER_FEATURES.length;

/** The lists compiled once for all engines. */
export const finder = new PhraseFinder(LISTS);

/**
 * Describes a text by the features of the rules and the scores of the two layers, written into `into`; returns where
 * the word lists matched.
 */
export function makeEvidenceReader(
  words: HashedLayer,
  tone: HashedLayer,
): (reading: Reading, into: Float64Array) => Marks {
  const mark = makeMarker(finder);
  return (reading, into) => {
    const marks = mark(reading);
    readFeatures(reading, marks, into);
    applyLayer(words, marks.hashes, marks.words, into, FEATURES.length);
    applyLayer(tone, marks.hashes, marks.words, into, FEATURES.length + INTENTS.length);
    return marks;
  };
}
