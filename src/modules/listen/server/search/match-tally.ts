import type { Zone } from "#shared/ids.ts";
import { foldValue } from "#text/fold.ts";
import { type Bucket, bucketStart, nextBucket } from "./time-buckets.ts";

export type FacetValue = { value: string; count: number };
export type Facets = Record<"outlet" | "channel" | "lang" | "tag", FacetValue[]>;

/** Longer lists are of no use on a screen. */
const longestFacet = 50;
/** A picture has fewer bars than this; a longer histogram leaves out the empty ones. */
const mostFilled = 1_000;

type Counted = { outlet: string; channel: string; language: string };

/** Adds up matches, each with the weight it stands for, into facets and a histogram. */
export class MatchTally {
  private readonly outlets = new Map<string, { value: string; count: number }>();
  private readonly channels = new Map<string, { value: string; count: number }>();
  private readonly languages = new Map<string, { value: string; count: number }>();
  private readonly tags = new Map<string, { value: string; count: number }>();
  private readonly buckets = new Map<number, number>();
  private readonly bucket: Bucket;
  private readonly zone: Zone;

  constructor(bucket: Bucket, zone: Zone) {
    this.bucket = bucket;
    this.zone = zone;
  }

  addKind({ outlet, channel, language }: Counted, weight: number): void {
    add(this.outlets, foldValue(outlet), outlet, weight);
    add(this.channels, channel, channel, weight);
    add(this.languages, language, language, weight);
  }

  addTime(atMs: number, weight: number): void {
    const start = bucketStart(atMs, this.bucket, this.zone);
    this.buckets.set(start, (this.buckets.get(start) ?? 0) + weight);
  }

  addTag(key: string, tag: string, weight: number): void {
    add(this.tags, key, tag, weight);
  }

  facets(): Facets {
    return {
      outlet: ranked(this.outlets),
      channel: ranked(this.channels),
      lang: ranked(this.languages),
      tag: ranked(this.tags),
    };
  }

  /** Buckets of a span in order, empty ones too unless they are too many to draw. */
  histogram(fromMs: number, untilMs: number): { at: string; count: number }[] {
    const starts: number[] = [];
    for (
      let start = bucketStart(fromMs, this.bucket, this.zone);
      start < untilMs && starts.length <= mostFilled;
      start = nextBucket(start, this.bucket, this.zone)
    )
      starts.push(start);
    const shown = starts.length > mostFilled ? [...this.buckets.keys()].sort((a, b) => a - b) : starts;
    return shown.map((start) => ({
      at: new Date(start).toISOString(),
      count: Math.round(this.buckets.get(start) ?? 0),
    }));
  }

  total(): number {
    return Math.round([...this.buckets.values()].reduce((sum, count) => sum + count, 0));
  }
}

function add(counts: Map<string, FacetValue>, key: string, value: string, weight: number): void {
  const known = counts.get(key);
  if (known) known.count += weight;
  else counts.set(key, { value, count: weight });
}

const ranked = (counts: ReadonlyMap<string, FacetValue>): FacetValue[] =>
  [...counts.values()]
    .map(({ value, count }) => ({ value, count: Math.round(count) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, longestFacet);
