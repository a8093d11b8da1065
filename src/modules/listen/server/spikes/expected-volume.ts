/**
 * How many mentions are usual for an hour of the week, learned from a stream's own past, and how unlikely a count is.
 *
 * Each hour's count is negative binomial: its mean is a level times the shape of the week; the level itself is only known
 * as well as the past is long (a gamma distribution with Jeffreys' prior), which widens what is usual when the past is
 * short; and news comes in bursts, which widens it again. What earlier spikes were must not become usual: hours above
 * what an earlier pass holds possible count as that and no more.
 */

const hoursOfWeek = 168;
/** The past counts half as much for every so many hours that it is older: four weeks. */
const halfLifeHours = 28 * 24;
/** As many weeks as the shape of all mentions counts against the stream's own hours. */
const priorWeeks = 2;
/** The burstiness that is assumed before enough was seen: a spread as large as the mean. */
const priorDispersion = 1;
const priorDispersionBlocks = 12;
const blockHours = 6;
const passes = 3;
/**
 * How much the hours before a window tell of its level: the discount of a dynamic model, in which the level wanders
 * (West and Harrison, Bayesian Forecasting and Dynamic Models, 1997, section 10.8).
 */
const latelyShare = 0.3;
/** Beyond it an hour of the past is taken for an earlier spike. */
const possibleShare = 0.999;

export type PastHours = {
  /** Mentions of each whole hour, the oldest first, up to the hour before the first that is asked about. */
  counts: ArrayLike<number>;
  /** The hour of the week, 0 to 167 in the office's zone, in which the first count lies. */
  firstHourOfWeek: number;
  /** The usual share of each hour of the week, of mean 1, from a larger stream; null for an even week. */
  prior: readonly number[] | null;
};

export type ExpectedVolume = {
  /** Hours that it was learned from. */
  pastHours: number;
  /** Mentions expected in a window, given by its hours of the week, each with the part of it that lies in the window. */
  mean(window: readonly WindowHour[]): number;
  /**
   * The probability of `count` mentions or more in a window, when nothing is the matter.
   * @param lately what the hours before the window had: a busy day goes on as one, and a quiet one makes a burst remarkable
   */
  chanceOf(count: number, window: readonly WindowHour[], lately?: Lately): number;
  /** The lowest count whose probability to be reached or passed is at most `chance`. */
  limit(chance: number, window: readonly WindowHour[]): number;
};
/** How many mentions there were in a window that ends where the one in question begins. */
export type Lately = { count: number; window: readonly WindowHour[] };
export type WindowHour = { hourOfWeek: number; part: number };

/** Learns what is usual from the past. Time grows with the number of hours. */
export function expectedVolume(past: PastHours): ExpectedVolume {
  const raw = Float64Array.from(past.counts);
  let counts: ArrayLike<number> = capped(raw, () => 3 * upperQuartile(raw) + 3);
  let fitted = learn(counts, past);
  for (let pass = 1; pass < passes; pass += 1) {
    const { limit } = fitted;
    const limits = Array.from({ length: hoursOfWeek }, (_, hourOfWeek) =>
      limit(1 - possibleShare, [{ hourOfWeek, part: 1 }]),
    );
    counts = capped(raw, (n) => limits[(past.firstHourOfWeek + n) % hoursOfWeek] ?? 0);
    fitted = learn(counts, past);
  }
  return fitted;
}

function learn(counts: ArrayLike<number>, past: PastHours): ExpectedVolume {
  const { length } = counts;
  const weights = Float64Array.from({ length }, (_, n) => 2 ** ((n - length) / halfLifeHours));
  const shape = weekShape(counts, weights, past);
  const at = (hourOfWeek: number): number => shape[hourOfWeek % hoursOfWeek] ?? 1;
  let seen = 0.5;
  let exposure = 0;
  for (let n = 0; n < length; n += 1) {
    seen += (weights[n] ?? 0) * (counts[n] ?? 0);
    exposure += (weights[n] ?? 0) * at(past.firstHourOfWeek + n);
  }
  // Without any past everything is possible, and nothing is surprising.
  const level = exposure > 0 ? seen / exposure : Number.POSITIVE_INFINITY;
  const burst = dispersion(counts, (n) => level * at(past.firstHourOfWeek + n));
  const size = 1 / (1 / seen + burst);
  const mean = (window: readonly WindowHour[]): number =>
    level * window.reduce((sum, { hourOfWeek, part }) => sum + part * at(hourOfWeek), 0);
  const chanceOf = (count: number, window: readonly WindowHour[], lately?: Lately): number => {
    if (lately === undefined) return upperTail(count, mean(window), size);
    // The level of the day, as far as the hours before tell it: gamma, by conjugacy, what was seen counting for a part.
    const shapeNow = size + latelyShare * lately.count;
    const rateNow = size + latelyShare * mean(lately.window);
    return upperTail(count, (mean(window) * shapeNow) / rateNow, shapeNow);
  };
  return {
    pastHours: length,
    mean,
    chanceOf,
    limit(chance, window) {
      let [low, high] = [0, 1];
      while (chanceOf(high, window) > chance && high < 1e9) [low, high] = [high, high * 2];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (chanceOf(middle, window) > chance) low = middle;
        else high = middle;
      }
      return high;
    },
  };
}

/** The shape of a week, of mean 1: hours of the day times days of the week, drawn to the prior while little is known. */
function weekShape(counts: ArrayLike<number>, weights: Float64Array, past: PastHours): Float64Array {
  const prior = (hour: number): number => past.prior?.[hour] ?? 1;
  const [byHour, byDay] = [new Float64Array(24), new Float64Array(7)];
  const own = new Float64Array(hoursOfWeek);
  const ownExposure = new Float64Array(hoursOfWeek);
  let total = 0;
  let exposure = 0;
  for (let n = 0; n < counts.length; n += 1) {
    const weight = weights[n] ?? 0;
    total += weight * (counts[n] ?? 0);
    exposure += weight;
  }
  const level = exposure > 0 ? total / exposure : 0;
  if (level === 0) return Float64Array.from({ length: hoursOfWeek }, (_, hour) => prior(hour));
  const [hourExposure, dayExposure] = [new Float64Array(24), new Float64Array(7)];
  const add = (hour: number, count: number, weight: number): void => {
    const [h, d] = [hour % 24, Math.floor(hour / 24)];
    byHour[h] = (byHour[h] ?? 0) + weight * count;
    byDay[d] = (byDay[d] ?? 0) + weight * count;
    hourExposure[h] = (hourExposure[h] ?? 0) + weight * level;
    dayExposure[d] = (dayExposure[d] ?? 0) + weight * level;
  };
  for (let hour = 0; hour < hoursOfWeek; hour += 1) add(hour, prior(hour) * level, priorWeeks);
  for (let n = 0; n < counts.length; n += 1) {
    const hour = (past.firstHourOfWeek + n) % hoursOfWeek;
    add(hour, counts[n] ?? 0, weights[n] ?? 0);
    own[hour] = (own[hour] ?? 0) + (weights[n] ?? 0) * (counts[n] ?? 0);
    ownExposure[hour] = (ownExposure[hour] ?? 0) + (weights[n] ?? 0) * level;
  }
  const shape = Float64Array.from({ length: hoursOfWeek }, (_, hour) => {
    const [h, d] = [hour % 24, Math.floor(hour / 24)];
    const product = ((byHour[h] ?? 0) / (hourExposure[h] ?? 1)) * ((byDay[d] ?? 0) / (dayExposure[d] ?? 1));
    const pull = priorWeeks * level;
    return ((own[hour] ?? 0) + product * pull) / ((ownExposure[hour] ?? 0) + pull);
  });
  const average = shape.reduce((sum, value) => sum + value, 0) / hoursOfWeek;
  return shape.map((value) => Math.max(value / average, 0.02));
}

/**
 * How much counts of six hours spread beyond chance: the variance beyond the mean, in squares of the mean (moments),
 * drawn to a prior while few were seen.
 */
function dispersion(counts: ArrayLike<number>, mean: (n: number) => number): number {
  let [excess, square] = [0, 0];
  let blocks = 0;
  for (let from = 0; from + blockHours <= counts.length; from += blockHours) {
    let [count, expected] = [0, 0];
    for (let n = from; n < from + blockHours; n += 1) {
      count += counts[n] ?? 0;
      expected += mean(n);
    }
    excess += (count - expected) ** 2 - expected;
    square += expected ** 2;
    blocks += 1;
  }
  const own = square > 0 ? Math.max(excess / square, 0) : priorDispersion;
  return (own * blocks + priorDispersion * priorDispersionBlocks) / (blocks + priorDispersionBlocks);
}

function capped(counts: Float64Array, cap: (n: number) => number): Float64Array {
  return counts.map((count, n) => Math.min(count, cap(n)));
}

function upperQuartile(counts: Float64Array): number {
  const sorted = counts.toSorted();
  return sorted[Math.floor(sorted.length * 0.75)] ?? 0;
}

/** P(Y ≥ count) for a negative binomial of a mean and a size (mean²/size is its variance beyond the mean). */
export function upperTail(count: number, mean: number, size: number): number {
  if (count <= 0) return 1;
  if (mean === 0) return 0;
  if (!Number.isFinite(mean)) return 1;
  const q = mean / (mean + size);
  const term = (k: number): number =>
    Math.exp(logGamma(k + size) - logGamma(size) - logGamma(k + 1) + size * Math.log1p(-q) + k * Math.log(q));
  const isUpper = count > mean;
  // Summed on the side of the smaller probability, where nothing is lost by subtraction.
  let k = isUpper ? count : count - 1;
  let probability = term(k);
  let sum = 0;
  while (k >= 0 && probability > sum * 1e-12 && probability > 0) {
    sum += probability;
    probability *= isUpper ? ((k + size) / (k + 1)) * q : k / ((k - 1 + size) * q);
    k += isUpper ? 1 : -1;
  }
  return Math.min(1, Math.max(0, isUpper ? sum : 1 - sum));
}

/** Lanczos' approximation (g = 7, nine terms), to about 15 digits for positive numbers. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = terms.reduce((total, term, n) => total + term / (x + n), 0.99999999999980993);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
