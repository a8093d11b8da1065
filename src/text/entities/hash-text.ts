/** A hash of 32 bits (FNV-1a over UTF-16 units), the same on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Spreads a kind of feature and two values over 32 bits, with a sign, so that the number needs no memory of its own; the
 * caller cuts it to the number of weights.
 */
export function featureIndex(type: number, one: number, other: number): number {
  let mixed = Math.imul(one ^ Math.imul(type, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed ^ other, 0xc2b2ae35);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0x27d4eb2f);
  return mixed ^ (mixed >>> 16);
}
