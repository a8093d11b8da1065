/**
 * What a code point means to the tokeniser. Kept in one byte per code point of the basic plane and filled on first
 * sight, because asking a Unicode property expression for every character is ten times slower.
 */
export const CharacterClass = {
  separator: 1,
  letter: 2,
  digit: 3,
  /** Continues a word, never begins one: combining marks, joiners, soft hyphens. */
  mark: 4,
  /** Scripts written without spaces, where each character is a word of its own. */
  ideograph: 5,
  emoji: 6,
} as const;

const LETTER = /^[\p{L}\p{Nl}]$/u;
const NUMBER = /^[\p{Nd}\p{No}]$/u;
const MARK = /^[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]$/u;
const IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
const EMOJI = /^[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]$/u;
/** Before this point the pictographs are ©, ® , ™, arrows and punctuation, which nobody searches as emoji. */
const FIRST_EMOJI = 0x2300;

const basicPlane = new Uint8Array(0x10000);
const beyond = new Map<number, number>();

function classify(codePoint: number): number {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return CharacterClass.separator;
  const character = String.fromCodePoint(codePoint);
  if (IDEOGRAPH.test(character) && LETTER.test(character)) return CharacterClass.ideograph;
  if (LETTER.test(character)) return CharacterClass.letter;
  // A vulgar fraction would fold to "1⁄2": two numbers in one word.
  if (NUMBER.test(character)) {
    return character.normalize("NFKD").includes("⁄") ? CharacterClass.separator : CharacterClass.digit;
  }
  if (MARK.test(character)) return CharacterClass.mark;
  if (codePoint >= FIRST_EMOJI && EMOJI.test(character)) return CharacterClass.emoji;
  return CharacterClass.separator;
}

/** The class of one code point (see `CharacterClass`). */
export function characterClass(codePoint: number): number {
  if (codePoint < 0x10000) {
    const known = basicPlane[codePoint];
    if (known !== undefined && known !== 0) return known;
    const found = classify(codePoint);
    basicPlane[codePoint] = found;
    return found;
  }
  const known = beyond.get(codePoint);
  if (known !== undefined) return known;
  const found = classify(codePoint);
  beyond.set(codePoint, found);
  return found;
}

/** Whether a class is that of characters of which words are made. */
export function isLetterOrDigit(kind: number): boolean {
  return kind === CharacterClass.letter || kind === CharacterClass.digit;
}
