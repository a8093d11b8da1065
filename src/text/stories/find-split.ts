import type { HeldText } from "./story-shelf.ts";
import { centreOf, nearnessOf, nearnessOfCentres, type TermCentre } from "./weighed-text.ts";

/** Chosen on the tuning half of the labelled stories (docs/language/stories.md). */
const APART_BELOW = 0.12;
/** A part that has fewer texts, or a smaller share, is no story of its own. */
const FEWEST_TEXTS = 5;
const LEAST_SHARE = 0.15;
const FEWEST_TO_SPLIT = 12;
/** The newest texts show what a story is about. */
const MOST_TEXTS = 240;
const ROUNDS = 5;

/** The texts of a story that are about something else than the rest of it, if they fall into two. */
export function findSplit(texts: readonly HeldText[]): string[] | undefined {
  const looked = texts.slice(-MOST_TEXTS);
  if (looked.length < FEWEST_TO_SPLIT) return undefined;
  // The texts farthest from the middle and from each other begin the two parts (the idea of bisecting k-means).
  const middle = centreOf(looked);
  const first = farthest(looked, middle);
  const second = farthest(looked, centreOf([first]));
  let parts: [HeldText[], HeldText[]] = [[first], [second]];
  let centres: [TermCentre, TermCentre] = [centreOf([first]), centreOf([second])];
  for (let round = 0; round < ROUNDS; round += 1) {
    parts = [[], []];
    for (const text of looked)
      parts[nearnessOf(text.vector, centres[1]) > nearnessOf(text.vector, centres[0]) ? 1 : 0].push(text);
    if (parts[0].length === 0 || parts[1].length === 0) return undefined;
    centres = [centreOf(parts[0]), centreOf(parts[1])];
  }
  const smaller = parts[0].length < parts[1].length ? parts[0] : parts[1];
  if (smaller.length < Math.max(FEWEST_TEXTS, LEAST_SHARE * looked.length)) return undefined;
  if (nearnessOfCentres(centres[0], centres[1]) >= APART_BELOW) return undefined;
  return smaller.map(({ id }) => id);
}

function farthest(texts: readonly HeldText[], centre: TermCentre): HeldText {
  let found: { text: HeldText; nearness: number } | undefined;
  for (const text of texts) {
    const near = nearnessOf(text.vector, centre);
    if (found === undefined || near < found.nearness) found = { text, nearness: near };
  }
  if (found === undefined) throw new RangeError("there are no texts");
  return found.text;
}
