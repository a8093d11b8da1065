import type { WordReading } from "./reading.ts";

/** Numbers in a row: together one line of the processor's cache. */
const COLUMNS = 16;
/** Room at first; it doubles when it is full. */
const FIRST_ROWS = 4_096;
/** Stands where nothing is kept of a word. */
const UNKNOWN = -(2 ** 31);

/** Rows of numbers, one row for each number of a word. The first column says of which edition of words the row is. */
class Sheet {
  rows = new Int32Array(FIRST_ROWS * COLUMNS);
  columns = 1;

  /** Where the row of a word begins; a row that was another word's is emptied. */
  rowOf({ id, edition }: WordReading): number {
    const row = id * COLUMNS;
    if (row >= this.rows.length) {
      const wider = new Int32Array(2 ** Math.ceil(Math.log2(row + 1)));
      wider.set(this.rows);
      this.rows = wider;
    }
    if (this.rows[row] !== edition) {
      this.rows.fill(UNKNOWN, row, row + COLUMNS);
      this.rows[row] = edition;
    }
    return row;
  }
}

let sheet = new Sheet();

/**
 * A whole number for each word of a reader, found by the word's own number, as `WordTable` finds rows. What several
 * engines keep of a word lies side by side, so that the second one to ask finds it near the processor.
 */
export class WordNumbers {
  private readonly sheet: Sheet;
  private readonly column: number;

  constructor() {
    if (sheet.columns === COLUMNS) sheet = new Sheet();
    this.sheet = sheet;
    this.column = sheet.columns;
    sheet.columns += 1;
  }

  get({ id, edition }: WordReading): number | undefined {
    return this.find(id, edition);
  }

  /** The number of the word that has a number of its own in an edition, as `Reading` has them. */
  find(id: number, edition: number): number | undefined {
    const { rows } = this.sheet;
    const row = id * COLUMNS;
    if (row >= rows.length || rows[row] !== edition) return undefined;
    const number = rows[row + this.column];
    return number === UNKNOWN ? undefined : number;
  }

  /** Keeps the number of a word: 32 bits with a sign, but for the lowest such number. */
  keep(word: WordReading, number: number): number {
    const row = this.sheet.rowOf(word);
    this.sheet.rows[row + this.column] = number;
    return number;
  }
}
