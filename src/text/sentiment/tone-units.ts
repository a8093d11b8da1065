import type { ToneWord } from "./tone-word.ts";
import type { ToneWords } from "./tone-words.ts";

/**
 * A text as the engine of tone sees it: columns with an entry for each unit, in order, of which the first `count` count.
 */
export type ToneUnits = {
  count: number;
  /** The number of each unit's word among `known`. */
  readonly numbers: Int32Array;
  /** The token of the reading that each unit comes from. */
  readonly tokens: Int32Array;
  /** Class of the opinion word that begins here; 0 for none. */
  readonly opinions: Uint8Array;
  /** How many units that word or phrase covers. */
  readonly lengths: Uint8Array;
  /** What turns each unit (`Turn`), which clause it is in, and that clause's part (`ClauseRole`). */
  readonly turns: Uint8Array;
  readonly clauses: Int32Array;
  readonly roles: Uint8Array;
  hasContrast: boolean;
  readonly known: ToneWords;
};

/** Room for some units. */
export function makeUnits(room: number, known: ToneWords): ToneUnits {
  return {
    count: 0,
    numbers: new Int32Array(room),
    tokens: new Int32Array(room),
    opinions: new Uint8Array(room),
    lengths: new Uint8Array(room),
    turns: new Uint8Array(room),
    clauses: new Int32Array(room),
    roles: new Uint8Array(room),
    hasContrast: false,
    known,
  };
}

/** The word of a unit; undefined beyond the ends of the text. */
export const wordAt = ({ count, numbers, known }: ToneUnits, at: number): ToneWord | undefined =>
  at < 0 || at >= count ? undefined : known.words[numbers[at] ?? 0];

/** The traits of a unit; none beyond the ends of the text. */
export const traitsAt = ({ count, numbers, known }: ToneUnits, at: number): number =>
  at < 0 || at >= count ? 0 : known.traits(numbers[at] ?? 0);
