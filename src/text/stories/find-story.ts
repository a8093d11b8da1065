import type { Story, Term, TermVector } from "./story.ts";
import type { StoryDecisions } from "./story-decisions.ts";

/** Chosen on the tuning half of the labelled stories (docs/language/stories.md). */
const JOIN_FROM = 0.25;
const MERGE_FROM = 0.32;
/** Titles with bodies share more by chance than titles alone: centres of so many terms make full use of the addition. */
const RICH_TERMS = 30;
const RICH_ADDITION = 0.1;
/** A story that was silent for the full span is so much less likely to go on. */
const SILENCE_SHARE = 0.2;
const SILENCE_MS = 3 * 86_400_000;
/** After a longer silence a story is over. */
const LONGEST_SILENCE_MS = 7 * 86_400_000;
/** A term that so many stories have leads to none of them: it is common. */
const MOST_STORIES = 250;
/** The weightiest terms of a text lead to its story. */
const LOOKED_TERMS = 14;
/** Stories compared with one text, and with one story. */
const MOST_COMPARED = 16;
/** Terms of a centre by which its like are looked for. */
const LEADING_TERMS = 6;
/** A single text joins stories, it does not merge with one. */
export const FEWEST_TO_MERGE = 2;

/** A text that looks for its story. */
type Seeker = { readonly id: string; readonly time: number; readonly vector: TermVector };

/** Finds where texts and stories belong. */
export interface StoryFinder {
  /** The story that a text is nearest to, if any is near enough. */
  storyFor(text: Seeker): { story: Story; score: number } | undefined;
  /** The story that tells the same as this one, if there is one. */
  sameStory(story: Story): Story | undefined;
}

/** A finder that honours what people decided. */
export function makeStoryFinder(decisions: StoryDecisions): StoryFinder {
  const candidates = makeCandidateSearch();
  return {
    storyFor({ id, time, vector }) {
      let best: { story: Story; score: number } | undefined;
      for (const story of candidates(vector.terms, vector.weights)) {
        // Late texts come after newer ones: a story is silent before its first text also.
        const silence = Math.max(time - story.last, story.first - time);
        if (silence > LONGEST_SILENCE_MS || decisions.isBanned(id, story.id)) continue;
        const score = story.nearness(vector) * afterSilence(silence);
        if (score >= JOIN_FROM && score > (best?.score ?? 0)) best = { story, score };
      }
      return best;
    },
    sameStory(story) {
      let best: { other: Story; score: number } | undefined;
      const leading = story.topTerms(LEADING_TERMS);
      const weights = leading.map((term) => story.centre.get(term) ?? 0);
      for (const other of candidates(leading, weights)) {
        if (other === story || other.members.size < FEWEST_TO_MERGE) continue;
        if (decisions.areApart(story.id, other.id)) continue;
        const score = story.nearnessTo(other) * afterSilence(Math.abs(story.last - other.last));
        if (score >= mergeFrom(story, other) && score > (best?.score ?? 0)) best = { other, score };
      }
      return best?.other;
    },
  };
}

/** Stories that share weighty terms, most promising first. */
function makeCandidateSearch(): (terms: readonly Term[], weights: readonly number[]) => Story[] {
  /** What each story promises, by its slot; zero between questions. */
  let promises = new Float64Array(1_024);
  return (terms, weights) => {
    const met: Story[] = [];
    for (const [at, term] of terms.slice(0, LOOKED_TERMS).entries()) {
      if (term.stories.size > MOST_STORIES) continue;
      for (const [story, inCentre] of term.stories) {
        if (story.slot >= promises.length) promises = widened(promises, story.slot);
        const before = promises[story.slot] ?? 0;
        if (before === 0) met.push(story);
        promises[story.slot] = before + ((weights[at] ?? 0) * inCentre) / story.length + Number.MIN_VALUE;
      }
    }
    const best = bestOf(met, promises);
    for (const { slot } of met) promises[slot] = 0;
    return best;
  };
}

function widened(promises: Float64Array, slot: number): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(2 * slot);
  wider.set(promises);
  return wider;
}

/** The few most promising stories, best first. */
function bestOf(met: readonly Story[], promises: Float64Array): Story[] {
  const best: Story[] = [];
  const isBetter = (a: Story, b: Story): boolean => {
    const difference = (promises[a.slot] ?? 0) - (promises[b.slot] ?? 0);
    return difference > 0 || (difference === 0 && a.id < b.id);
  };
  for (const story of met) {
    const last = best.at(-1);
    if (best.length === MOST_COMPARED && last && !isBetter(story, last)) continue;
    let at = best.length;
    for (let above = best[at - 1]; above && isBetter(story, above); above = best[at - 1]) at -= 1;
    best.splice(at, 0, story);
    if (best.length > MOST_COMPARED) best.pop();
  }
  return best;
}

const afterSilence = (silenceMs: number): number =>
  1 - SILENCE_SHARE * Math.min(1, Math.max(0, silenceMs) / SILENCE_MS);

function mergeFrom(a: Story, b: Story): number {
  const rich = Math.min(1, Math.min(a.termsOfText, b.termsOfText) / RICH_TERMS);
  return MERGE_FROM + RICH_ADDITION * rich;
}
