import { MOST_UNITS } from "./routing.ts";

/** One table of 2 to the power of this holds the weights of all words and units; a word's units stand side by side. */
const TABLE_BITS = 20;
const MASK = 2 ** TABLE_BITS - 1;
const RATE = 0.5;
const FIRST_SQUARE = 1e-4;
/** A smaller error teaches nothing and would only touch more of the table. */
const LEAST_ERROR = 5e-4;

/** The first `count` hashes of a list. */
export interface Hashes {
  readonly hashes: Int32Array;
  readonly hashCount: number;
}

/**
 * Multinomial logistic regression learned one text at a time by AdaGrad (Duchi, Hazan and Singer 2011), its weights
 * hashed into one table, so that its size does not grow with what it learns.
 */
export class UnitWeights {
  readonly weights: Float32Array<ArrayBuffer>;
  readonly squares: Float32Array<ArrayBuffer>;

  constructor(weights?: Float32Array<ArrayBuffer>, squares?: Float32Array<ArrayBuffer>) {
    this.weights = weights ?? new Float32Array(UnitWeights.size);
    this.squares = squares ?? new Float32Array(UnitWeights.size).fill(FIRST_SQUARE);
  }

  /** How many weights there are. */
  static readonly size = MASK + 1 + MOST_UNITS;

  /** Where the weights of a hash begin, a place for each unit. */
  static rowOf(hash: number): number {
    return hash & MASK;
  }

  /** By what a sum over so many hashes is multiplied, so that long texts are as sure of themselves as short ones. */
  static scaleOf(hashes: number): number {
    return 1 / Math.sqrt(Math.max(1, hashes));
  }

  /** The log-odds of the first `units` units for the hashes of a text, evened out by how many there are. */
  score({ hashes, hashCount }: Hashes, units: number): Float64Array {
    const scores = new Float64Array(units);
    for (let at = 0; at < hashCount; at += 1) {
      const row = UnitWeights.rowOf(hashes[at] ?? 0);
      for (let unit = 0; unit < units; unit += 1)
        scores[unit] = (scores[unit] ?? 0) + (this.weights[row + unit] ?? 0);
    }
    const scale = UnitWeights.scaleOf(hashCount);
    for (let unit = 0; unit < units; unit += 1) scores[unit] = (scores[unit] ?? 0) * scale;
    return scores;
  }

  /** What the hashes of a list from one place until another add for each of the `chosen` units beyond the mean of all. */
  gains(
    hashes: Int32Array,
    from: number,
    until: number,
    chosen: readonly number[],
    units: number,
  ): Float64Array {
    const gains = new Float64Array(chosen.length);
    for (let at = from; at < until; at += 1) {
      const row = UnitWeights.rowOf(hashes[at] ?? 0);
      let sum = 0;
      for (let one = 0; one < units; one += 1) sum += this.weights[row + one] ?? 0;
      for (let one = 0; one < chosen.length; one += 1)
        gains[one] = (gains[one] ?? 0) + (this.weights[row + (chosen[one] ?? 0)] ?? 0) - sum / units;
    }
    return gains;
  }

  /** One step towards `unit` for a text, or with a `direction` of -1 away from it; `shares` is what is believed now. */
  step({ hashes, hashCount }: Hashes, unit: number, shares: Float64Array, direction: 1 | -1): void {
    const scale = UnitWeights.scaleOf(hashCount);
    for (let one = 0; one < shares.length; one += 1) {
      const error = ((shares[one] ?? 0) - (one === unit ? 1 : 0)) * scale;
      if (Math.abs(error) < LEAST_ERROR) continue;
      for (let at = 0; at < hashCount; at += 1) {
        const place = UnitWeights.rowOf(hashes[at] ?? 0) + one;
        if (direction === 1) this.squares[place] = (this.squares[place] ?? 0) + error * error;
        const pace = RATE / Math.sqrt(this.squares[place] ?? 1);
        this.weights[place] = (this.weights[place] ?? 0) - direction * pace * error;
      }
    }
  }
}
