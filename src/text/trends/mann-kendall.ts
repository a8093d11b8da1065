/**
 * How surely a series goes up or down, as a standard normal score: the test of Mann (1945) and Kendall (1975) with ties,
 * where the variance is corrected for a course that remembers, as that of news does (Hamed and Rao, A modified
 * Mann-Kendall trend test for autocorrelated data, Journal of Hydrology 204, 1998). The correction never makes it surer.
 */
export function mannKendall(values: readonly number[]): number {
  const n = values.length;
  if (n < 4) return 0;
  let s = 0;
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  let variance = n * (n - 1) * (2 * n + 5);
  for (const tie of ties.values()) variance -= tie * (tie - 1) * (2 * tie + 5);
  if (variance <= 0 || s === 0) return 0;
  const score = (s - Math.sign(s)) / Math.sqrt(variance / 18);
  // What is no finding without the correction is none with it.
  return Math.abs(score) <= 1 ? score : score / Math.sqrt(memoryOf(values));
}

/** How much more the score varies because neighbours are alike: one and more. */
function memoryOf(values: readonly number[]): number {
  const n = values.length;
  const { slope } = senSlope(values);
  const ranks = ranksOf(values.map((value, at) => value - slope * at));
  const mean = (n + 1) / 2;
  const around = ranks.map((rank) => rank - mean);
  const all = around.reduce((sum, one) => sum + one * one, 0);
  if (all === 0) return 1;
  let sum = 0;
  for (let lag = 1; lag < n - 2; lag += 1) {
    let shared = 0;
    for (let at = 0; at + lag < n; at += 1) shared += (around[at] ?? 0) * (around[at + lag] ?? 0);
    const correlation = shared / all;
    // Only what is more than chance brings at one in twenty is taken for memory.
    if (Math.abs(correlation) > 1.96 / Math.sqrt(n))
      sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
  }
  return Math.max(1, 1 + (2 / (n * (n - 1) * (n - 2))) * sum);
}

/** Ranks from 1, equal values with the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (const { at } of order.slice(from, to)) ranks[at] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * The line through a series that no single value can turn: the median of the slopes between all pairs (Theil 1950, Sen
 * 1968), for one step, and the height of the line in the middle of the series.
 */
export function senSlope(values: readonly number[]): { slope: number; middle: number } {
  const slopes = new Float64Array((values.length * (values.length - 1)) / 2);
  let at = 0;
  for (let i = 0; i < values.length; i += 1)
    for (let j = i + 1; j < values.length; j += 1) {
      slopes[at] = ((values[j] ?? 0) - (values[i] ?? 0)) / (j - i);
      at += 1;
    }
  const slope = medianOf(slopes);
  const center = (values.length - 1) / 2;
  return { slope, middle: medianOf(values.map((value, n) => value - slope * (n - center))) };
}

function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
