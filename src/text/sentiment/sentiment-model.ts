/**
 * The weights of the engine of tone: for each of 2^bits buckets of features one weight for negative, neutral and
 * positive, in 16 bits, and what makes probabilities of their sums.
 */
export type SentimentModel = {
  /** Three weights a bucket, in the order of `TONES`; times `scale` they are logits. */
  weights: Int16Array;
  scale: number;
  bias: readonly [number, number, number];
  /** Sums are divided by it before they become probabilities. */
  temperature: number;
  /** Below this probability the best tone is not said: the answer is "unsure". */
  leastProbability: number;
};

const MAGIC = 0x454e4f54;
const HEADER_BYTES = 32;

/** Reads what `writeSentimentModel` wrote. Throws RangeError on anything else. */
export function readSentimentModel(bytes: Uint8Array): SentimentModel {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || header.getUint32(0, true) !== MAGIC)
    throw new RangeError("Not a model of tone.");
  const bits = header.getUint32(4, true);
  const count = 3 * 2 ** bits;
  if (bits > 24 || bytes.byteLength !== HEADER_BYTES + count * 2)
    throw new RangeError("A model of tone of the wrong length.");
  // A Node Buffer's own slice is a view of shared memory, not a copy.
  const body = Uint8Array.prototype.slice.call(bytes, HEADER_BYTES).buffer;
  return {
    weights: new Int16Array(body, 0, count),
    scale: header.getFloat32(8, true),
    temperature: header.getFloat32(12, true),
    leastProbability: header.getFloat32(16, true),
    bias: [header.getFloat32(20, true), header.getFloat32(24, true), header.getFloat32(28, true)],
  };
}

/** The file of a model, little-endian. */
export function writeSentimentModel(model: SentimentModel): Uint8Array {
  const { weights, scale, temperature, leastProbability, bias } = model;
  const bytes = new Uint8Array(HEADER_BYTES + weights.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, Math.log2(weights.length / 3), true);
  for (const [at, value] of [scale, temperature, leastProbability, ...bias].entries())
    view.setFloat32(8 + at * 4, value, true);
  for (const [at, weight] of weights.entries()) view.setInt16(HEADER_BYTES + at * 2, weight, true);
  return bytes;
}

/** Weights in 16 bits, with the scale that gives them back. */
export function packWeights(weights: Float32Array): { weights: Int16Array; scale: number } {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const scale = Math.fround(most === 0 ? 1 : most / 32_767);
  return { weights: Int16Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}
