import { SKETCH_WORDS, type Sketch } from "./sketch.ts";

/** Goes up with every change of what sketches hold: those of another version say nothing to this one. */
export const SKETCH_VERSION = 2;
/** Kind, keys, words of the bitmap that are kept, and the size. */
const HEAD_BYTES = 8;

/**
 * A sketch in few bytes (little-endian): its keys, and its bitmap up to the last word that is not empty. A post of twenty
 * words takes some 150 bytes, an article some 230.
 */
export function packSketch({ kind, size, bits, keys }: Sketch): Uint8Array {
  let words = bits.length;
  while (words > 0 && bits[words - 1] === 0) words -= 1;
  const bytes = new Uint8Array(HEAD_BYTES + 4 * (keys.length + words));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind === "body" ? 1 : 0);
  view.setUint8(1, keys.length);
  view.setUint8(2, words);
  view.setUint32(4, size, true);
  for (const [at, key] of keys.entries()) view.setUint32(HEAD_BYTES + 4 * at, key, true);
  for (let at = 0; at < words; at += 1)
    view.setUint32(HEAD_BYTES + 4 * (keys.length + at), bits[at] ?? 0, true);
  return bytes;
}

/** The sketch that was packed. @throws RangeError for bytes that are none */
export function unpackSketch(bytes: Uint8Array): Sketch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [keyCount, words] = bytes.length >= HEAD_BYTES ? [view.getUint8(1), view.getUint8(2)] : [0, -1];
  if (words < 0 || words > SKETCH_WORDS || bytes.length !== HEAD_BYTES + 4 * (keyCount + words))
    throw new RangeError("these bytes are no sketch");
  const bits = new Uint32Array(SKETCH_WORDS);
  for (let at = 0; at < words; at += 1) bits[at] = view.getUint32(HEAD_BYTES + 4 * (keyCount + at), true);
  const keys = Uint32Array.from({ length: keyCount }, (_, at) => view.getUint32(HEAD_BYTES + 4 * at, true));
  return { kind: view.getUint8(0) === 1 ? "body" : "headline", size: view.getUint32(4, true), bits, keys };
}
