/** How the letters of a token speak of names, where the text's letters speak at all. */
export const CaseCode = {
  unknown: 0,
  lower: 1,
  title: 2,
  upper: 3,
  mixed: 4,
  mark: 5,
  number: 6,
  titleAtStart: 7,
} as const;
export const CASE_CODES = 8;
