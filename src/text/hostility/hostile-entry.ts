import type { HostilityKind, Strength } from "./hostility.ts";

/** Strength with nobody near, of somebody spoken of, of somebody spoken to; 0 says nothing. */
export type Strengths = readonly [loose: Strength | 0, about: Strength | 0, direct: Strength | 0];

/** What is said of every word of a list. */
export interface HostileEntry {
  readonly kind: HostilityKind;
  readonly strengths: Strengths;
  /** Beside words of this field the plain reading is meant. */
  readonly unlessNear?: "animal";
  /** Counts as an order or an announcement only: not where it is reported, and turned around by "jangan". */
  readonly isCommand?: boolean;
}

/** A list of entries in their folded spelling, `_` for a space. */
export type HostileList = HostileEntry & { readonly words: string };
