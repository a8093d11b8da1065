import type { ReadToken } from "./read/reading.ts";
import { tokenise } from "./tokenise.ts";

/** A phrase found at a token: what it stands for and how many tokens it takes. */
export type FoundPhrase<Value> = { value: Value; length: number };

/** Phrases of one to many words, found by their first word; a word that begins none costs one lookup. */
export class PhraseTable<Value> {
  private readonly values = new Map<string, Value>();
  /** The longest phrase, in tokens, that begins with a word. */
  private readonly longest = new Map<string, number>();

  /** Adds a phrase in any spelling; what stands for it already is given to `merge`. */
  add(phrase: string, merge: (known: Value | undefined) => Value): void {
    const words = phraseWords(phrase);
    const first = words[0];
    if (first === undefined) return;
    const key = words.join(" ");
    this.values.set(key, merge(this.values.get(key)));
    this.longest.set(first, Math.max(words.length, this.longest.get(first) ?? 0));
  }

  /** What stands for exactly this phrase. */
  get(phrase: string): Value | undefined {
    return this.values.get(phraseWords(phrase).join(" "));
  }

  /** Every phrase, as its words joined by spaces. */
  forEach(visit: (phrase: string, value: Value) => void): void {
    this.values.forEach((value, phrase) => {
      visit(phrase, value);
    });
  }

  /** Whether some phrase begins with this word. */
  hasFirst(word: string): boolean {
    return this.longest.has(word);
  }

  /** The longest phrase that begins at token `at` and ends before token `until`. */
  longestAt(tokens: readonly ReadToken[], at: number, until = tokens.length): FoundPhrase<Value> | undefined {
    const first = tokens[at];
    if (first === undefined) return undefined;
    const most = this.longest.get(first.word.exact);
    if (most === undefined) return undefined;
    let key = first.word.exact;
    const single = this.values.get(key);
    let found = single === undefined ? undefined : { value: single, length: 1 };
    for (let next = at + 1, words = 1; words < most && next < until; next += 1) {
      const token = tokens[next];
      if (token === undefined || (token.kind !== "word" && token.kind !== "number")) break;
      key = `${key} ${token.word.exact}`;
      words += 1;
      const value = this.values.get(key);
      if (value !== undefined) found = { value, length: next - at + 1 };
    }
    return found;
  }
}

/** What two spellings of one phrase have in common: those with the same key are found in the same places. */
export const phraseKey = (phrase: string): string => phraseWords(phrase).join(" ");

const PLAIN_WORDS = /^[A-Za-z]+(?: [A-Za-z]+)*$/;

function phraseWords(phrase: string): string[] {
  if (PLAIN_WORDS.test(phrase)) return phrase.toLowerCase().split(" ");
  return tokenise(phrase).flatMap(({ kind, exact }) => (kind === "alias" ? [] : [exact]));
}
