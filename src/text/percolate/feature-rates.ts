import { type FeatureTable, featureRecord } from "./feature-table.ts";
import { grownInts } from "./int-blocks.ts";

/** As many documents as what is believed of a feature before the first one counts for. */
const PRIOR_DOCUMENTS = 32;
/** After so many documents have been counted the older ones count half. */
const HALVED_AFTER = 1 << 16;
/** The first documents are counted all, later ones now and then. */
const SAMPLED_AFTER = 1_000;
const SAMPLED_EVERY = 4;
/** What is believed of a feature that nobody has asked for yet, by what it asks. */
const priorRates = { word: 0.004, beginning: 0.02, value: 0.1, presence: 0.5 } as const;
const FIRST_REVIEW = 64;
const REVIEW_FACTOR = 8;
const RISE_THAT_MATTERS = 1.5;

export type FeatureKind = keyof typeof priorRates;

function grownFloats(floats: Float32Array, size: number): Float32Array {
  if (size <= floats.length) return floats;
  const grown = new Float32Array(size);
  grown.set(floats);
  return grown;
}

/** A running estimate of the share of documents that have each feature. */
export class FeatureRates {
  /** How often a feature must be met for it to be worth thinking again about who waits for it. */
  private reviewAt: Int32Array = new Int32Array(256);
  private documents = 0;
  private uncounted = 0;
  private born: Int32Array = new Int32Array(256);
  private priors: Float32Array = new Float32Array(256);
  /** The rate at which each feature was last taken account of. */
  private believed: Float32Array = new Float32Array(256);
  private readonly table: FeatureTable;

  constructor(table: FeatureTable) {
    this.table = table;
  }

  begin(feature: number, kind: FeatureKind): void {
    this.reviewAt = grownInts(this.reviewAt, feature + 1);
    this.born = grownInts(this.born, feature + 1);
    this.priors = grownFloats(this.priors, this.born.length);
    this.believed = grownFloats(this.believed, this.born.length);
    this.reviewAt[feature] = FIRST_REVIEW;
    this.born[feature] = this.documents;
    this.priors[feature] = priorRates[kind];
    this.believed[feature] = priorRates[kind];
  }

  /** Counts the features of one document of a few. True when that was done. */
  countDocument(present: Int32Array, presentCount: number): boolean {
    this.uncounted += 1;
    if (this.uncounted < SAMPLED_EVERY && this.documents >= SAMPLED_AFTER) return false;
    this.uncounted = 0;
    const { records } = this.table;
    for (let at = 0; at < presentCount; at += 1) {
      const place = (present[at] ?? 0) * featureRecord.size + featureRecord.met;
      records[place] = (records[place] ?? 0) + 1;
    }
    this.documents += 1;
    if (this.documents >= HALVED_AFTER) this.halve();
    return true;
  }

  private halve(): void {
    this.documents >>= 1;
    const { records, featureEnd } = this.table;
    for (let feature = 1; feature < featureEnd; feature += 1) {
      const place = feature * featureRecord.size + featureRecord.met;
      records[place] = (records[place] ?? 0) >> 1;
      this.born[feature] = (this.born[feature] ?? 0) >> 1;
      this.reviewAt[feature] = (this.reviewAt[feature] ?? 0) >> 1;
    }
  }

  private met(feature: number): number {
    return this.table.records[feature * featureRecord.size + featureRecord.met] ?? 0;
  }

  /**
   * Whether those who wait for a feature should think again, because it is more frequent than they believed. Asked
   * after the feature was met in a document that counts; looks seldom, the more seldom the oftener it was met.
   */
  takeReview(feature: number): boolean {
    const met = this.met(feature);
    if (met < (this.reviewAt[feature] ?? 0)) return false;
    this.reviewAt[feature] = Math.max(FIRST_REVIEW, met * REVIEW_FACTOR);
    const rate = this.rate(feature);
    if (rate < (this.believed[feature] ?? 0) * RISE_THAT_MATTERS) return false;
    this.believed[feature] = rate;
    return true;
  }

  /** The share of documents, 0 to 1. What many queries ask for is believed to be frequent until documents tell. */
  rate(feature: number): number {
    const documents = this.documents - (this.born[feature] ?? 0);
    const asked = 1 + Math.log2(1 + (this.table.uses[feature] ?? 0) / 16);
    const prior = Math.min(0.5, (this.priors[feature] ?? 0) * asked);
    return (this.met(feature) + PRIOR_DOCUMENTS * prior) / (documents + PRIOR_DOCUMENTS);
  }
}
