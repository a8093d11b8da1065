import type { Reading, WordReading } from "../read/reading.ts";
import { judgedTokens } from "./mark-text.ts";

/**
 * A linear layer over hashed words and pairs of neighbouring words. Weights are whole numbers between -127 and 127,
 * `weights[bucket * outputs + output]`, and mean `weight * step`.
 */
export interface HashedLayer {
  readonly outputs: number;
  /** The number of buckets is 2 to the power of this. */
  readonly bits: number;
  readonly step: number;
  readonly weights: Int8Array;
}

/** Words kept in memory; a stream of new words begins the store anew. */
const MOST_WORDS = 100_000;
const PAIR_SALT = 0x9e3779b1;

/** FNV-1a over UTF-16 units, 32 bits, unsigned. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function hashPair(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, PAIR_SALT), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** The hash of a word: its standard spelling; a number is any number. */
function hashWord({ normal }: WordReading, isNumber: boolean): number {
  return isNumber ? hashText("#") : hashText(normal.join(" "));
}

/**
 * Lists the hashes of a text: each word, and each pair of neighbours. The mention of an account and an address count as
 * one word each, whoever is meant.
 */
export function makeHasher(): (reading: Reading) => readonly number[] {
  let known = new Map<string, number>();
  return ({ tokens }) => {
    const hashes: number[] = [];
    let before = hashText("^");
    for (const index of judgedTokens(tokens.length)) {
      const token = tokens[index];
      if (token === undefined) continue;
      const { kind, word } = token;
      let hash: number | undefined;
      if (kind === "mention" || kind === "host") hash = hashText(kind);
      else {
        hash = known.get(word.exact);
        if (hash === undefined) {
          hash = hashWord(word, kind === "number");
          if (known.size >= MOST_WORDS) known = new Map();
          known.set(word.exact, hash);
        }
      }
      hashes.push(hash, hashPair(before, hash));
      before = hash;
    }
    return hashes;
  };
}

/** The outputs of a layer for the hashes of a text, written into `into` from `from` on; evened out by its length. */
export function applyLayer(
  { outputs, bits, step, weights }: HashedLayer,
  hashes: readonly number[],
  into: Float64Array,
  from: number,
): void {
  const mask = 2 ** bits - 1;
  into.fill(0, from, from + outputs);
  for (const hash of hashes) {
    const bucket = (hash & mask) * outputs;
    for (let output = 0; output < outputs; output += 1)
      into[from + output] = (into[from + output] ?? 0) + (weights[bucket + output] ?? 0);
  }
  const scale = hashes.length === 0 ? 0 : step / Math.sqrt(hashes.length);
  for (let output = from; output < from + outputs; output += 1) into[output] = (into[output] ?? 0) * scale;
}
