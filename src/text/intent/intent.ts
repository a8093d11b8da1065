/** What the writer of a text needs from its reader, in the order of every array of scores. */
export const INTENTS = ["complaint", "question", "aspiration", "appreciation", "other"] as const;

export type Intent = (typeof INTENTS)[number];

/** A place in the text that spoke for the intent; `kind` is a message key, `weight` how much it added in log-odds. */
export interface IntentReason {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly weight: number;
}

export interface IntentResult {
  readonly intent: Intent;
  /** Sums to one. */
  readonly probabilities: Readonly<Record<Intent, number>>;
  /** The next intent, where the text clearly has two. */
  readonly second: Intent | null;
  /** The strongest first, at most six. */
  readonly reasons: readonly IntentReason[];
  /** The best probability is too low to act on without a person. */
  readonly isUnsure: boolean;
}

/** A list of words and phrases that mean the same to the rules, and towards which intents it leans before tuning. */
export interface Category {
  /** Separated by white space and bars: words, "prefix*", and phrases whose words are joined by underscores. */
  readonly words: string;
  readonly leans: Partial<Record<Intent, number>>;
}
