import type { PhraseNode } from "./opinion-lexicon.ts";
import type { TurnKind } from "./turning-words.ts";

/** What is known of one written word wherever it stands; made once for each different word. */
export type ToneWord = {
  /** The word without clitics, in standard spelling: the key of its weight. */
  readonly key: string;
  readonly root: string;
  /** Hashes with a sign: such numbers need no memory of their own. */
  readonly hash: number;
  readonly rootHash: number;
  readonly turn: TurnKind;
  readonly kind: UnitKind;
  /** Where a phrase of the lexicon may begin with it. */
  readonly first: PhraseNode | undefined;
};

/** What a unit is. */
export const UnitKind = { word: 0, mark: 1, face: 2, other: 3 } as const;
/** One of the values of `UnitKind`. */
export type UnitKind = (typeof UnitKind)[keyof typeof UnitKind];

/** FNV-1a with a last mixing; 32 bits. */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return mixHash(hash);
}

/** Spreads the bits of a hash. */
export function mixHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
