import type { VariantState } from "../../contract/variants.ts";

/** Everything that may happen to a variant. */
export const variantEvents = [
  /** Its writer asks for approval. */
  "submit",
  /** Its writer asks no longer. */
  "take_back",
  /** Somebody else approves the version they saw. */
  "approve",
  /** Somebody sends it back, also after approval. */
  "refuse",
  /** What it says changed. */
  "change",
  /** Its approval came to its hour before it was scheduled. */
  "expire",
  /** It is handed to the sender. */
  "schedule",
  /** It is taken from the sender again, or was only practice. */
  "withdraw",
  /** It stands on its network. */
  "confirm",
  /** The sender gave it up. */
  "fail",
  /** Somebody writes on what was not sent. */
  "reopen",
] as const;
export type VariantEvent = (typeof variantEvents)[number];

/**
 * Every change of state there is: what is not here cannot happen. The one way to `scheduled` is from an approval, and
 * whatever changes the words leads back to `draft`. While it is scheduled the words cannot change.
 */
export const transitions: Readonly<
  Record<VariantState, Readonly<Partial<Record<VariantEvent, VariantState>>>>
> = {
  draft: { submit: "in_review", change: "draft" },
  in_review: { approve: "approved", refuse: "draft", take_back: "draft", change: "draft" },
  approved: { schedule: "scheduled", refuse: "draft", change: "draft", expire: "draft" },
  scheduled: { withdraw: "approved", confirm: "sent", fail: "failed" },
  failed: { schedule: "scheduled", reopen: "draft" },
  sent: {},
};

/** @throws RangeError for what cannot happen in this state */
export function stateAfter(state: VariantState, event: VariantEvent): VariantState {
  const next = transitions[state][event];
  if (next === undefined) throw new RangeError(`a variant that is ${state} cannot ${event}`);
  return next;
}

/** States in which an approval stands behind a variant. */
export const needsApproval: Readonly<Record<VariantState, boolean>> = {
  draft: false,
  in_review: false,
  approved: true,
  scheduled: true,
  sent: true,
  failed: true,
};

/** What of a draft is fixed: it says what it was approved to say, whatever becomes of the draft. */
export const isFixed = (state: VariantState): boolean =>
  state === "scheduled" || state === "sent" || state === "failed";
