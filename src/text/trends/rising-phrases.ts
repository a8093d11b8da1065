import { cutText, findPhrases, sayPhrases } from "./cut-phrases.ts";
import { risingTerms } from "./rising-terms.ts";
import type { SaidText } from "./said-text.ts";

const fewestUnits = 3;

/** Words and phrases that set texts apart from earlier ones, each text for itself; the surest first. */
export function risingPhrases(
  now: readonly string[],
  before: readonly string[],
  limit: number,
): { word: string; count: number; before: number }[] {
  const cut = (side: string, texts: readonly string[]) =>
    texts.map((text, index) => cutText(`${side}${index}`, text));
  const [recent, earlier] = [cut("now ", now), cut("before ", before)];
  const book = findPhrases(recent, fewestUnits);
  const say = (texts: typeof recent): SaidText[] =>
    texts.map((text) => ({ unit: text.unit, voice: text.unit, said: sayPhrases(text, book) }));
  return risingTerms(say(recent), say(earlier), { limit, fewestUnits }).map(({ word, count, before }) => ({
    word,
    count,
    before: Math.round(before),
  }));
}
