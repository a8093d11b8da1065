import type { WordReading } from "./reading.ts";

/** The standard words of a word, or of the key that says in which way it is read. */
export type Normalise = (exact: string, key: string) => readonly string[];

/** A word, and whether its neighbours may change how it is read. */
export type StoredWord = WordReading & { readonly isAmbiguous: boolean };

/** Numbers for words: the next one, and of which edition it is. */
export type Numbers = { next: number; edition: number };

/** Editions of words that there have been, of all readers. */
let editions = 0;

/** An edition that no words have had. */
export function nextEdition(): number {
  editions += 1;
  return editions;
}

/** Keeps words by their spelling. One counter serves several stores, so that no two words have the same number. */
export class WordStore {
  private readonly words = new Map<string, StoredWord>();
  /** The same words by the numbers of a `SpellingTable`. */
  private readonly numbered: (StoredWord | undefined)[] = [];
  /** Of these words the number, doubled, and one more for those whose neighbours matter: found without a look at the words. */
  private facts = new Int32Array(FIRST_FACTS);
  private readonly numbers: Numbers;
  private readonly normalise: Normalise;
  private readonly stem: (word: string) => string;
  private readonly isAmbiguous: ((exact: string) => boolean) | undefined;

  constructor(
    numbers: Numbers,
    normalise: Normalise,
    stem: (word: string) => string,
    isAmbiguous?: (exact: string) => boolean,
  ) {
    this.numbers = numbers;
    this.normalise = normalise;
    this.stem = stem;
    this.isAmbiguous = isAmbiguous;
  }

  /** The word `exact`, read as `key` says where one word may be read in several ways. */
  get(exact: string, key = exact): StoredWord {
    const known = this.words.get(key);
    if (known !== undefined) return known;
    const ownKey = ownString(key);
    const ownExact = key === exact ? ownKey : ownString(exact);
    const normal = this.normalise(ownExact, ownKey);
    const word = {
      id: this.numbers.next,
      edition: this.numbers.edition,
      exact: ownExact,
      normal,
      roots: normal.map((one) => this.stem(one)),
      isAmbiguous: this.isAmbiguous?.(ownExact) ?? false,
    };
    this.numbers.next += 1;
    this.words.set(ownKey, word);
    return word;
  }

  /** The word of plain letters between two places of a text, which has this number among the spellings. */
  spelt(number: number, text: string, start: number, end: number): StoredWord {
    const known = number >= 0 && number < this.numbered.length ? this.numbered[number] : undefined;
    if (known !== undefined) return known;
    const word = this.get(text.slice(start, end).toLowerCase());
    // An array that is filled in order stays a plain one.
    while (this.numbered.length <= number) this.numbered.push(undefined);
    if (number < 0) return word;
    if (number >= this.facts.length) {
      const wider = new Int32Array(2 ** Math.ceil(Math.log2(number + 1)));
      wider.set(this.facts);
      this.facts = wider;
    }
    this.numbered[number] = word;
    this.facts[number] = factsOf(word);
    return word;
  }

  /** `factsOf` a word that `spelt` has found. */
  factsAt(number: number, word: StoredWord): number {
    return number >= 0 ? (this.facts[number] ?? 0) : factsOf(word);
  }

  clear(): void {
    this.words.clear();
    this.numbered.length = 0;
  }
}

const FIRST_FACTS = 4_096;

/** A word's number, doubled, and one more where its neighbours may change how it is read. */
export const factsOf = ({ id, isAmbiguous }: StoredWord): number => 2 * id + (isAmbiguous ? 1 : 0);

/** A string with letters of its own: cut from a text, it would keep the whole text in memory. */
const ownString = (cut: string): string => [...cut].join("");
