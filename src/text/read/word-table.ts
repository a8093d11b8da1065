import type { WordReading } from "./reading.ts";

/**
 * What an engine knows of each word, found by the number that the reader gave the word: no hashing, and one row that
 * holds all. A number may be given again, by another reader or when a reader begins its store anew; the row then is
 * that of another word, and the word is not known any more. So there are never more rows than words of a reader.
 */
export class WordTable<Known extends { readonly word: WordReading }> {
  private readonly rows: (Known | undefined)[] = [];

  get(word: WordReading): Known | undefined {
    const known = word.id < this.rows.length ? this.rows[word.id] : undefined;
    return known !== undefined && known.word === word ? known : undefined;
  }

  /** Keeps what is known of `known.word`. */
  keep(known: Known): Known {
    const { id } = known.word;
    // An array that is filled in order stays a plain one.
    while (this.rows.length <= id) this.rows.push(undefined);
    this.rows[id] = known;
    return known;
  }
}
