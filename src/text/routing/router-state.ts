import { UnitWeights } from "./unit-weights.ts";
import { UnitWords, type WordCounts } from "./unit-words.ts";

/** All that a router has learned. */
export interface RouterState {
  readonly units: string[];
  readonly words: UnitWords;
  readonly weights: UnitWeights;
}

const MAGIC = 0x47_52_54_31;
const HEADER_BYTES = 8;

/** A router that has learned nothing. */
export function emptyRouterState(): RouterState {
  return { units: [], words: new UnitWords(new Map(), []), weights: new UnitWeights() };
}

/** The state as bytes: a head, the names and counts as JSON, and the two tables of weights in little-endian floats. */
export function writeRouterState({ units, words, weights }: RouterState): Uint8Array<ArrayBuffer> {
  const counts = [...words.counts].map(([word, seen]) => [word, ...[...seen].flat()]);
  const names = new TextEncoder().encode(JSON.stringify({ units, cases: words.cases, counts }));
  const start = HEADER_BYTES + names.length;
  const bytes = new Uint8Array(start + 8 * UnitWeights.size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, names.length, true);
  bytes.set(names, HEADER_BYTES);
  for (const [table, values] of [weights.weights, weights.squares].entries()) {
    const from = start + 4 * UnitWeights.size * table;
    for (let at = 0; at < values.length; at += 1) view.setFloat32(from + 4 * at, values[at] ?? 0, true);
  }
  return bytes;
}

/**
 * Reads what `writeRouterState` wrote.
 *
 * @throws Error when the bytes are something else or cut short.
 */
export function readRouterState(bytes: Uint8Array): RouterState {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new Error("not the state of a router");
  const start = HEADER_BYTES + view.getUint32(4, true);
  if (bytes.length !== start + 8 * UnitWeights.size) throw new Error("the state of a router is cut short");
  const names: { units: string[]; cases: number[]; counts: [string, ...number[]][] } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(HEADER_BYTES, start)),
  );
  const counts: WordCounts = new Map();
  for (const [word, ...flat] of names.counts) {
    const seen = new Map<number, number>();
    for (let at = 0; at + 1 < flat.length; at += 2) seen.set(flat[at] ?? 0, flat[at + 1] ?? 0);
    counts.set(word, seen);
  }
  const readTable = (from: number): Float32Array<ArrayBuffer> => {
    const values = new Float32Array(UnitWeights.size);
    for (let at = 0; at < values.length; at += 1) values[at] = view.getFloat32(from + 4 * at, true);
    return values;
  };
  const weights = new UnitWeights(readTable(start), readTable(start + 4 * UnitWeights.size));
  return { units: names.units, words: new UnitWords(counts, names.cases), weights };
}
