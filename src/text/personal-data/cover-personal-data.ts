import { findPersonalData } from "./find-personal-data.ts";
import type { PersonalData, PersonalDataKind } from "./finding.ts";

const dot = "•";
const SEEN = /\S/g;

/** A text of the same length in which what was found is dots, so that places in the text stay places in it. */
export type CoveredText = { text: string; covered: PersonalData[] };

/**
 * Covers personal data of some kinds with a dot for each UTF-16 unit; white space stays, so that lines break alike. What is
 * covered cannot be uncovered from the answer. Whoever needs that takes `maskPersonalData`.
 */
export function coverPersonalData(text: string, kinds: ReadonlySet<PersonalDataKind>): CoveredText {
  const covered = findPersonalData(text).filter(({ kind }) => kinds.has(kind));
  let shown = "";
  let at = 0;
  for (const { start, end } of covered) {
    shown += text.slice(at, start) + text.slice(start, end).replace(SEEN, dot);
    at = end;
  }
  return { text: shown + text.slice(at), covered };
}
