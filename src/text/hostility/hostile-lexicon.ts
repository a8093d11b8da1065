import { groupWords } from "./group-words.ts";
import type { HostilityKind, Strength } from "./hostility.ts";
import { insultWords } from "./insult-words.ts";
import { obsceneWords } from "./obscene-words.ts";
import { threatWords } from "./threat-words.ts";

/** Strength with nobody near, of somebody spoken of, of somebody spoken to; 0 says nothing. */
export type Strengths = readonly [loose: Strength | 0, about: Strength | 0, direct: Strength | 0];

/** What is said of every word of a list. */
export interface HostileEntry {
  readonly kind: HostilityKind;
  readonly strengths: Strengths;
  /** Beside words of this field the plain reading is meant. */
  readonly unlessNear?: "animal";
  /** Counts as an order or an announcement only: not where it is reported, and turned around by "jangan". */
  readonly isCommand?: boolean;
}

/** A list of entries in their folded spelling, `_` for a space. */
export type HostileList = HostileEntry & { readonly words: string };

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
