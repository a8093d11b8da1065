import type { ReadToken } from "./read/reading.ts";
import { tokenise } from "./tokenise.ts";

/** A phrase found at a token: what it stands for and how many tokens it takes. */
export type FoundPhrase<Value> = { value: Value; length: number };

/** A step of a phrase: what stands for the words so far, and which words may follow. */
export type PhraseStep<Value> = {
  value: Value | undefined;
  next: Map<string, PhraseStep<Value>> | undefined;
};

/** Phrases of one to many words, found by their first word; a word that begins none costs one lookup. */
export class PhraseTable<Value> {
  private readonly values = new Map<string, Value>();
  private readonly firsts = new Map<string, PhraseStep<Value>>();
  private readonly seconds = new Set<string>();

  /** Adds a phrase in any spelling; what stands for it already is given to `merge`. */
  add(phrase: string, merge: (known: Value | undefined) => Value): void {
    const words = phraseWords(phrase);
    if (words.length === 0) return;
    const key = words.join(" ");
    const value = merge(this.values.get(key));
    this.values.set(key, value);
    let steps = this.firsts;
    for (const [at, word] of words.entries()) {
      let step = steps.get(word);
      if (step === undefined) {
        step = { value: undefined, next: undefined };
        steps.set(word, step);
      }
      if (at === 1) this.seconds.add(word);
      if (at === words.length - 1) step.value = value;
      else {
        step.next ??= new Map();
        steps = step.next;
      }
    }
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

  /** The phrases that begin with this word; undefined where none does. */
  stepFrom(word: string): PhraseStep<Value> | undefined {
    return this.firsts.get(word);
  }

  /** Whether the word stands second in a phrase. */
  isSecond(word: string): boolean {
    return this.seconds.has(word);
  }

  /** The longest phrase that begins at token `at` and ends before token `until`. */
  longestAt(tokens: readonly ReadToken[], at: number, until = tokens.length): FoundPhrase<Value> | undefined {
    const first = at < tokens.length ? tokens[at] : undefined;
    const step = first === undefined ? undefined : this.firsts.get(first.word.exact);
    return step === undefined ? undefined : longestFrom(step, tokens, at, until);
  }
}

/** The longest phrase from the step of the word at token `at` on that ends before token `until`. */
export function longestFrom<Value>(
  first: PhraseStep<Value>,
  tokens: readonly ReadToken[],
  at: number,
  until: number,
): FoundPhrase<Value> | undefined {
  let step: PhraseStep<Value> | undefined = first;
  let value = step.value;
  let last = at;
  for (let next = at + 1; next < until && step.next !== undefined; next += 1) {
    const token = tokens[next];
    if (token === undefined || (token.kind !== "word" && token.kind !== "number")) break;
    step = step.next.get(token.word.exact);
    if (step === undefined) break;
    if (step.value === undefined) continue;
    value = step.value;
    last = next;
  }
  return value === undefined ? undefined : { value, length: last - at + 1 };
}

/** What two spellings of one phrase have in common: those with the same key are found in the same places. */
export const phraseKey = (phrase: string): string => phraseWords(phrase).join(" ");

const PLAIN_WORDS = /^[A-Za-z]+(?: [A-Za-z]+)*$/;

function phraseWords(phrase: string): string[] {
  if (PLAIN_WORDS.test(phrase)) return phrase.toLowerCase().split(" ");
  return tokenise(phrase).flatMap(({ kind, exact }) => (kind === "alias" ? [] : [exact]));
}
