import type { Reading } from "../read/reading.ts";

/** A word of the text that speaks for a unit; `weight` is in log-odds against the mean of all units. */
export interface RouteReason {
  readonly start: number;
  readonly end: number;
  readonly kind: "word";
  readonly weight: number;
}

/** A unit that should handle the text, how likely that is among the units known, and the words that say so. */
export interface RouteSuggestion {
  readonly unit: string;
  readonly probability: number;
  readonly reasons: readonly RouteReason[];
}

/** Learns from past cases which unit handles what, one case at a time. */
export interface Router {
  /** Learns one case. False, and nothing learned, when the unit is new and as many are known as there is room for. */
  learn(reading: Reading, unit: string): boolean;
  /** Takes a learned case back: its words exactly, its share in the weights by one step the other way. */
  unlearn(reading: Reading, unit: string): void;
  /**
   * The likeliest units first, at most `limit`; none before anything was learned.
   *
   * @param explains whether the reasons are wanted, too, as they are when left out; without them they are empty
   */
  suggest(reading: Reading, limit?: number, explains?: boolean): RouteSuggestion[];
  /** All that was learned, for `makeRouter`; of bounded size. */
  save(): Uint8Array<ArrayBuffer>;
}

/** A workspace routes to so many units at most; more would be no help to whoever chooses. */
export const MOST_UNITS = 256;
