/** Classes of opinion words, by the section names of the lexicon; the index is the number used in the engine. */
export const OPINION_CLASSES = [
  "none",
  "praise-strong",
  "praise",
  "praise-weak",
  "thanks",
  "blame-strong",
  "blame",
  "problem",
  "event",
  "wish",
  "request",
  "report",
  "official",
  "advert",
  "question",
  "first-person",
  "face-good",
  "face-bad",
  "face",
] as const;

/** The name of a class. */
export type OpinionClassName = (typeof OPINION_CLASSES)[number];

/** The number of a class. */
export function opinionClass(name: OpinionClassName): number {
  return OPINION_CLASSES.indexOf(name);
}

/** Which way a class points when nothing turns it: 1 good, -1 bad, 0 neither. Indexed by the class's number. */
export const CLASS_DIRECTION: readonly number[] = OPINION_CLASSES.map((name) => {
  if (name === "thanks" || name.startsWith("praise") || name === "face-good") return 1;
  return name === "problem" || name.startsWith("blame") || name === "face-bad" ? -1 : 0;
});
