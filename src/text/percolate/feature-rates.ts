import type { FeatureTable } from "./feature-table.ts";
import { grownInts } from "./int-blocks.ts";

/** As many documents as what is believed of a feature before the first one counts for. */
const PRIOR_DOCUMENTS = 32;
/** After so many documents the older ones count half. */
const HALVED_AFTER = 1 << 17;
/** What is believed of a feature that nobody has asked for yet, by what it asks. */
const priorRates = { word: 0.004, beginning: 0.02, value: 0.1, presence: 0.5 } as const;
const FIRST_REVIEW = 16;
const REVIEW_FACTOR = 4;

export type FeatureKind = keyof typeof priorRates;

/** A running estimate of the share of documents that have each feature. */
export class FeatureRates {
  /** How often each feature was met. Whoever reads documents counts here. */
  met: Int32Array = new Int32Array(256);
  /** How many meetings of a feature make it worth thinking again about who waits for it. */
  reviewAt: Int32Array = new Int32Array(256);
  private documents = 0;
  private born: Int32Array = new Int32Array(256);
  private priors: Float32Array = new Float32Array(256);
  private readonly table: FeatureTable;

  constructor(table: FeatureTable) {
    this.table = table;
  }

  begin(feature: number, kind: FeatureKind): void {
    this.met = grownInts(this.met, feature + 1);
    this.reviewAt = grownInts(this.reviewAt, feature + 1);
    this.born = grownInts(this.born, feature + 1);
    if (feature >= this.priors.length) {
      const grown = new Float32Array(this.born.length);
      grown.set(this.priors);
      this.priors = grown;
    }
    this.met[feature] = 0;
    this.reviewAt[feature] = FIRST_REVIEW;
    this.born[feature] = this.documents;
    this.priors[feature] = priorRates[kind];
  }

  countDocument(): void {
    this.documents += 1;
    if (this.documents < HALVED_AFTER) return;
    this.documents >>= 1;
    for (const counts of [this.met, this.born, this.reviewAt])
      for (let at = 0; at < counts.length; at += 1) counts[at] = (counts[at] ?? 0) >> 1;
  }

  /** The next review is due when the feature has been met a few times as often. */
  postponeReview(feature: number): void {
    this.reviewAt[feature] = Math.max(FIRST_REVIEW, (this.met[feature] ?? 0) * REVIEW_FACTOR);
  }

  /** The share of documents, 0 to 1. What many queries ask for is believed to be frequent until documents tell. */
  rate(feature: number): number {
    const documents = this.documents - (this.born[feature] ?? 0);
    const asked = 1 + (this.table.uses[feature] ?? 0) / 100;
    const prior = Math.min(0.5, (this.priors[feature] ?? 0) * asked);
    return ((this.met[feature] ?? 0) + PRIOR_DOCUMENTS * prior) / (documents + PRIOR_DOCUMENTS);
  }
}
