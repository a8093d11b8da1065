import { isBlank } from "../word-edges.ts";
import type { LetterCase } from "./reading.ts";

/** Slots at first, a power of two; they double when half of them are taken. */
const FIRST_SLOTS = 16_384;
/** Numbers a slot takes: three of letters, and the number of the spelling and one. */
const SLOT = 4;
/** Five bits a letter, six letters a number: a longer word is looked up elsewhere. */
const LETTERS = 6;
const LONGEST = 3 * LETTERS;
/** Slots that are looked at for one word. Who writes words so that many share a slot gets them looked up elsewhere. */
const MOST_STEPS = 8;

/**
 * Numbers words of plain letters, whatever their case, where they stand in a text: a word that is known is not cut out
 * of it, and found with one look at memory. What `read` finds is asked for by the other members until it is called again.
 */
export class SpellingTable {
  letterCase: LetterCase = "none";
  private slots = new Int32Array(FIRST_SLOTS * SLOT);
  private count = 0;
  private first = 0;
  private second = 0;
  private third = 0;

  /**
   * Reads the word of plain letters that begins at `at` and ends before a blank, a comma, or the mark of a sentence's end.
   * @returns where it ends; -1 where none stands there, or a longer one than there is room for
   */
  read(text: string, at: number): number {
    const until = Math.min(text.length, at + LONGEST);
    let [first, second, third] = [0, 0, 0];
    let capitals = 0;
    let end = at;
    for (; end < until; end += 1) {
      const unit = text.charCodeAt(end);
      const small = unit | 0x20;
      if (small < 0x61 || small > 0x7a || unit > 0x7a) break;
      if (unit < 0x61) capitals += 1;
      const letter = small & 31;
      if (end < at + LETTERS) first = (first << 5) | letter;
      else if (end < at + 2 * LETTERS) second = (second << 5) | letter;
      else third = (third << 5) | letter;
    }
    if (end === at || !endsWord(text, end)) return -1;
    this.first = first;
    this.second = second;
    this.third = third;
    const isFirstCapital = text.charCodeAt(at) < 0x61;
    this.letterCase = caseOf(capitals, end - at, isFirstCapital);
    return end;
  }

  /** The number of the word that was read, from 0; -1 where there is no room for it. */
  number(): number {
    const { slots, first, second, third } = this;
    const mask = slots.length / SLOT - 1;
    const hash = hashOf(first, second, third);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const slot = ((hash + step) & mask) * SLOT;
      const number = (slots[slot + 3] ?? 0) - 1;
      if (number < 0) return this.keep(slot);
      if (slots[slot] === first && slots[slot + 1] === second && slots[slot + 2] === third) return number;
    }
    return -1;
  }

  clear(): void {
    this.slots.fill(0);
    this.count = 0;
  }

  private keep(slot: number): number {
    const { slots, first, second, third } = this;
    if (2 * this.count * SLOT >= slots.length) {
      this.widen();
      return this.number();
    }
    this.count += 1;
    slots.set([first, second, third, this.count], slot);
    return this.count - 1;
  }

  private widen(): void {
    const old = this.slots;
    const wider = new Int32Array(2 * old.length);
    const mask = wider.length / SLOT - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 3] === 0) continue;
      const hash = hashOf(old[from] ?? 0, old[from + 1] ?? 0, old[from + 2] ?? 0);
      let step = 0;
      const slotAt = (): number => ((hash + step) & mask) * SLOT;
      while (step < MOST_STEPS && wider[slotAt() + 3] !== 0) step += 1;
      // Without a place it gets another number when it is met again.
      if (step < MOST_STEPS) wider.set(old.subarray(from, from + SLOT), slotAt());
    }
    this.slots = wider;
  }
}

/** Spreads the letters of a word over 32 bits; the steps are those of MurmurHash3 (Appleby, public domain). */
function hashOf(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0xcc9e2d51) ^ Math.imul(second, 0x1b873593) ^ Math.imul(third, 0xe6546b64);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
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
