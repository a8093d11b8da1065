import { besideWords, gatherLines, type Line, withoutParts } from "./arrange-terms.ts";
import { findDiscoveries, upperTail } from "./false-discovery.ts";
import {
  effectiveUnits,
  mostWritten,
  type SaidTallies,
  type SaidTally,
  type SaidText,
  tallySaid,
} from "./said-text.ts";

/** Something that is said more often than before. */
export interface RisingTerm {
  readonly key: string;
  /** As it is most often written, and all its ways of writing by how often. */
  readonly word: string;
  readonly written: ReadonlyMap<string, number>;
  /** Units that say it, copies as one. */
  readonly count: number;
  /** How many units of the earlier time say it, and how many that would be in a time of the size of this one. */
  readonly past: number;
  readonly before: number;
  /** Times as frequent as before: between these with a probability of 0.95. */
  readonly low: number;
  readonly high: number;
  /** How many standard deviations above no change. */
  readonly z: number;
  readonly voices: number;
  /** Which of the texts say it, copies too, in their order. */
  readonly texts: readonly number[];
  /** Other things that rise in the same texts, and are no line of their own. */
  readonly beside: readonly string[];
}

export interface RisingLimits {
  /** The most that are named. */
  readonly limit: number;
  /** Units and voices below which something rises by chance. */
  readonly fewestUnits: number;
  readonly fewestVoices: number;
  /** How many times as frequent it is at least, with a probability of 0.975. */
  readonly leastRise: number;
  /** Of what is told the share that may be chance. */
  readonly falseRate: number;
  /** Whether what rises in mostly the same texts is one line. */
  readonly isGathered: boolean;
}

export const usualLimits: RisingLimits = {
  limit: 12,
  fewestUnits: 3,
  fewestVoices: 1,
  leastRise: 1.2,
  falseRate: 0.05,
  isGathered: false,
};

const deviations = 1.96;

type Scored = { tally: SaidTally; past: number; logRise: number; deviation: number; z: number; p: number };

/**
 * What sets texts apart from earlier ones, the surest first: by the likelihood ratio of both counts, where units of one
 * voice count as less (`effectiveUnits`), and so that of the whole list at most `falseRate` is expected to be chance. How
 * many times as frequent it is has its interval from Poisson counts with Jeffreys' prior. A phrase takes the place of the
 * words within it. Without earlier texts nothing can rise.
 */
export function risingTerms(
  now: readonly SaidText[],
  before: readonly SaidText[],
  limits: Partial<RisingLimits> = {},
): RisingTerm[] {
  const set = { ...usualLimits, ...limits };
  const recent = tallySaid(now);
  const earlier = tallySaid(before, recent.byKey);
  if (recent.units === 0 || earlier.units === 0) return [];
  const scored = [...recent.byKey.values()]
    .filter(({ units }) => units.size >= set.fewestUnits)
    .map((tally) => score(tally, recent.units, earlier));
  const rises = scored.filter(
    ({ tally, logRise, deviation, z }) =>
      z > 0 &&
      logRise - deviations * deviation >= Math.log(set.leastRise) &&
      tally.voices.size >= set.fewestVoices,
  );
  const sure = findDiscoveries(rises, scored.length, set.falseRate).sort(
    (a, b) => b.z - a.z || b.tally.key.length - a.tally.key.length || (a.tally.key < b.tally.key ? -1 : 1),
  );
  const shown = withoutParts(sure);
  const lines: Line<Scored>[] = set.isGathered
    ? gatherLines(shown)
    : shown.map((head) => ({ head, beside: [] }));
  const scale = recent.units / earlier.units;
  return lines.slice(0, set.limit).map((line) => {
    const { tally, past, logRise, deviation, z } = line.head;
    return {
      key: tally.key,
      word: mostWritten(tally.written),
      written: tally.written,
      count: tally.units.size,
      past,
      before: past * scale,
      low: Math.exp(logRise - deviations * deviation),
      high: Math.exp(logRise + deviations * deviation),
      z,
      voices: tally.voices.size,
      texts: tally.texts,
      beside: besideWords(line),
    };
  });
}

function score(tally: SaidTally, size: number, earlier: SaidTallies): Scored {
  const known = earlier.byKey.get(tally.key);
  const [count, past] = [tally.units.size, known?.units.size ?? 0];
  const worth = effectiveUnits(tally.voices) / count;
  const worthBefore = known === undefined ? 1 : effectiveUnits(known.voices) / past;
  const logRise =
    Math.log((count * worth + 0.5) / (size * worth)) -
    Math.log((past * worthBefore + 0.5) / (earlier.units * worthBefore));
  const deviation = Math.sqrt(1 / (count * worth + 0.5) + 1 / (past * worthBefore + 0.5));
  const z = Math.sqrt(Math.min(worth, worthBefore)) * rootOfLikelihood(count, past, size, earlier.units);
  return { tally, past, logRise, deviation, z, p: upperTail(z) };
}

/**
 * The signed root of Dunning's likelihood ratio (https://aclanthology.org/J93-1003/), a standard normal score where nothing
 * changed; half a unit is moved towards no change, as counts move in whole ones.
 */
function rootOfLikelihood(count: number, past: number, size: number, sizeBefore: number): number {
  const rate = (count + past) / (size + sizeBefore);
  const [expected, expectedBefore] = [size * rate, sizeBefore * rate];
  if (count - expected <= 0.5) return 0;
  const part = (seen: number, wanted: number): number => (seen <= 0 ? 0 : seen * Math.log(seen / wanted));
  return Math.sqrt(2 * (part(count - 0.5, expected) + part(past + 0.5, expectedBefore)));
}
