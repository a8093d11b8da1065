/** Characters that join the parts of a word, and those between which a plain word stands. */

/** An apostrophe in any of the shapes in which it is typed. */
export function isApostrophe(unit: number): boolean {
  return (
    unit === 0x27 || unit === 0x2019 || unit === 0x2018 || unit === 0x60 || unit === 0xb4 || unit === 0x2032
  );
}

/** A hyphen that may stand within a word. */
export function isHyphen(unit: number): boolean {
  return unit === 0x2d || unit === 0x2010 || unit === 0x2011;
}

/** Whether a Latin letter stands at a place, at the start or behind a blank: no token goes on there. */
export function startsPlainly(text: string, at: number): boolean {
  const small = text.charCodeAt(at) | 0x20;
  return small >= 0x61 && small <= 0x7a && (at === 0 || isBlank(text.charCodeAt(at - 1)));
}

/** Whether a character is a space or ends a line. */
export const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x0a;
