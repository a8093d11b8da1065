/** What a text, or a writer about a target, feels. */
export type Tone = "negative" | "neutral" | "positive";

/** The order in which tones are counted everywhere in this folder. */
export const TONES: readonly Tone[] = ["negative", "neutral", "positive"];

/** What decided: the places of a text and, for rules over the whole text, its whole stretch. */
export type ToneReasonKind =
  | "word"
  | "phrase"
  | "negation"
  | "contrast"
  | "intensity"
  | "face"
  | "irony"
  | "rhetoric"
  | "register";

/** One place of the text and what it added (or took) from the margin of the best tone over the other two. */
export type ToneReason = { start: number; end: number; kind: ToneReasonKind; weight: number };

/** Probabilities that add up to 1. */
export type ToneProbabilities = Record<Tone, number>;

/**
 * The tone of a text. `margin` is how far the best tone stands above the mean of the other two, in logits; the
 * weights of `reasons` and `rest` (everything too small to be named, and the model's starting point) add up to it.
 */
export type SentimentResult = {
  label: Tone | "unsure";
  best: Tone;
  probabilities: ToneProbabilities;
  margin: number;
  reasons: ToneReason[];
  rest: number;
};
