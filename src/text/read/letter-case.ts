import type { LetterCase } from "./reading.ts";

/** How the word between two offsets is written. */
export function letterCase(text: string, start: number, end: number): LetterCase {
  let upper = 0;
  let lower = 0;
  let isFirstUpper = false;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    let isUpper = unit >= 0x41 && unit <= 0x5a;
    let isLower = unit >= 0x61 && unit <= 0x7a;
    if (unit > 0x7f) {
      const letter = text.charAt(at);
      isUpper = letter !== letter.toLowerCase();
      isLower = !isUpper && letter !== letter.toUpperCase();
    }
    if (isUpper) {
      upper += 1;
      if (lower === 0 && upper === 1) isFirstUpper = true;
    } else if (isLower) lower += 1;
  }
  if (upper === 0) return lower === 0 ? "none" : "lower";
  if (lower === 0) return upper === 1 ? "title" : "upper";
  return isFirstUpper && upper === 1 ? "title" : "mixed";
}
