import type { BriefStory } from "./brief-figures.ts";
import type { BriefSpike } from "./find-brief-spikes.ts";

/** How a story stands against the other side. */
export type PointCourse = "new" | "growing" | "steady" | "fading";

/** One of the things that matter, with what makes it matter. */
export type BriefPoint =
  | {
      kind: "story";
      story: BriefStory;
      before: number;
      course: PointCourse;
      spikes: BriefSpike[];
      weight: number;
    }
  | { kind: "spike"; spikes: BriefSpike[]; weight: number }
  | { kind: "tone"; share: number; shareBefore: number; count: number; weight: number };

export const mostPoints = 3;

/** What is about ourselves weighs more than what we only watch. */
const oursWeight = 1.5;
const newWeight = 1.25;
const spikeWeight = 1.5;
/** A shift of tone is told from so many mentions on both sides, and from so large a shift of the share. */
const fewestForTone = 20;
const leastShift = 0.1;

type Told = {
  stories: readonly BriefStory[];
  /** How many mentions each story has on the other side. */
  storiesBefore: ReadonlyMap<string, number>;
  spikes: readonly BriefSpike[];
  now: { mentions: number; negative: number };
  before: { mentions: number; negative: number };
  /** Whether a story began in the time that is told of. */
  isNew: (story: BriefStory) => boolean;
};

/**
 * The things that matter most, the weightiest first. Each weighs as many mentions as it has, times one and the share of
 * negative ones; half as much again if it is about ourselves, and if it is a spike; a quarter more if it is new. A spike that
 * no story explains weighs what it has above what is usual, a shift of tone the negative mentions that it added.
 */
export function choosePoints(told: Told): BriefPoint[] {
  const bySpike = Map.groupBy(told.spikes, ({ storyId }) => storyId);
  const known = new Set(told.stories.map(({ id }) => id));
  const points: BriefPoint[] = told.stories.map((story) => {
    const before = told.storiesBefore.get(story.id) ?? 0;
    const spikes = bySpike.get(story.id) ?? [];
    const course = courseOf(story.mentions, before, told.isNew(story));
    const weight =
      story.mentions *
      (1 + story.negative / story.mentions) *
      (story.is_ours ? oursWeight : 1) *
      (course === "new" ? newWeight : 1) *
      (spikes.length > 0 ? spikeWeight : 1);
    return { kind: "story", story, before, course, spikes, weight };
  });
  for (const spike of told.spikes) {
    if (spike.storyId !== null && known.has(spike.storyId)) continue;
    points.push({
      kind: "spike",
      spikes: [spike],
      weight: (spike.peak_count - spike.peak_expected) * spikeWeight,
    });
  }
  const tone = toneShift(told.now, told.before);
  if (tone) points.push(tone);
  return points.sort((a, b) => b.weight - a.weight).slice(0, mostPoints);
}

/** As many again as a half is growing, less than six tenths fading; few are neither. */
export function courseOf(now: number, before: number, isNew: boolean): PointCourse {
  if (isNew) return "new";
  if (now >= 3 && now >= 1.5 * before) return "growing";
  return now < 0.6 * before ? "fading" : "steady";
}

function toneShift(now: Told["now"], before: Told["before"]): BriefPoint | null {
  if (now.mentions < fewestForTone || before.mentions < fewestForTone) return null;
  const [share, shareBefore] = [now.negative / now.mentions, before.negative / before.mentions];
  if (share - shareBefore < leastShift) return null;
  const weight = (share - shareBefore) * now.mentions * oursWeight;
  return { kind: "tone", share, shareBefore, count: now.negative, weight };
}
