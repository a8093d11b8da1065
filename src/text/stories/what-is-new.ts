import { rootOf } from "../digest/content-words.ts";
import { type KeyPhrase, keyPhrases } from "../digest/key-phrases.ts";
import type { WordFrequency } from "../digest/word-frequency.ts";
import type { Reading } from "../read/reading.ts";
import { headOf } from "./describe-story.ts";
import type { StoryText } from "./story-text.ts";

/** A phrase that is spoken of now and was not before. */
export interface NewPhrase extends KeyPhrase {
  /** How many texts had it before. */
  readonly before: number;
}

/** A phrase is new where the share of texts that have it has grown by so much. */
const GROWTH = 3;
const LOOKED_AT = 24;

/** Phrases of the texts since a time that few of the texts before had, weightiest first. */
export function whatIsNew(
  texts: readonly StoryText[],
  since: number,
  frequency: WordFrequency,
  limit: number,
): NewPhrase[] {
  const heads = (isAfter: boolean): Reading[] =>
    texts.filter(({ time }) => time >= since === isAfter).map(headOf);
  const [before, after] = [heads(false), heads(true)];
  const beforeRoots = before.map(rootsOf);
  return keyPhrases(after, frequency, LOOKED_AT)
    .map((phrase): NewPhrase => {
      const roots = phraseRoots(phrase.phrase, after);
      return { ...phrase, before: beforeRoots.filter((text) => text.includes(roots)).length };
    })
    .filter((phrase) => {
      const [shareNow, shareThen] = [phrase.texts / after.length, phrase.before / Math.max(1, before.length)];
      return shareNow >= GROWTH * shareThen;
    })
    .slice(0, Math.max(0, limit));
}

const rootsOf = ({ tokens }: Reading): string => ` ${tokens.map(rootOf).join(" ")} `;

/** The roots of a phrase as the text has them that it was taken from. */
function phraseRoots(phrase: string, texts: readonly Reading[]): string {
  for (const { text, tokens } of texts) {
    const start = text.indexOf(phrase);
    if (start < 0) continue;
    const end = start + phrase.length;
    const roots = tokens.filter((token) => token.start >= start && token.end <= end).map(rootOf);
    if (roots.length > 0) return ` ${roots.join(" ")} `;
  }
  return ` ${phrase} `;
}
