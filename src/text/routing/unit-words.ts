/** In how many cases of each unit a word stood. */
export type WordCounts = Map<string, Map<number, number>>;

/** How all cases are spread over the units: the share of each, its natural logarithm, and the entropy of all. */
export interface UnitSpread {
  readonly shares: Float64Array;
  readonly logs: Float64Array;
  readonly entropy: number;
}

/** So many words are kept; beyond, those seen once are forgotten first, then those seen twice, and so on. */
const MOST_WORDS = 40_000;
/** A word that says nothing about the unit counts as this many cases spread like all cases. */
const PRIOR_CASES = 2;
const SMOOTHING = 0.9;

/**
 * Naive Bayes over words, each weighed by how far its units are from chance (one minus its normalised entropy), so that
 * greetings and place names that go everywhere weigh little. Counts can be taken back exactly.
 */
export class UnitWords {
  readonly counts: WordCounts;
  /** How many cases each unit has had. */
  readonly cases: number[];

  constructor(counts: WordCounts, cases: number[]) {
    this.counts = counts;
    this.cases = cases;
  }

  /** Counts the words of a case, which are all different, or takes them back with an `amount` of -1. */
  count(words: readonly string[], unit: number, amount: 1 | -1): void {
    this.cases[unit] = Math.max(0, (this.cases[unit] ?? 0) + amount);
    for (const word of words) {
      let units = this.counts.get(word);
      if (units === undefined) {
        if (amount === -1) continue;
        units = new Map();
        this.counts.set(word, units);
      }
      const left = (units.get(unit) ?? 0) + amount;
      if (left > 0) units.set(unit, left);
      else units.delete(unit);
      if (units.size === 0) this.counts.delete(word);
    }
    if (this.counts.size > MOST_WORDS) this.forgetRare();
  }

  private forgetRare(): void {
    for (let rare = 1; this.counts.size > MOST_WORDS * 0.8; rare += 1) {
      for (const [word, units] of this.counts) {
        let seen = 0;
        for (const times of units.values()) seen += times;
        if (seen <= rare) this.counts.delete(word);
      }
    }
  }

  /** The share of each unit in all cases, none of them nothing. */
  spread(): UnitSpread {
    const all = this.cases.reduce((sum, cases) => sum + cases, 0);
    const shares = Float64Array.from(this.cases, (cases) => (cases + 1) / (all + this.cases.length));
    const logs = shares.map(Math.log);
    const entropy = shares.reduce((sum, share, unit) => sum - share * (logs[unit] ?? 0), 0);
    return { shares, logs, entropy };
  }

  /**
   * Writes what a word adds to the log-odds of every unit, by how much more than where it was never seen, into `into` from
   * `from` on. A text's log-odds are the logarithms of the shares of `all` and the sum over its words, but for what is the same
   * for every unit. The work grows with the units that the word was seen in.
   */
  write(word: string, all: UnitSpread, into: Float32Array, from: number): void {
    const units = this.cases.length;
    into.fill(0, from, from + units);
    const seen = this.counts.get(word);
    if (seen === undefined) return;
    let times = 0;
    for (const count of seen.values()) times += count;
    const weight = 1 - Math.min(1, entropyOf(seen, times, all) / Math.log(Math.max(2, units)));
    const unseen = Math.log(PRIOR_CASES / (times + PRIOR_CASES));
    for (const [unit, count] of seen) {
      const prior = all.shares[unit] ?? 1;
      const share = (count + PRIOR_CASES * prior) / (times + PRIOR_CASES);
      into[from + unit] = weight * (Math.log(share / prior) - unseen);
    }
  }
}

/** How evenly a word is spread over the units, smoothed by `SMOOTHING` cases spread like all cases. */
function entropyOf(
  seen: ReadonlyMap<number, number>,
  times: number,
  { shares, logs, entropy }: UnitSpread,
): number {
  const all = times + SMOOTHING;
  let unseenShare = 1;
  let unseenEntropy = entropy;
  let seenEntropy = 0;
  for (const [unit, count] of seen) {
    const prior = shares[unit] ?? 1;
    unseenShare -= prior;
    unseenEntropy += prior * (logs[unit] ?? 0);
    const share = (count + SMOOTHING * prior) / all;
    seenEntropy -= share * Math.log(share);
  }
  const part = SMOOTHING / all;
  return seenEntropy + part * (unseenEntropy - Math.max(0, unseenShare) * Math.log(part));
}
