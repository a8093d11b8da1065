import type { VariantState } from "../contract/variants.ts";

/** How a state looks: what waits for somebody, what went well, and what needs its writer. */
export const stateChip: Readonly<Record<VariantState, "fact" | "own" | "brass" | "saga" | "toska">> = {
  draft: "fact",
  in_review: "brass",
  approved: "own",
  scheduled: "brass",
  sent: "toska",
  failed: "saga",
};
