import { LONGEST_TERM } from "../tokenise.ts";
import { isBlank } from "../word-edges.ts";
import type { LetterCase } from "./reading.ts";

/** Slots at first, a power of two; they double when half of them are taken. */
const FIRST_SLOTS = 16_384;
/** Numbers a slot takes: hash, number of the spelling and one, where its letters begin, how many there are. */
const SLOT = 4;
/** Slots that are looked at for one word. Who writes words so that many share a slot gets them looked up elsewhere. */
const MOST_STEPS = 8;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Numbers words of plain letters, whatever their case, where they stand in a text: a word that is known is not cut out
 * of it. What `read` finds is asked for by the other members until it is called again.
 */
export class SpellingTable {
  letterCase: LetterCase = "none";
  private slots = new Int32Array(FIRST_SLOTS * SLOT);
  private letters = new Uint8Array(FIRST_SLOTS * SLOT);
  private used = 0;
  private count = 0;
  private hash = 0;
  private length = 0;
  private readonly word = new Uint8Array(LONGEST_TERM);

  /**
   * Reads the word of plain letters that begins at `at` and ends before a blank, a comma, or the mark of a sentence's end.
   * @returns where it ends; -1 where none stands there
   */
  read(text: string, at: number): number {
    const { word } = this;
    const until = Math.min(text.length, at + LONGEST_TERM);
    let hash = FNV_OFFSET;
    let capitals = 0;
    let end = at;
    for (; end < until; end += 1) {
      const unit = text.charCodeAt(end);
      const small = unit | 0x20;
      if (small < 0x61 || small > 0x7a || unit > 0x7a) break;
      if (unit < 0x61) capitals += 1;
      word[end - at] = small;
      hash = Math.imul(hash ^ small, FNV_PRIME);
    }
    if (end === at || !endsWord(text, end)) return -1;
    this.hash = hash ^ (hash >>> 15);
    this.length = end - at;
    const isFirstCapital = text.charCodeAt(at) < 0x61;
    this.letterCase = caseOf(capitals, end - at, isFirstCapital);
    return end;
  }

  /** The number of the word that was read, from 0; -1 where there is no room for it. */
  number(): number {
    const { slots, hash, length } = this;
    const mask = slots.length / SLOT - 1;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const slot = ((hash + step) & mask) * SLOT;
      const number = (slots[slot + 1] ?? 0) - 1;
      if (number < 0) return this.keep(slot);
      if (slots[slot] === hash && slots[slot + 3] === length && this.isAt(slots[slot + 2] ?? 0))
        return number;
    }
    return -1;
  }

  clear(): void {
    this.slots.fill(0);
    this.used = 0;
    this.count = 0;
  }

  private isAt(from: number): boolean {
    const { letters, word, length } = this;
    for (let at = 0; at < length; at += 1) if (letters[from + at] !== word[at]) return false;
    return true;
  }

  private keep(slot: number): number {
    const { slots, word, length, used, hash } = this;
    if (2 * this.count * SLOT >= slots.length) {
      this.widen();
      return this.number();
    }
    if (used + length > this.letters.length) {
      const wider = new Uint8Array(2 * (used + length));
      wider.set(this.letters);
      this.letters = wider;
    }
    this.letters.set(word.subarray(0, length), used);
    this.used += length;
    this.count += 1;
    slots.set([hash, this.count, used, length], slot);
    return this.count - 1;
  }

  private widen(): void {
    const old = this.slots;
    const wider = new Int32Array(2 * old.length);
    const mask = wider.length / SLOT - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      let step = 0;
      const slotAt = (): number => (((old[from] ?? 0) + step) & mask) * SLOT;
      while (step < MOST_STEPS && wider[slotAt() + 1] !== 0) step += 1;
      // Without a place it gets another number when it is met again.
      if (step < MOST_STEPS) wider.set(old.subarray(from, from + SLOT), slotAt());
    }
    this.slots = wider;
  }
}

/** Whether what stands at a place can only be behind a whole word: no host, abbreviation or longer word goes on. */
function endsWord(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const unit = text.charCodeAt(at);
  if (unit === 0x2e) return at + 1 >= text.length || isBlank(text.charCodeAt(at + 1));
  return isBlank(unit) || unit === 0x2c || unit === 0x21 || unit === 0x3f;
}

function caseOf(capitals: number, length: number, isFirstCapital: boolean): LetterCase {
  if (capitals === 0) return "lower";
  if (capitals === length) return length === 1 ? "title" : "upper";
  return isFirstCapital && capitals === 1 ? "title" : "mixed";
}
