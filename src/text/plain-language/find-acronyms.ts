import type { Reading, ReadToken } from "../read/reading.ts";
import { knownAcronyms } from "./known-acronyms.ts";

/** Acronyms that a text uses without saying what they stand for, each at its first place. */
export function findAcronyms({ text, tokens }: Reading): ReadToken[] {
  const isShouted = tokens.filter(({ letterCase }) => letterCase === "upper").length * 2 > tokens.length;
  if (isShouted) return [];
  const first = new Map<string, ReadToken>();
  const explained = new Set<string>();
  for (const token of tokens) {
    const { exact } = token.word;
    const written = text.slice(token.start, token.end);
    if (token.letterCase !== "upper" || !/^[A-Z]{2,8}$/.test(written) || knownAcronyms.has(exact)) continue;
    if (isExplained(text, token)) explained.add(exact);
    if (!first.has(exact)) first.set(exact, token);
  }
  return [...first].flatMap(([exact, token]) => (explained.has(exact) ? [] : [token]));
}

/** "Badan Gizi Nasional (BGN)", and "BGN (Badan Gizi Nasional)" or "BGN atau Badan Gizi Nasional". */
function isExplained(text: string, { start, end }: ReadToken): boolean {
  const isBracketed = text[start - 1] === "(" && text[end] === ")";
  const after = text.slice(end, end + 60);
  return (
    isBracketed || /^ ?(?:\(|atau |alias |yaitu |yakni |adalah |singkatan )\p{Lu}\p{L}+ \p{Lu}/u.test(after)
  );
}
