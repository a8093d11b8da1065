import { hashOf, hashOfPair } from "../intent/hashed-layer.ts";
import type { Reading, ReadToken } from "../read/reading.ts";

/** A word of a text with the hashes it adds: itself, itself with the word before, and its pieces of four letters. */
export interface RouteWord {
  readonly root: string;
  readonly hashes: readonly number[];
  readonly start: number;
  readonly end: number;
}

interface KnownWord {
  readonly root: string;
  readonly hash: number;
  readonly pieces: readonly number[];
}

const PIECE = 4;
const MOST_WORDS = 50_000;
/** Longer texts are judged by their beginning; the matter stands there. */
const MOST_ROUTE_WORDS = 400;
/** Pieces of a longer word are not taken; it is no word. */
const LONGEST_WORD = 40;

/** Lists the words of a text; a hash that occurred before in the text is left out, so that nothing counts twice. */
export function makeRouteReader(): (reading: Reading) => readonly RouteWord[] {
  // A reader gives the same list for the same reading of the same word; a word may have several readings.
  let known = new Map<readonly string[], KnownWord>();
  const know = ({ kind, word }: ReadToken): KnownWord => {
    const found = known.get(word.normal);
    if (found !== undefined) return found;
    const root = kind === "number" ? "#" : word.roots.join(" ");
    const fresh = { root, hash: spread(hashOf(root)), pieces: kind === "number" ? [] : piecesOf(root) };
    if (known.size >= MOST_WORDS) known = new Map();
    known.set(word.normal, fresh);
    return fresh;
  };
  const seen = new HashSet();
  return ({ tokens }) => {
    const words: RouteWord[] = [];
    seen.clear();
    let before = 0;
    for (let at = 0; at < tokens.length && words.length < MOST_ROUTE_WORDS; at += 1) {
      const token = tokens[at];
      if (token === undefined || (token.kind !== "word" && token.kind !== "number")) continue;
      const { root, hash, pieces } = know(token);
      const hashes: number[] = [];
      if (seen.add(hash)) hashes.push(hash);
      const pair = spread(hashOfPair(before, hash));
      if (before !== 0 && seen.add(pair)) hashes.push(pair);
      for (let piece = 0; piece < pieces.length; piece += 1)
        if (seen.add(pieces[piece] ?? 0)) hashes.push(pieces[piece] ?? 0);
      before = hash;
      words.push({ root, hashes, start: token.start, end: token.end });
    }
    return words;
  };
}

const SLOTS = 2 ** 16;

/** A set of hashes that is emptied in one step; it holds those of the longest text several times over. */
class HashSet {
  private readonly hashes = new Uint32Array(SLOTS);
  private readonly rounds = new Uint32Array(SLOTS);
  private round = 0;

  clear(): void {
    this.round += 1;
    if (this.round < 2 ** 32) return;
    this.rounds.fill(0);
    this.round = 1;
  }

  /** False when the hash is there already. */
  add(hash: number): boolean {
    let slot = hash >>> 16;
    while (this.rounds[slot] === this.round) {
      if (this.hashes[slot] === hash) return false;
      slot = (slot + 1) & (SLOTS - 1);
    }
    this.rounds[slot] = this.round;
    this.hashes[slot] = hash;
    return true;
  }
}

function piecesOf(root: string): number[] {
  if (root.length < PIECE || root.length > LONGEST_WORD) return [];
  const framed = `^${root}$`;
  const pieces: number[] = [];
  for (let at = 0; at + PIECE <= framed.length; at += 1)
    pieces.push(spread(hashOf(`~${framed.slice(at, at + PIECE)}`)));
  return pieces;
}

/** The finish of MurmurHash3: every bit of the hash comes to depend on every other. Unsigned, 32 bits. */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
