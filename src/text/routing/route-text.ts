import { hashOfPair } from "../intent/hashed-layer.ts";
import type { Reading } from "../read/reading.ts";
import { HashSet } from "./hash-set.ts";
import { ROOT_ROW, RootColumn, RouteRoots, spread } from "./route-roots.ts";

/** Longer texts are judged by their beginning; the matter stands there. */
export const MOST_WORDS = 400;
const FIRST_HASHES = 1_024;

/**
 * A text as routing sees it: its words by the numbers of their roots, and the hashes that they add. There is one of these
 * for a router, which `read`s one text after the other into it.
 */
export class RouteText {
  readonly roots = new RouteRoots();
  /** The roots of the first `count` words in the order of the text, and which tokens they are. */
  readonly words = new Int32Array(MOST_WORDS);
  readonly tokens = new Int32Array(MOST_WORDS);
  count = 0;
  /** The roots that occur, each once, in the order of the text. */
  readonly distinct = new Int32Array(MOST_WORDS);
  distinctCount = 0;
  /** After `listHashes`: what the text adds, nothing twice, and for each word where the hashes behind its own begin. */
  hashes = new Int32Array(FIRST_HASHES);
  readonly ends = new Int32Array(MOST_WORDS);
  hashCount = 0;
  /** After `listPairs`: the hashes of pairs of neighbours, each once. */
  readonly pairs = new Int32Array(MOST_WORDS);
  pairCount = 0;
  /** After `listPairs`: the hashes of pieces that a root shares with one before it, once for every time it comes again. */
  again = new Int32Array(FIRST_HASHES);
  againCount = 0;
  private readonly seen = new HashSet();
  /** Of the text at hand; roots of the text carry it. */
  private mark = 0;
  /** How many hashes there are at most in the text at hand. */
  private most = 0;

  /** Takes a text up. */
  read({ tokens, ids, edition }: Reading): void {
    const { roots, words, distinct } = this;
    this.mark = this.mark === 2 ** 31 - 1 ? this.forgetMarks() : this.mark + 1;
    const { mark } = this;
    let count = 0;
    let distinctCount = 0;
    let most = 0;
    for (let at = 0; at < ids.length && count < MOST_WORDS; at += 1) {
      const root = roots.find(ids[at] ?? 0, edition) ?? roots.learn(tokens[at]);
      if (root < 0) continue;
      words[count] = root;
      this.tokens[count] = at;
      count += 1;
      const row = root * ROOT_ROW;
      if (roots.rows[row + RootColumn.mark] === mark) continue;
      roots.rows[row + RootColumn.mark] = mark;
      distinct[distinctCount] = root;
      distinctCount += 1;
      most += roots.rows[row + RootColumn.pieceCount] ?? 0;
    }
    this.count = count;
    this.distinctCount = distinctCount;
    // Each word by itself and with the one before it.
    this.most = most + 2 * count;
  }

  /** Lists every hash of the text in its order, for learning and for reasons. */
  listHashes(): void {
    const { seen, words, ends, roots } = this;
    if (this.hashes.length < this.most) this.hashes = new Int32Array(2 * this.most);
    const { hashes } = this;
    seen.begin(this.most);
    let listed = 0;
    let before = 0;
    for (let at = 0; at < this.count; at += 1) {
      const row = (words[at] ?? 0) * ROOT_ROW;
      const hash = roots.rows[row + RootColumn.hash] ?? 0;
      if (seen.add(hash)) hashes[listed++] = hash;
      if (before !== 0) {
        const pair = spread(hashOfPair(before, hash));
        if (seen.add(pair)) hashes[listed++] = pair;
      }
      const from = roots.rows[row + RootColumn.pieces] ?? 0;
      const until = from + (roots.rows[row + RootColumn.pieceCount] ?? 0);
      for (let piece = from; piece < until; piece += 1) {
        const own = roots.pieces[piece] ?? 0;
        if (seen.add(own)) hashes[listed++] = own;
      }
      before = hash;
      ends[at] = listed;
    }
    this.hashCount = listed;
  }

  /**
   * Lists what there is beside the hashes of each distinct root by itself, and counts all hashes as `listHashes` does: a sum
   * over them is that over the distinct roots and the pairs, without those that come `again`.
   */
  listPairs(): void {
    const { seen, words, distinct, roots, pairs } = this;
    if (this.again.length < this.most) this.again = new Int32Array(2 * this.most);
    const { again } = this;
    seen.begin(this.most);
    let hashes = this.distinctCount;
    let repeated = 0;
    for (let at = 0; at < this.distinctCount; at += 1) {
      const row = (distinct[at] ?? 0) * ROOT_ROW;
      const from = roots.rows[row + RootColumn.pieces] ?? 0;
      const until = from + (roots.rows[row + RootColumn.pieceCount] ?? 0);
      for (let piece = from; piece < until; piece += 1) {
        const own = roots.pieces[piece] ?? 0;
        if (!seen.add(own)) again[repeated++] = own;
      }
      hashes += until - from;
    }
    let paired = 0;
    let before = 0;
    for (let at = 0; at < this.count; at += 1) {
      const hash = roots.rows[(words[at] ?? 0) * ROOT_ROW + RootColumn.hash] ?? 0;
      if (before !== 0) {
        const pair = spread(hashOfPair(before, hash));
        if (seen.add(pair)) pairs[paired++] = pair;
      }
      before = hash;
    }
    this.pairCount = paired;
    this.againCount = repeated;
    this.hashCount = hashes + paired - repeated;
  }

  /** The distinct roots themselves. */
  names(): string[] {
    return Array.from(this.distinct.subarray(0, this.distinctCount), (root) => this.roots.names[root] ?? "");
  }

  private forgetMarks(): number {
    for (let row = 0; row < this.roots.rows.length; row += ROOT_ROW)
      this.roots.rows[row + RootColumn.mark] = 0;
    return 1;
  }
}
