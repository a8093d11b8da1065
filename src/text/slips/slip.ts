/** What an office regrets having said. */
export const slipKinds = [
  "blame",
  "promise",
  "absolute",
  "partisan",
  "sarcasm",
  "insult",
  "shouting",
  "personalData",
  "noSource",
  "noDate",
] as const;
export type SlipKind = (typeof slipKinds)[number];

/**
 * A place of a draft that may be regretted; offsets in UTF-16 units, end exclusive. The reason and the advice belong to
 * the kind and are worded where people read them.
 */
export interface Slip {
  kind: SlipKind;
  /** 1 worth a look, 2 should be changed, 3 should not go out. */
  severity: 1 | 2 | 3;
  start: number;
  end: number;
  /** A safer wording where a rule knows one. */
  suggestion: string | null;
}
