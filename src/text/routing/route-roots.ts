import { hashOf } from "../intent/hashed-layer.ts";
import type { ReadToken } from "../read/reading.ts";
import { WordNumbers } from "../read/word-numbers.ts";

/** Numbers kept of a root, side by side: `RootColumn` says which. */
export const ROOT_ROW = 4;
/** The hash of the root, where its pieces begin in `RouteRoots.pieces`, how many there are, and a mark of who uses it. */
export const RootColumn = { hash: 0, pieces: 1, pieceCount: 2, mark: 3 } as const;

const PIECE = 4;
/** Pieces of a longer word are not taken; it is no word. */
const LONGEST_WORD = 40;
/** Stands for words that are none: punctuation, faces, addresses. */
const NO_ROOT = -1;
/** Numbers handed out start anew long before they leave 32 bits. */
const MOST_NUMBERS = 2 ** 30;
const FIRST_ROOM = 1_024;

/**
 * Numbers the roots of words, from 0, and keeps the hashes that each adds to a text: itself and its pieces of four letters.
 * Whatever is numbered stays so until `clear`, which only its owner calls, between texts.
 */
export class RouteRoots {
  /** Each root by its number: the roots of the word's standard spelling with single spaces, "#" for any number. */
  readonly names: string[] = [];
  /** `ROOT_ROW` numbers for each root. */
  rows = new Int32Array(FIRST_ROOM * ROOT_ROW);
  /** The hashes of the pieces of all roots, no piece twice in a root. */
  pieces = new Int32Array(FIRST_ROOM * PIECE);
  private pieceCount = 0;
  private readonly byName = new Map<string, number>();
  /** For each word of a reader, the number of its root added to `before`. */
  private numbers = new WordNumbers();
  /** So many roots have been cleared away: lower numbers that were kept of words mean nothing any more. */
  private before = 0;

  /** The number of the root of a word by the word's own number; negative for what is no word, undefined before `learn`. */
  find(id: number, edition: number): number | undefined {
    const known = this.numbers.find(id, edition);
    if (known === undefined || known === NO_ROOT) return known;
    return known < this.before ? undefined : known - this.before;
  }

  /** Numbers the root of a token; as `find`. */
  learn(token: ReadToken | undefined): number {
    if (token === undefined) return NO_ROOT;
    const { kind, word } = token;
    if (kind !== "word" && kind !== "number") return this.numbers.keep(word, NO_ROOT);
    const name = kind === "number" ? "#" : word.roots.join(" ");
    const number = this.byName.get(name) ?? this.add(name);
    this.numbers.keep(word, this.before + number);
    return number;
  }

  /** Forgets all roots and their numbers. */
  clear(): void {
    this.before += this.names.length;
    if (this.before > MOST_NUMBERS) {
      this.before = 0;
      this.numbers = new WordNumbers();
    }
    this.names.length = 0;
    this.byName.clear();
    this.pieceCount = 0;
  }

  private add(name: string): number {
    const number = this.names.push(name) - 1;
    this.byName.set(name, number);
    const pieces = piecesOf(name);
    const row = number * ROOT_ROW;
    if (row >= this.rows.length) this.rows = widened(this.rows, row + ROOT_ROW);
    if (this.pieceCount + pieces.length > this.pieces.length)
      this.pieces = widened(this.pieces, this.pieceCount + pieces.length);
    this.pieces.set(pieces, this.pieceCount);
    this.rows[row + RootColumn.hash] = spread(hashOf(name));
    this.rows[row + RootColumn.pieces] = this.pieceCount;
    this.rows[row + RootColumn.pieceCount] = pieces.length;
    this.rows[row + RootColumn.mark] = 0;
    this.pieceCount += pieces.length;
    return number;
  }
}

function widened(from: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(2 * from.length, least));
  wider.set(from);
  return wider;
}

function piecesOf(root: string): number[] {
  if (root === "#" || root.length < PIECE || root.length > LONGEST_WORD) return [];
  const framed = `^${root}$`;
  const pieces = new Set<number>();
  for (let at = 0; at + PIECE <= framed.length; at += 1)
    pieces.add(spread(hashOf(`~${framed.slice(at, at + PIECE)}`)));
  return [...pieces];
}

/** The finish of MurmurHash3: every bit of the hash comes to depend on every other. 32 bits with a sign. */
export function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
