import type { Zone } from "#shared/ids.ts";
import { foldValue } from "#text/fold.ts";
import { type ToneCounts, tone as toneShape } from "../../contract/analysis.ts";
import { type Bucket, bucketStart, nextBucket } from "./time-buckets.ts";

export type FacetValue = { value: string; count: number };
export type FacetName = "outlet" | "channel" | "lang" | "tag" | "tone" | "intent" | "hostile" | "place";
export type Facets = Record<FacetName, FacetValue[]>;

/** Longer lists are of no use on a screen. */
const longestFacet = 50;
/** A map shows every province and regency. */
const mostPlaces = 600;
/** A picture has fewer bars than this; a longer histogram leaves out the empty ones. */
const mostFilled = 1_000;

type Counted = { outlet: string; channel: string; language: string };
type BucketTally = { count: number; tones: ToneCounts };

/** Adds up matches, each with the weight it stands for, into facets and a histogram. */
export class MatchTally {
  private readonly values = new Map<FacetName, Map<string, FacetValue>>();
  private readonly buckets = new Map<number, BucketTally>();
  private readonly bucket: Bucket;
  private readonly zone: Zone;

  constructor(bucket: Bucket, zone: Zone) {
    this.bucket = bucket;
    this.zone = zone;
  }

  addKind({ outlet, channel, language }: Counted, weight: number): void {
    this.add("outlet", foldValue(outlet), outlet, weight);
    this.add("channel", channel, channel, weight);
    this.add("lang", language, language, weight);
  }

  addTime(atMs: number, weight: number): void {
    this.bucketAt(atMs).count += weight;
  }

  addTone(atMs: number, tone: string, weight: number): void {
    const known = toneShape.safeParse(tone);
    if (!known.success) return;
    this.bucketAt(atMs).tones[known.data] += weight;
    this.add("tone", tone, tone, weight);
  }

  addTag(key: string, tag: string, weight: number): void {
    this.add("tag", key, tag, weight);
  }

  addTrait(facet: "intent" | "hostile" | "place", value: string, weight: number): void {
    this.add(facet, value, value, weight);
  }

  facets(): Facets {
    const ranked = (facet: FacetName, most = longestFacet): FacetValue[] =>
      [...(this.values.get(facet)?.values() ?? [])]
        .map(({ value, count }) => ({ value, count: Math.round(count) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, most);
    return {
      outlet: ranked("outlet"),
      channel: ranked("channel"),
      lang: ranked("lang"),
      tag: ranked("tag"),
      tone: ranked("tone"),
      intent: ranked("intent"),
      hostile: ranked("hostile"),
      place: ranked("place", mostPlaces),
    };
  }

  /** Buckets of a span in order, empty ones too unless they are too many to draw. */
  histogram(fromMs: number, untilMs: number): { at: string; count: number; tones: ToneCounts }[] {
    const starts: number[] = [];
    for (
      let start = bucketStart(fromMs, this.bucket, this.zone);
      start < untilMs && starts.length <= mostFilled;
      start = nextBucket(start, this.bucket, this.zone)
    )
      starts.push(start);
    const shown = starts.length > mostFilled ? [...this.buckets.keys()].sort((a, b) => a - b) : starts;
    return shown.map((start) => {
      const { count, tones } = this.buckets.get(start) ?? emptyBucket();
      return {
        at: new Date(start).toISOString(),
        count: Math.round(count),
        tones: {
          negative: Math.round(tones.negative),
          neutral: Math.round(tones.neutral),
          positive: Math.round(tones.positive),
          unsure: Math.round(tones.unsure),
        },
      };
    });
  }

  total(): number {
    return Math.round([...this.buckets.values()].reduce((sum, { count }) => sum + count, 0));
  }

  private bucketAt(atMs: number): BucketTally {
    const start = bucketStart(atMs, this.bucket, this.zone);
    const known = this.buckets.get(start);
    if (known) return known;
    const fresh = emptyBucket();
    this.buckets.set(start, fresh);
    return fresh;
  }

  private add(facet: FacetName, key: string, value: string, weight: number): void {
    const counts = this.values.get(facet) ?? new Map<string, FacetValue>();
    this.values.set(facet, counts);
    const known = counts.get(key);
    if (known) known.count += weight;
    else counts.set(key, { value, count: weight });
  }
}

const emptyBucket = (): BucketTally => ({
  count: 0,
  tones: { negative: 0, neutral: 0, positive: 0, unsure: 0 },
});
