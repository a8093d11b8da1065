export type EntityKind = "person" | "organisation" | "place";

/** Labels of a token: outside, or the beginning or inside of an entity. The order is that of the model's weights. */
export const LABELS = [
  "O",
  "B-person",
  "I-person",
  "B-organisation",
  "I-organisation",
  "B-place",
  "I-place",
] as const;
export const LABEL_COUNT = LABELS.length;

/** The kinds in the order of the labels: label `2k + 1` begins and `2k + 2` continues kind `k`. */
export const ENTITY_KINDS: readonly EntityKind[] = ["person", "organisation", "place"];
