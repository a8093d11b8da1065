import { groupWords } from "./group-words.ts";
import type { HostileEntry } from "./hostile-entry.ts";
import { insultWords } from "./insult-words.ts";
import { obsceneWords } from "./obscene-words.ts";
import { threatWords } from "./threat-words.ts";

export interface HostilePhrase {
  readonly words: readonly string[];
  readonly entry: HostileEntry;
}

/** A word without its lengthening: "gooblookk" and "goblok" meet in one form. */
export function unlengthened(word: string): string {
  let short = "";
  for (let at = 0; at < word.length; at += 1)
    if (word.charCodeAt(at) !== word.charCodeAt(at - 1)) short += word.charAt(at);
  return short;
}

const phrases = new Map<string, HostilePhrase[]>();
const covered: HostilePhrase[] = [];
const seen = new Set<string>();
for (const { words, ...entry } of [...groupWords, ...threatWords, ...insultWords, ...obsceneWords])
  for (const written of words.split(/\s+/)) {
    const parts = written.split("_").filter((part) => part !== "");
    const [first] = parts;
    if (first === undefined || seen.has(parts.join(" "))) continue;
    seen.add(parts.join(" "));
    const phrase = { words: parts, entry };
    for (const form of new Set([first, first.length > 4 ? unlengthened(first) : first]))
      phrases.set(form, [...(phrases.get(form) ?? []), phrase]);
    if (parts.length === 1 && entry.strengths[0] > 0 && first.length >= 3) covered.push(phrase);
  }
for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);

/** The entries that begin with a word, longest first. */
export const phrasesFrom = (word: string): readonly HostilePhrase[] => phrases.get(word) ?? [];

/** Single words that are rude wherever they stand: what a covered or spaced word may be. */
export const plainlyRude: readonly HostilePhrase[] = covered;
