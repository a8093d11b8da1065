/**
 * The probability that a standard normal variable is greater than `z` (Abramowitz and Stegun 26.2.17 below 4, error
 * under 7.5e-8; beyond that the continued fraction 26.2.14, whose relative error is small where that matters).
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 4) return density / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65)))));
  const t = 1 / (1 + 0.231_641_9 * z);
  const sum =
    t *
    (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return density * sum;
}

/**
 * Of many tests those that can be told as findings, so that among these the expected share of false ones is at most
 * `rate` (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57).
 * @param tests how many were made, also those that are not handed in
 * @returns the findings, in the order given
 */
export function findDiscoveries<T extends { readonly p: number }>(
  candidates: readonly T[],
  tests: number,
  rate: number,
): T[] {
  const sorted = candidates.map(({ p }) => p).sort((a, b) => a - b);
  let threshold = -1;
  for (const [rank, p] of sorted.entries()) if (p <= (rate * (rank + 1)) / tests) threshold = p;
  return candidates.filter(({ p }) => p <= threshold);
}
