/** So many words of a statement are looked for. */
const mostWords = 400;
/** Whoever repeats so many words in a row repeats us; sites cut long texts after some dozen. */
const beginning = 6;
const stretch = 5;

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Whether a page shows what we said: the beginning of it word by word, or at least half of it in stretches of five words.
 * Punctuation, letter case, emoji and line breaks do not count; links are often written anew by the sites.
 * @returns null where we said nothing in words
 */
export function showsWords(said: string, page: string): boolean | null {
  const ours = wordsOf(said.replace(/https?:\/\/\S+/g, " ")).slice(0, mostWords);
  if (ours.length === 0) return null;
  const theirs = ` ${wordsOf(page).join(" ")} `;
  const stands = (words: readonly string[]): boolean => theirs.includes(` ${words.join(" ")} `);
  if (stands(ours.slice(0, beginning))) return true;
  const length = Math.min(stretch, ours.length);
  const stretches = ours
    .slice(0, ours.length - length + 1)
    .map((_, index) => ours.slice(index, index + length));
  return stretches.filter(stands).length * 2 >= stretches.length;
}
