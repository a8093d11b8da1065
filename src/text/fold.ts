/**
 * Folding: what makes "Jum’at", "JUM'AT" and "jumat" the same word. The same function is used for the index and
 * for the query; a change here makes every stored search vector stale.
 */

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/** Marks that only decorate: Latin and Greek diacritics, Arabic vowel signs and tatweel, Hebrew points. */
const DECORATION =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0591-\u05c7]/g;
/** Letters that Unicode does not take apart although readers and keyboards do. */
const UNDECOMPOSED = /[ßæœøđłıςþð]/g;
const UNDECOMPOSED_TO: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ł: "l",
  ı: "i",
  ς: "σ",
  þ: "th",
  ð: "d",
};

/**
 * Case, width and diacritic folding of a piece of text: NFKC, lower case, decorating marks removed.
 * Vowel signs that carry the word (Devanagari, Thai, Javanese …) and kana voicing marks stay.
 */
export function foldText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(DECORATION, "")
    .replace(UNDECOMPOSED, (letter) => UNDECOMPOSED_TO[letter] ?? letter)
    .normalize("NFKC");
}

/**
 * The form in which values of fields (outlet, author, tag …) are compared: folded, trimmed, runs of white space
 * as one space. Store this form beside the readable one when a field is to be searched.
 */
export function foldValue(value: string): string {
  return foldText(value).replace(/\s+/gu, " ").trim();
}
