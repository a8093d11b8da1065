/** One measured number. Networks rename what they measure, so names are data; the manifest says what they mean. */
export interface Metric {
  readonly name: string;
  readonly value: number;
}

/** Asks what became of what we said. */
export interface InsightsPort {
  /** Of posts, by their id; a post that is gone is left out. */
  ofPosts?(externalIds: readonly string[]): Promise<ReadonlyMap<string, readonly Metric[]>>;
  ofAccount?(): Promise<readonly Metric[]>;
}
