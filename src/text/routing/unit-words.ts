/** In how many cases of each unit a word stood. */
export type WordCounts = Map<string, Map<number, number>>;

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

  /** Counts the words of a case, each once, or takes them back with an `amount` of -1. */
  count(words: ReadonlySet<string>, unit: number, amount: 1 | -1): void {
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

  /** The log-odds of every unit for the words of a text. The work for a word grows with the units that it was seen in. */
  score(words: ReadonlySet<string>): Float64Array {
    const units = this.cases.length;
    const priors = this.priors();
    const scores = new Float64Array(units);
    let common = 0;
    let priorEntropy = 0;
    for (let unit = 0; unit < units; unit += 1) {
      const log = Math.log(priors[unit] ?? 1);
      scores[unit] = log;
      priorEntropy -= (priors[unit] ?? 0) * log;
    }
    const chance = Math.log(Math.max(2, units));
    for (const word of words) {
      const seen = this.counts.get(word);
      if (seen === undefined) continue;
      let times = 0;
      for (const count of seen.values()) times += count;
      const weight = 1 - Math.min(1, entropyOf(seen, times, priors, priorEntropy) / chance);
      const unseen = Math.log(PRIOR_CASES / (times + PRIOR_CASES));
      common += weight * unseen;
      for (const [unit, count] of seen) {
        const prior = priors[unit] ?? 1;
        const share = (count + PRIOR_CASES * prior) / (times + PRIOR_CASES);
        scores[unit] = (scores[unit] ?? 0) + weight * (Math.log(share / prior) - unseen);
      }
    }
    return scores.map((score) => score + common);
  }

  /** The share of each unit in all cases, none of them nothing. */
  priors(): Float64Array {
    const all = this.cases.reduce((sum, cases) => sum + cases, 0);
    return Float64Array.from(this.cases, (cases) => (cases + 1) / (all + this.cases.length));
  }
}

/** How evenly a word is spread over the units, smoothed by `SMOOTHING` cases spread like all cases. */
function entropyOf(
  seen: ReadonlyMap<number, number>,
  times: number,
  priors: Float64Array,
  priorEntropy: number,
): number {
  const all = times + SMOOTHING;
  let unseenShare = 1;
  let unseenEntropy = priorEntropy;
  let entropy = 0;
  for (const [unit, count] of seen) {
    const prior = priors[unit] ?? 1;
    unseenShare -= prior;
    unseenEntropy += prior * Math.log(prior);
    const share = (count + SMOOTHING * prior) / all;
    entropy -= share * Math.log(share);
  }
  const part = SMOOTHING / all;
  return entropy + part * (unseenEntropy - Math.max(0, unseenShare) * Math.log(part));
}
