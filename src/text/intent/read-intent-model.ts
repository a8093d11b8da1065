import { FEATURES } from "./features.ts";
import type { HashedLayer } from "./hashed-layer.ts";
import { INTENTS } from "./intent.ts";

/** What the layers add to the features of the rules: five scores of the word layer, three of the tone layer. */
export const LAYER_FEATURES = [
  ...INTENTS.map((intent) => `words:${intent}`),
  ...["negative", "neutral", "positive"].map((tone) => `tone:${tone}`),
];

/** All that the engine knows beyond its word lists. */
export interface IntentModel {
  /** `weights[feature * 5 + intent]`, features in the order of `FEATURES` and then `LAYER_FEATURES`. */
  readonly weights: Float64Array;
  /** What texts of each kind sound like, learned from own sentences and headlines. */
  readonly words: HashedLayer;
  /** How pleased and displeased texts sound, learned from SmSA and NusaX. */
  readonly tone: HashedLayer;
}

const MAGIC = 0x47_49_4e_31;
const HEADER_BYTES = 12;

/**
 * Reads the shipped weights: a table with a line for each feature and a column for each intent, and the binary layers.
 *
 * @throws Error when the table misses a feature of this version or the binary is not one of ours.
 */
export function readIntentModel(table: string, layers: Uint8Array): IntentModel {
  const rows = new Map<string, readonly number[]>();
  for (const line of table.split("\n").slice(1)) {
    const [name = "", ...numbers] = line.split("\t");
    if (name !== "") rows.set(name, numbers.map(Number));
  }
  const names = [...FEATURES, ...LAYER_FEATURES];
  const weights = new Float64Array(names.length * INTENTS.length);
  for (const [feature, name] of names.entries()) {
    const row = rows.get(name);
    if (row?.length !== INTENTS.length || row.some(Number.isNaN)) throw new Error(`no weights for "${name}"`);
    weights.set(row, feature * INTENTS.length);
  }
  const words = readLayer(layers, 0);
  const tone = readLayer(layers, HEADER_BYTES + words.weights.length);
  return { weights, words, tone };
}

function readLayer(bytes: Uint8Array, from: number): HashedLayer {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, bytes.byteLength - from);
  if (view.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new Error("not a layer of the intent engine");
  const outputs = view.getUint16(4, true);
  const bits = view.getUint16(6, true);
  const start = bytes.byteOffset + from + HEADER_BYTES;
  const weights = new Int8Array(bytes.buffer, start, outputs * 2 ** bits);
  return { outputs, bits, step: view.getFloat32(8, true), weights };
}

/** Writes layers one after the other, as `readIntentModel` reads them. */
export function writeLayers(layers: readonly HashedLayer[]): Uint8Array<ArrayBuffer> {
  const size = layers.reduce((sum, { weights }) => sum + HEADER_BYTES + weights.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { outputs, bits, step, weights } of layers) {
    view.setUint32(at, MAGIC, true);
    view.setUint16(at + 4, outputs, true);
    view.setUint16(at + 6, bits, true);
    view.setFloat32(at + 8, step, true);
    bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), at + HEADER_BYTES);
    at += HEADER_BYTES + weights.length;
  }
  return bytes;
}
