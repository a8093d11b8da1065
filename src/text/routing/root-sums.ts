import { ROOT_ROW, RootColumn, type RouteRoots } from "./route-roots.ts";
import { MOST_WORDS, type RouteText } from "./route-text.ts";
import type { RouterState } from "./router-state.ts";
import { UnitWeights } from "./unit-weights.ts";
import type { UnitSpread } from "./unit-words.ts";

/** So many sums are kept (16 MB), and of so many roots: a stream of new words begins the store anew. */
const MOST_SUMS = 2 ** 22;
const MOST_ROOTS = 50_000;
/** Room at first, in roots; it doubles when it is full. */
const FIRST_ROOTS = 1_024;

/** So many units are summed up together. */
const TOGETHER = 4;

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
  /** Where the sums of the text's roots begin. */
  private readonly places = new Int32Array(MOST_WORDS);
  private scores: UnitScores = { byWeights: new Float64Array(0), byWords: new Float64Array(0) };

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
    if (
      this.roots.names.length < Math.min(MOST_ROOTS, MOST_SUMS / (2 * roomFor(this.state.units.length) + 1))
    )
      return;
    this.roots.clear();
    this.lessons = new Int32Array(FIRST_ROOTS);
    this.sums = new Float32Array(0);
  }

  /** The scores of a text that was taken up; the arrays are used again for the next one, and what stands behind the units means nothing. */
  score(text: RouteText): UnitScores {
    const { units, weights: table } = this.state;
    const room = roomFor(units.length);
    this.spread ??= this.state.words.spread();
    this.makeRoom(room);
    text.listPairs();
    const { distinct, distinctCount, pairs, pairCount, again, againCount } = text;
    const { places } = this;
    for (let at = 0; at < distinctCount; at += 1) {
      const root = distinct[at] ?? 0;
      if (this.lessons[root] !== this.lesson) this.sum(root, this.spread);
      places[at] = 2 * room * root;
    }
    const { sums, scores } = this;
    const { byWeights, byWords } = scores;
    const { weights } = table;
    const scale = UnitWeights.scaleOf(text.hashCount);
    // Four units at a time, whose sums stay where the processor adds.
    for (let unit = 0; unit < room; unit += TOGETHER) {
      let [one, two, three, four] = [0, 0, 0, 0];
      let [first, second, third, fourth] = [0, 0, 0, 0];
      for (let at = 0; at < distinctCount; at += 1) {
        const place = (places[at] ?? 0) + unit;
        one += sums[place] ?? 0;
        two += sums[place + 1] ?? 0;
        three += sums[place + 2] ?? 0;
        four += sums[place + 3] ?? 0;
        first += sums[place + room] ?? 0;
        second += sums[place + room + 1] ?? 0;
        third += sums[place + room + 2] ?? 0;
        fourth += sums[place + room + 3] ?? 0;
      }
      for (let at = 0; at < pairCount; at += 1) {
        const place = UnitWeights.rowOf(pairs[at] ?? 0) + unit;
        one += weights[place] ?? 0;
        two += weights[place + 1] ?? 0;
        three += weights[place + 2] ?? 0;
        four += weights[place + 3] ?? 0;
      }
      for (let at = 0; at < againCount; at += 1) {
        const place = UnitWeights.rowOf(again[at] ?? 0) + unit;
        one -= weights[place] ?? 0;
        two -= weights[place + 1] ?? 0;
        three -= weights[place + 2] ?? 0;
        four -= weights[place + 3] ?? 0;
      }
      byWeights[unit] = one * scale;
      byWeights[unit + 1] = two * scale;
      byWeights[unit + 2] = three * scale;
      byWeights[unit + 3] = four * scale;
      byWords[unit] = first;
      byWords[unit + 1] = second;
      byWords[unit + 2] = third;
      byWords[unit + 3] = fourth;
    }
    const { logs } = this.spread;
    for (let unit = 0; unit < units.length; unit += 1)
      byWords[unit] = (byWords[unit] ?? 0) + (logs[unit] ?? 0);
    return scores;
  }

  private makeRoom(room: number): void {
    if (this.scores.byWords.length !== room)
      this.scores = { byWeights: new Float64Array(room), byWords: new Float64Array(room) };
    const width = 2 * room;
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
    const room = roomFor(units.length);
    const place = 2 * room * root;
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
    words.write(names[root] ?? "", spread, this.sums, place + room);
    this.lessons[root] = this.lesson;
  }
}

/** Places for so many units, a few more where they do not fill their last four. */
const roomFor = (units: number): number => Math.ceil(units / TOGETHER) * TOGETHER;
