import { type KeyPhrase, keyPhrases } from "../digest/key-phrases.ts";
import { type SummarySentence, summariseTexts } from "../digest/summarise-texts.ts";
import type { WordFrequency } from "../digest/word-frequency.ts";
import { findPhases } from "./find-phases.ts";
import { headlineBait } from "./headline-bait.ts";
import type { StoryText } from "./story-text.ts";
import { Terms } from "./terms.ts";
import { centreOf, nearnessOf, type WeighedText } from "./weighed-text.ts";

/** A stretch of a story in which one thing was spoken of. */
export interface StoryPhase {
  /** When its first and last texts were said, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly texts: number;
  /** The text that tells it best. */
  readonly leadId: string;
  /** Phrases of this stretch before those of the whole story. */
  readonly phrases: readonly KeyPhrase[];
}

/** What a story is about. */
export interface StoryDescription {
  /** The text whose title, or beginning, names the story best. */
  readonly leadId: string;
  readonly phrases: readonly KeyPhrase[];
  /** Sentences that sum it up, each with the text it stands in; empty where no text has a body of sentences. */
  readonly summary: readonly (SummarySentence & { readonly textId: string })[];
  readonly phases: readonly StoryPhase[];
}

/** More texts are read evenly: a story of thousands says the same many times. */
const MOST_TEXTS = 160;
const PHRASES = 8;
const PHASE_PHRASES = 4;
const SENTENCES = 3;
/** A copy of many says no more than its original, and bait does not say what happened. */
const BAIT_COST = 0.6;
/** Headlines of fewer words name little. */
const FEWEST_WORDS = 4;

/**
 * Title, key phrases, summary and phases of a story. Only quotes: nothing is worded anew.
 * @throws RangeError when there is no text
 */
export function describeStory(texts: readonly StoryText[], frequency: WordFrequency): StoryDescription {
  const inOrder = texts.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const looked = evenly(inOrder, MOST_TEXTS);
  const terms = new Terms(frequency);
  const weighed = looked.map((text): WeighedText => ({ text, vector: terms.take(text) }));
  const readings = looked.map(headOf);
  const bodied = looked.filter(({ title, body }) => title !== null && body !== null);
  const bodies = bodied.flatMap(({ body }) => body ?? []);
  const phrases = keyPhrases(readings, frequency, PHRASES);
  return {
    leadId: leadOf(weighed),
    phrases,
    summary: summariseTexts(
      bodies,
      bodied.map(({ title }) => title),
      frequency,
      SENTENCES,
    ).map((sentence) => ({ ...sentence, textId: bodied[sentence.index]?.id ?? "" })),
    phases: findPhases(weighed).map((phase, index, all) =>
      phaseOf(phase, textsUntil(inOrder, phase, all[index + 1]), frequency),
    ),
  };
}

/**
 * The text that names a story best.
 * @throws RangeError when there is no text
 */
export function chooseLead(texts: readonly StoryText[], frequency: WordFrequency): string {
  const terms = new Terms(frequency);
  return leadOf(texts.map((text) => ({ text, vector: terms.take(text) })));
}

/** The text that is nearest to all others by what its headline says, and says it plainly. */
function leadOf(weighed: readonly WeighedText[]): string {
  const centre = centreOf(weighed);
  let best: { id: string; score: number } | undefined;
  for (const one of weighed) {
    const head = headOf(one.text);
    const short = head.tokens.length < FEWEST_WORDS ? 0.5 : 1;
    // A post has no headline; where the press has one it serves better.
    const untitled = one.text.title === null ? 0.6 : 1;
    const score = nearnessOf(one.vector, centre) * (1 - BAIT_COST * headlineBait(head)) * short * untitled;
    if (best === undefined || score > best.score) best = { id: one.text.id, score };
  }
  if (best === undefined) throw new RangeError("a story has at least one text");
  return best.id;
}

/** All texts of a stretch, those that were not looked at included. */
function textsUntil(
  inOrder: readonly StoryText[],
  phase: readonly WeighedText[],
  next: readonly WeighedText[] | undefined,
): StoryText[] {
  const [from, until] = [phase[0]?.text.time ?? 0, next?.[0]?.text.time ?? Number.POSITIVE_INFINITY];
  return inOrder.filter(({ time }) => time >= from && time < until);
}

function phaseOf(
  phase: readonly WeighedText[],
  texts: readonly StoryText[],
  frequency: WordFrequency,
): StoryPhase {
  return {
    from: phase[0]?.text.time ?? 0,
    to: texts.at(-1)?.time ?? phase.at(-1)?.text.time ?? 0,
    texts: texts.length,
    leadId: leadOf(phase),
    phrases: keyPhrases(
      phase.map(({ text }) => headOf(text)),
      frequency,
      PHASE_PHRASES,
    ),
  };
}

/** What a text says first: its title, or for a post all of it. */
export const headOf = ({ title, body }: StoryText): NonNullable<StoryText["title"]> =>
  title ?? body ?? { text: "", tokens: [], ids: [], edition: 0, sentences: [] };

/** At most so many of them, first and last included, as far apart as they can be. */
function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from(
    { length: most },
    (_, at) => all[Math.round((at * (all.length - 1)) / (most - 1))],
  ).flatMap((one) => one ?? []);
}
