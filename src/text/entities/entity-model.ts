import { FROM_START, ROW } from "./best-labels.ts";
import type { WordTable } from "./word-info.ts";

/** What was learned: classes of words, the weights of features and transitions, and how margins become probabilities. */
export interface EntityModel {
  readonly table: WordTable;
  /** `ROW` weights a feature; the number of features is a power of two. */
  readonly weights: Int8Array;
  readonly transitions: Int32Array;
  /** For person, organisation and place: slope and intercept of the logistic curve over margins. */
  readonly curves: Float32Array;
}

const MAGIC = 0x4e455247;
const VERSION = 2;
const HEADER_UNITS = 4;
const TRANSITION_COUNT = (FROM_START + 1) * ROW;
const CURVE_COUNT = 6;

/** Where each part of the file begins, in bytes. Parts of wider numbers come first, so that views need no copying. */
function layout(wordCount: number, weightCount: number) {
  const transitions = HEADER_UNITS * 4;
  const curves = transitions + TRANSITION_COUNT * 4;
  const weights = curves + CURVE_COUNT * 4;
  const hashes = weights + weightCount;
  const fine = hashes + wordCount * 4;
  const middle = fine + wordCount * 2;
  const coarse = middle + wordCount;
  const usualCase = coarse + wordCount;
  return {
    transitions,
    curves,
    weights,
    hashes,
    fine,
    middle,
    coarse,
    usualCase,
    end: usualCase + wordCount,
  };
}

/** Reads `data/language/entities/model.bin` (little-endian). Throws when the bytes are no such model. */
export function readEntityModel(bytes: Uint8Array): EntityModel {
  // A view needs its numbers to begin at a multiple of their size; a slice of a larger buffer may not.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new DataView(buffer, byteOffset, HEADER_UNITS * 4);
  const [magic, version, wordCount, weightCount] = [0, 4, 8, 12].map((at) => header.getUint32(at, true));
  if (magic !== MAGIC || version !== VERSION || wordCount === undefined || weightCount === undefined)
    throw new Error("These bytes are no model of entities that this version reads.");
  const at = layout(wordCount, weightCount);
  if (bytes.byteLength !== at.end) throw new Error("The model of entities is cut off or too long.");
  return {
    transitions: new Int32Array(buffer, byteOffset + at.transitions, TRANSITION_COUNT),
    curves: new Float32Array(buffer, byteOffset + at.curves, CURVE_COUNT),
    table: {
      hashes: new Uint32Array(buffer, byteOffset + at.hashes, wordCount),
      fine: new Uint16Array(buffer, byteOffset + at.fine, wordCount),
      middle: new Uint8Array(buffer, byteOffset + at.middle, wordCount),
      coarse: new Uint8Array(buffer, byteOffset + at.coarse, wordCount),
      usualCase: new Uint8Array(buffer, byteOffset + at.usualCase, wordCount),
    },
    weights: new Int8Array(buffer, byteOffset + at.weights, weightCount),
  };
}

/** Writes a model as `readEntityModel` reads it. */
export function writeEntityModel({ table, weights, transitions, curves }: EntityModel): Uint8Array {
  const at = layout(table.hashes.length, weights.length);
  const bytes = new Uint8Array(at.end);
  const header = new DataView(bytes.buffer);
  [MAGIC, VERSION, table.hashes.length, weights.length].forEach((value, place) => {
    header.setUint32(place * 4, value, true);
  });
  const put = (from: number, part: ArrayBufferView): void =>
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), from);
  put(at.transitions, transitions);
  put(at.curves, curves);
  put(at.hashes, table.hashes);
  put(at.fine, table.fine);
  put(at.middle, table.middle);
  put(at.coarse, table.coarse);
  put(at.usualCase, table.usualCase);
  put(at.weights, weights);
  return bytes;
}
