/** What makes a text hard to read. */
export const hardnessKinds = [
  "longSentence",
  "chainedClauses",
  "nominal",
  "officialese",
  "pleonasm",
  "acronym",
  "hardWord",
] as const;
export type HardnessKind = (typeof hardnessKinds)[number];

/** A place that could be plainer; offsets in UTF-16 units, end exclusive. */
export interface HardPlace {
  kind: HardnessKind;
  start: number;
  end: number;
  /** 1 worth a look, 2 should be changed. */
  severity: 1 | 2;
  /** A simpler wording where a rule knows one; the empty string means that the words can go. */
  suggestion: string | null;
}

/** What the score is made of, each part from 0 (good) to 1 (poor). */
export interface PlainnessParts {
  sentenceLength: number;
  longSentences: number;
  hardWords: number;
  officialWording: number;
  chainedClauses: number;
  acronyms: number;
}

export type PlainnessLevel = "easy" | "fair" | "hard" | "veryHard";

export interface Plainness {
  /** 0 (cannot be understood) to 100 (plain); null for texts too short to judge. */
  score: number | null;
  level: PlainnessLevel | null;
  parts: PlainnessParts;
  words: number;
  sentences: number;
  wordsPerSentence: number;
  places: HardPlace[];
}
