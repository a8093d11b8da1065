import type { SentStoryDetail } from "../../contract/story.ts";
import type { StoryMemberRow } from "./read-story-members.ts";

/** Steps from which the curve's is chosen: the shortest that needs no more points than a chart shows. Hours. */
const stepHours = [1, 3, 6, 12, 24, 168];
const mostPoints = 120;
const hourMs = 3_600_000;

/** Mentions of a story in equal steps of time, by side and tone. */
export function storyCurve(members: readonly StoryMemberRow[]): SentStoryDetail["curve"] {
  const [first, last] = [members[0]?.publishedAt.getTime(), members.at(-1)?.publishedAt.getTime()];
  if (first === undefined || last === undefined) return { stepSeconds: 3_600, points: [] };
  const hours = stepHours.find((step) => (last - first) / (step * hourMs) < mostPoints) ?? 720;
  const stepMs = hours * hourMs;
  const start = Math.floor(first / stepMs);
  const points = Array.from({ length: Math.floor(last / stepMs) - start + 1 }, (_, at) => ({
    at: new Date((start + at) * stepMs).toISOString(),
    press: 0,
    public: 0,
    tones: { negative: 0, neutral: 0, positive: 0, unsure: 0 },
  }));
  for (const { publishedAt, isPress, tone } of members) {
    const point = points[Math.floor(publishedAt.getTime() / stepMs) - start];
    if (!point) continue;
    point[isPress ? "press" : "public"] += 1;
    if (tone !== null) point.tones[tone] += 1;
  }
  return { stepSeconds: stepMs / 1000, points };
}
