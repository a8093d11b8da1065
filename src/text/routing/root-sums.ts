import { ROOT_ROW, RootColumn, type RouteRoots } from "./route-roots.ts";
import type { RouteText } from "./route-text.ts";
import type { RouterState } from "./router-state.ts";
import { UnitWeights } from "./unit-weights.ts";
import type { UnitSpread } from "./unit-words.ts";

/** So many sums are kept (16 MB), and of so many roots: a stream of new words begins the store anew. */
const MOST_SUMS = 2 ** 22;
const MOST_ROOTS = 50_000;
/** Room at first, in roots; it doubles when it is full. */
const FIRST_ROOTS = 1_024;

/** Log-odds of every unit: by the regression, and by the words, these but for an addition that is the same for all. */
export interface UnitScores {
  readonly byWeights: Float64Array;
  readonly byWords: Float64Array;
}

/**
 * Scores texts for all units. What a root adds is the same in every text until something is learned: it is summed once and
 * kept, and only pairs of words are looked up for each text.
 */
export class RootSums {
  private readonly state: RouterState;
  private readonly roots: RouteRoots;
  /** For each root by its number what it adds by the weights, then what by the words, each a number for every unit. */
  private sums = new Float32Array(0);
  /** After which lesson each root was summed. */
  private lessons = new Int32Array(FIRST_ROOTS);
  private lesson = 1;
  private spread: UnitSpread | undefined;

  constructor(state: RouterState, roots: RouteRoots) {
    this.state = state;
    this.roots = roots;
  }

  /** To be called when something was learned or taken back: what was summed before does not hold any more. */
  forget(): void {
    this.lesson += 1;
    this.spread = undefined;
  }

  /** Clears the roots away when there are too many; to be called between two texts. */
  tidy(): void {
    if (this.roots.names.length < Math.min(MOST_ROOTS, MOST_SUMS / (2 * this.state.units.length + 1))) return;
    this.roots.clear();
    this.lessons = new Int32Array(FIRST_ROOTS);
    this.sums = new Float32Array(0);
  }

  /** The scores of a text that was taken up. */
  score(text: RouteText): UnitScores {
    const { units, weights: table } = this.state;
    const count = units.length;
    this.spread ??= this.state.words.spread();
    this.makeRoom(2 * count);
    text.listPairs();
    const { distinct, distinctCount, pairs, pairCount, again, againCount } = text;
    for (let at = 0; at < distinctCount; at += 1)
      if (this.lessons[distinct[at] ?? 0] !== this.lesson) this.sum(distinct[at] ?? 0, this.spread);
    const { sums } = this;
    const { weights } = table;
    const scale = UnitWeights.scaleOf(text.hashCount);
    const byWeights = new Float64Array(count);
    const byWords = new Float64Array(count);
    for (let unit = 0; unit < count; unit += 1) {
      let weighed = 0;
      let counted = this.spread.logs[unit] ?? 0;
      for (let at = 0; at < distinctCount; at += 1) {
        const place = 2 * count * (distinct[at] ?? 0) + unit;
        weighed += sums[place] ?? 0;
        counted += sums[place + count] ?? 0;
      }
      for (let at = 0; at < pairCount; at += 1)
        weighed += weights[UnitWeights.rowOf(pairs[at] ?? 0) + unit] ?? 0;
      for (let at = 0; at < againCount; at += 1)
        weighed -= weights[UnitWeights.rowOf(again[at] ?? 0) + unit] ?? 0;
      byWeights[unit] = weighed * scale;
      byWords[unit] = counted;
    }
    return { byWeights, byWords };
  }

  private makeRoom(width: number): void {
    const roots = this.roots.names.length;
    if (roots > this.lessons.length) {
      const wider = new Int32Array(Math.max(2 * this.lessons.length, roots));
      wider.set(this.lessons);
      this.lessons = wider;
    }
    if (this.lessons.length * width <= this.sums.length) return;
    // A place holds for one width only, and the width changes by learning, after which no sum holds.
    const wider = new Float32Array(this.lessons.length * width);
    wider.set(this.sums);
    this.sums = wider;
  }

  private sum(root: number, spread: UnitSpread): void {
    const { units, words, weights: table } = this.state;
    const { rows, pieces, names } = this.roots;
    const place = 2 * units.length * root;
    const row = root * ROOT_ROW;
    const from = rows[row + RootColumn.pieces] ?? 0;
    const until = from + (rows[row + RootColumn.pieceCount] ?? 0);
    const own = UnitWeights.rowOf(rows[row + RootColumn.hash] ?? 0);
    for (let unit = 0; unit < units.length; unit += 1) {
      let sum = table.weights[own + unit] ?? 0;
      for (let piece = from; piece < until; piece += 1)
        sum += table.weights[UnitWeights.rowOf(pieces[piece] ?? 0) + unit] ?? 0;
      this.sums[place + unit] = sum;
    }
    words.write(names[root] ?? "", spread, this.sums, place + units.length);
    this.lessons[root] = this.lesson;
  }
}
