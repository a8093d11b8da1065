import type { WordReading } from "./reading.ts";

/** Room at first; it doubles when it is full. */
const FIRST_ROWS = 4_096;

/** A whole number for each word of a reader, told once and found by the word's own number, as `WordTable` finds rows. */
export class WordNumbers {
  private readonly owners: (WordReading | undefined)[] = [];
  private numbers = new Int32Array(FIRST_ROWS);
  private readonly tell: (word: WordReading) => number;

  constructor(tell: (word: WordReading) => number) {
    this.tell = tell;
  }

  of(word: WordReading): number {
    const { id } = word;
    return id < this.owners.length && this.owners[id] === word ? (this.numbers[id] ?? 0) : this.keep(word);
  }

  private keep(word: WordReading): number {
    const { id } = word;
    if (id >= this.numbers.length) {
      const wider = new Int32Array(2 ** Math.ceil(Math.log2(id + 1)));
      wider.set(this.numbers);
      this.numbers = wider;
    }
    // An array that is filled in order stays a plain one.
    while (this.owners.length <= id) this.owners.push(undefined);
    this.owners[id] = word;
    const number = this.tell(word);
    this.numbers[id] = number;
    return number;
  }
}
