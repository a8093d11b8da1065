import { LANGUAGES } from "./languages.ts";

/** "GLM" and the version of the layout. */
const MAGIC = 0x01_4d_4c_47;
const HEADER_BYTES = 16 + 8 * 3;

/** What was learned of languages: how much each feature of a word speaks for each language. */
export type LanguageModel = {
  /** Buckets less one; their number is a power of two. */
  mask: number;
  /** One weight for each bucket and language, `LANGUAGES.length` in a row. */
  weights: Int8Array;
  /** What one step of a weight is worth, in log odds. */
  step: number;
  /** By how much scores are divided before they are read as log odds: for up to 3, up to 8 and more words. */
  temperatures: readonly [number, number, number];
};

/**
 * A model from its file, little endian: magic, log2 of the buckets and number of languages (32 bits each), step (32-bit
 * float), three temperatures (64-bit floats), then the
 * weights. Throws `RangeError` when the bytes are not such a file. The weights stay where they are: nothing is copied.
 */
export function readLanguageModel(bytes: Uint8Array): LanguageModel {
  if (bytes.length < HEADER_BYTES) throw new RangeError("a language model is longer");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const buckets = 2 ** view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(8, true) !== LANGUAGES.length)
    throw new RangeError("not a language model of this version");
  if (bytes.length !== HEADER_BYTES + buckets * LANGUAGES.length)
    throw new RangeError("a language model of another length");
  return {
    mask: buckets - 1,
    step: view.getFloat32(12, true),
    temperatures: [view.getFloat64(16, true), view.getFloat64(24, true), view.getFloat64(32, true)],
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES, buckets * LANGUAGES.length),
  };
}

/** The file of a model, as `readLanguageModel` reads it. */
export function writeLanguageModel({ mask, weights, step, temperatures }: LanguageModel): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + weights.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, Math.log2(mask + 1), true);
  view.setUint32(8, LANGUAGES.length, true);
  view.setFloat32(12, step, true);
  for (const [index, temperature] of temperatures.entries())
    view.setFloat64(16 + 8 * index, temperature, true);
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), HEADER_BYTES);
  return bytes;
}
