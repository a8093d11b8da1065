import { besideWords, gatherLines, type Line, withoutParts } from "./arrange-terms.ts";
import { findDiscoveries, upperTail } from "./false-discovery.ts";
import { mannKendall, senSlope } from "./mann-kendall.ts";
import { mostWritten, type SaidText, tallySaid } from "./said-text.ts";

/** Something that is said a little more often from one stretch of time to the next. */
export interface SlowTerm {
  readonly key: string;
  readonly word: string;
  readonly written: ReadonlyMap<string, number>;
  /** Units that say it, in all and in each stretch. */
  readonly count: number;
  readonly counts: readonly number[];
  /** Its share of all units of each stretch; null where too little is known of one. */
  readonly shares: readonly (number | null)[];
  /** The share that the line through them has at the beginning and at the end. */
  readonly from: number;
  readonly to: number;
  /** How often chance alone would bring such a course. */
  readonly p: number;
  readonly voices: number;
  readonly texts: readonly number[];
  /** Other things that grow in the same texts, and are no line of their own. */
  readonly beside: readonly string[];
}

/** Units in all, at least; and at least one for each stretch, for what is rarer cannot be judged and only makes more tests. */
const fewestUnits = 8;
const fewestVoices = 3;
/** Units that a stretch must have for its shares to mean anything. */
const fewestInStretch = 15;
/** Stretches that a course is judged by, at least. */
const fewestStretches = 8;
/** What is in fewer of the stretches came and went. */
const leastPresence = 1 / 2;
/** What has more of its units in one stretch is a burst. */
const mostInOne = 0.4;
/** Times as frequent at the end of the line as at its beginning, at least. */
const leastGrowth = 1.5;
/** Of what is told the share that may be chance. */
const falseRate = 0.1;

/**
 * What grows slowly and steadily, as a haze does, the largest growth first: shares by stretch of time, tested for an upward
 * trend by Mann and Kendall with the correction for courses that remember (`mannKendall`), drawn by Theil and Sen. Bursts
 * are left to spikes.
 * @param texts with the number of the stretch that each is of
 */
export function slowTerms(
  texts: readonly (SaidText & { readonly stretch: number })[],
  stretches: number,
  { limit, isGathered }: { limit: number; isGathered: boolean },
): SlowTerm[] {
  const sizes = unitsByStretch(texts, stretches);
  const usable = sizes.flatMap((units, at) => (units.size >= fewestInStretch ? [at] : []));
  if (usable.length < fewestStretches) return [];
  const tested = [...tallySaid(texts).byKey.values()].flatMap((tally) => {
    const counts = countByStretch(tally.texts, texts, stretches);
    const count = counts.reduce((sum, one) => sum + one, 0);
    const present = usable.filter((at) => (counts[at] ?? 0) > 0).length;
    if (count < Math.max(fewestUnits, usable.length) || present < leastPresence * usable.length) return [];
    const shares = usable.map((at) => (counts[at] ?? 0) / (sizes[at]?.size ?? 1));
    const trend = mannKendall(shares);
    const p = upperTail(trend);
    // What chance alone brings more often than that is told of nothing, and needs no line.
    const { slope, middle } = p <= falseRate ? senSlope(shares) : { slope: 0, middle: 0 };
    const half = (slope * (usable.length - 1)) / 2;
    return [{ tally, counts, count, z: trend, p, from: middle - half, to: middle + half }];
  });
  const grown = tested.filter(
    ({ counts, count, from, to, tally }) =>
      to > leastGrowth * Math.max(0, from) &&
      to > 0 &&
      Math.max(...counts) <= mostInOne * count &&
      tally.voices.size >= fewestVoices,
  );
  const sure = findDiscoveries(grown, tested.length, falseRate).sort(
    (a, b) => b.to - b.from - (a.to - a.from) || (a.tally.key < b.tally.key ? -1 : 1),
  );
  const shown = withoutParts(sure);
  const lines: Line<(typeof shown)[number]>[] = isGathered
    ? gatherLines(shown)
    : shown.map((head) => ({ head, beside: [] }));
  return lines.slice(0, limit).map((line) => {
    const { tally, counts, count, p, from, to } = line.head;
    return {
      key: tally.key,
      word: mostWritten(tally.written),
      written: tally.written,
      count,
      counts,
      shares: sizes.map(({ size }, at) => (size >= fewestInStretch ? (counts[at] ?? 0) / size : null)),
      from: Math.max(0, from),
      to,
      p,
      voices: tally.voices.size,
      texts: tally.texts,
      beside: besideWords(line),
    };
  });
}

type Stretched = readonly (SaidText & { readonly stretch: number })[];

function unitsByStretch(texts: Stretched, stretches: number): Set<string>[] {
  const sizes = Array.from({ length: stretches }, () => new Set<string>());
  for (const { unit, stretch } of texts) sizes[stretch]?.add(unit);
  return sizes;
}

/** A unit counts once, in the stretch in which it is first seen. */
function countByStretch(indexes: readonly number[], texts: Stretched, stretches: number): number[] {
  const counts = Array.from({ length: stretches }, () => 0);
  const first = new Map<string, number>();
  for (const index of indexes) {
    const text = texts[index];
    if (text) first.set(text.unit, Math.min(text.stretch, first.get(text.unit) ?? text.stretch));
  }
  for (const stretch of first.values()) counts[stretch] = (counts[stretch] ?? 0) + 1;
  return counts;
}
