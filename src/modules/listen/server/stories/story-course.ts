import type { StoryCourse } from "../../contract/story.ts";

const hourMs = 3_600_000;
/** Lately: the hours that are compared with those before. */
export const lateHours = 6;
/** The hours before that are looked at. */
export const beforeHours = 18;
const overAfterHours = 48;

/** What the course of a story is told from: mentions of the last hours and of those before. */
export type StoryPace = { firstAt: Date; lastAt: Date; late: number; before: number };

/** How it goes with a story at an instant. */
export function courseOf({ firstAt, lastAt, late, before }: StoryPace, at: Date): StoryCourse {
  const hoursSince = (then: Date): number => (at.getTime() - then.getTime()) / hourMs;
  if (hoursSince(lastAt) > overAfterHours) return "over";
  if (hoursSince(firstAt) <= lateHours) return "new";
  // What as many hours before had, in the mean.
  const usual = (before * lateHours) / beforeHours;
  if (late >= 3 && late >= 1.5 * usual) return "growing";
  return late < 0.6 * usual || late === 0 ? "fading" : "steady";
}
