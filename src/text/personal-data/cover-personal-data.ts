import { findAmongOwn } from "./find-personal-data.ts";
import type { PersonalData, PersonalDataKind } from "./finding.ts";
import type { IsOwn } from "./own-contacts.ts";

const dot = "•";
const SEEN = /\S/g;

/** A text of the same length in which what was found is dots, so that places in the text stay places in it. */
export type CoveredText = {
  text: string;
  covered: PersonalData[];
  /** Contacts of the office itself, which stay. */
  own: PersonalData[];
};

/**
 * Covers personal data of some kinds with a dot for each UTF-16 unit; white space stays, so that lines break alike. What is
 * covered cannot be uncovered from the answer. Whoever needs that takes `maskPersonalData`.
 * @param isOwn contacts of the office itself, which are not covered
 */
export function coverPersonalData(
  text: string,
  kinds: ReadonlySet<PersonalDataKind>,
  isOwn?: IsOwn,
): CoveredText {
  const { found, own } = findAmongOwn(text, isOwn);
  const covered = found.filter(({ kind }) => kinds.has(kind));
  let shown = "";
  let at = 0;
  for (const { start, end } of covered) {
    shown += text.slice(at, start) + text.slice(start, end).replace(SEEN, dot);
    at = end;
  }
  return { text: shown + text.slice(at), covered, own };
}
