/** Digits written together, and where they stand. */
export interface DigitGroup {
  digits: string;
  start: number;
  end: number;
}

/** All groups of digits of a text of plain units, in order. */
export function digitGroups(plain: string): DigitGroup[] {
  return Array.from(plain.matchAll(/\d(?:\u2060*\d)*/g), ({ 0: written, index }) => ({
    digits: written.replaceAll("\u2060", ""),
    start: index,
    end: index + written.length,
  }));
}

/** Up to three signs that people put between the parts of one number; a stroke parts two of them, or a date's. */
const BETWEEN = /^[ .\-()\u2060]{1,3}$/;

/** "0811-311-2112 24 jam": hours say when a number is answered, and are no part of it. */
const HOURS = /^\d{1,2} ?jam\b/i;
const longestHours = 8;

const isJoined = (plain: string, before: DigitGroup, after: DigitGroup): boolean =>
  after.start - before.end <= 3 &&
  BETWEEN.test(plain.slice(before.end, after.start)) &&
  !(after.digits.length <= 2 && HOURS.test(plain.slice(after.start, after.start + longestHours)));

export type JoinedNumber = { digits: string; start: number; end: number; count: number };

/**
 * The longest series of joined groups from `first` on that has at most `mostDigits` digits and satisfies a condition;
 * null when there is none.
 */
export function joinedNumber(
  plain: string,
  groups: readonly DigitGroup[],
  first: number,
  mostDigits: number,
  satisfies: (digits: string, written: string) => boolean,
): JoinedNumber | null {
  let best: JoinedNumber | null = null;
  let digits = "";
  const start = groups[first]?.start ?? 0;
  for (let index = first; index < groups.length; index += 1) {
    const group = groups[index];
    const before = groups[index - 1];
    if (!group || (index > first && before && !isJoined(plain, before, group))) break;
    if (digits.length + group.digits.length > mostDigits) break;
    digits += group.digits;
    if (satisfies(digits, plain.slice(start, group.end)))
      best = { digits, start, end: group.end, count: index - first + 1 };
  }
  return best;
}
