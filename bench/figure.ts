/** One measured number, with that of a peer measured in the same run where there is one. */
export type Figure = {
  figure: string;
  value: number;
  unit: string;
  peer?: string;
  peerValue?: number;
  /** value / peerValue */
  ratio?: number;
};

export type BenchOptions = {
  /** An empty, migrated database on a durable server (fsync on). */
  connectionString: string;
  /** How many items an intake handles. */
  items: number;
  /** How many mentions lie in the store, one run for each. */
  mentions: readonly number[];
  say(line: string): void;
  /**
   * Stops the server and starts it again, as a restarted desk does: it then chooses its cache for what it holds.
   * @returns the same database's new connection string
   */
  restart(): Promise<string>;
};

/** A figure beside that of a peer. */
export const against = (figure: Omit<Figure, "ratio"> & { peer: string; peerValue: number }): Figure => ({
  ...figure,
  ratio: Number((figure.value / figure.peerValue).toFixed(2)),
});

/** The value below which `share` of the sample lies (nearest rank). */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
