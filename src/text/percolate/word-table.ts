import { IntBlocks } from "./int-blocks.ts";

/** Units in a key: four to a number, those after the eighth apart. */
const LONGEST = 24;
const KEY = 6;
const SLOT = 4;
const TAIL = KEY - 2;
/** Places in a slot: two numbers of the key, the block with the rest (0 for none), the value (0 for an empty slot). */
const place = { first: 0, second: 1, tail: 2, value: 3 } as const;
/** How many words may be looked up together: while one waits for memory the others go on. */
export const wordsTogether = 32;
/** Stands for the head of a word that does not fit into the table. */
export const unpacked = -1;

const mixed = (hash: number, packed: number): number => {
  const joined = Math.imul(hash ^ packed, 0x9e3779b1);
  return joined ^ (joined >>> 15);
};

/**
 * Words with a number above 0 each. Words of up to 24 units from U+0001 to U+00FE stand in a flat table by their hash, so that
 * asking for one costs about one wait for memory where a `Map` of strings takes several; the rest are in a `Map`.
 */
export class WordTable {
  size = 0;
  /** After `answer` the number of each word that was asked for, in order. */
  readonly values: Int32Array = new Int32Array(wordsTogether);
  private asked = 0;
  private slots: Int32Array = new Int32Array(SLOT * 64);
  private mask = 63;
  private inSlots = 0;
  private readonly tails = new IntBlocks();
  /** Keys and hashes of the words asked for. */
  private readonly keys: Int32Array = new Int32Array(KEY * wordsTogether);
  private readonly hashes: Int32Array = new Int32Array(wordsTogether);
  private readonly others = new Map<string, number>();

  /** The number of a word, 0 when it is not there. */
  get(word: string): number {
    if (!this.pack(word, 0)) return this.others.get(word) ?? 0;
    return this.slots[this.findSlot(0) + place.value] ?? 0;
  }

  /**
   * Takes a word to be looked up with others, `wordsTogether` at most; gives its first four units as one number, or
   * `unpacked`.
   */
  ask(word: string): number {
    const at = this.asked;
    this.asked += 1;
    if (this.pack(word, at)) {
      this.values[at] = 0;
      return this.keys[at * KEY] ?? 0;
    }
    this.hashes[at] = 0;
    this.values[at] = this.others.size === 0 ? 0 : (this.others.get(word) ?? 0);
    this.keys[at * KEY] = unpacked;
    return unpacked;
  }

  /** Puts the numbers of the words asked for into `values`; gives how many words they are. */
  answer(): number {
    const count = this.asked;
    this.asked = 0;
    for (let at = 0; at < count; at += 1)
      if (this.keys[at * KEY] !== unpacked)
        this.values[at] = this.slots[this.findSlot(at) + place.value] ?? 0;
    return count;
  }

  /** Adds a word or changes its number, which is above 0. */
  set(word: string, value: number): void {
    if (!this.pack(word, 0)) {
      if (!this.others.has(word)) this.size += 1;
      this.others.set(word, value);
      return;
    }
    const slot = this.findSlot(0);
    if (this.slots[slot + place.value] === 0) {
      this.size += 1;
      this.inSlots += 1;
      this.write(slot);
    }
    this.slots[slot + place.value] = value;
    if (this.inSlots * 2 > this.mask) this.widen();
  }

  delete(word: string): void {
    if (!this.pack(word, 0)) {
      if (this.others.delete(word)) this.size -= 1;
      return;
    }
    let hole = this.findSlot(0);
    if (this.slots[hole + place.value] === 0) return;
    this.size -= 1;
    this.inSlots -= 1;
    const tail = this.slots[hole + place.tail] ?? 0;
    if (tail !== 0) this.tails.give(tail, TAIL);
    // Whoever stands further on because this slot was taken moves up.
    for (let slot = this.after(hole); this.slots[slot + place.value] !== 0; slot = this.after(slot)) {
      const fromHome = (slot / SLOT - this.homeOf(slot)) & this.mask;
      const fromHole = (slot / SLOT - hole / SLOT) & this.mask;
      if (fromHome < fromHole) continue;
      this.slots.copyWithin(hole, slot, slot + SLOT);
      hole = slot;
    }
    this.slots.fill(0, hole, hole + SLOT);
  }

  /** Makes the key of a word; false when it does not fit into the table. */
  private pack(word: string, number: number): boolean {
    const { length } = word;
    if (length > LONGEST) return false;
    const { keys } = this;
    const start = number * KEY;
    let hash = 0;
    let at = 0;
    for (let part = 0; part < KEY; part += 1) {
      let packed = 0;
      for (let shift = 0; shift < 32 && at < length; shift += 8) {
        const unit = word.charCodeAt(at);
        if (unit > 0xfe || unit === 0) return false;
        packed |= unit << shift;
        at += 1;
      }
      keys[start + part] = packed;
      if (packed !== 0) hash = mixed(hash, packed);
    }
    this.hashes[number] = hash;
    return true;
  }

  /** The slot where a key stands, or where it would stand. */
  private findSlot(number: number): number {
    const { slots, keys, mask } = this;
    const start = number * KEY;
    const first = keys[start] ?? 0;
    const second = keys[start + 1] ?? 0;
    let slot = ((this.hashes[number] ?? 0) & mask) * SLOT;
    while (slots[slot + place.value] !== 0) {
      if (
        slots[slot + place.first] === first &&
        slots[slot + place.second] === second &&
        this.isSameTail(slots[slot + place.tail] ?? 0, start)
      )
        return slot;
      slot = this.after(slot);
    }
    return slot;
  }

  private isSameTail(tail: number, start: number): boolean {
    const { keys } = this;
    if (tail === 0) return keys[start + 2] === 0;
    const { ints } = this.tails;
    for (let part = 0; part < TAIL; part += 1) if (ints[tail + part] !== keys[start + 2 + part]) return false;
    return true;
  }

  /** Writes the first key into an empty slot. */
  private write(slot: number): void {
    this.slots[slot + place.first] = this.keys[0] ?? 0;
    this.slots[slot + place.second] = this.keys[1] ?? 0;
    this.slots[slot + place.tail] = 0;
    if (this.keys[2] === 0) return;
    const tail = this.tails.take(TAIL);
    this.tails.ints.set(this.keys.subarray(2, KEY), tail);
    this.slots[slot + place.tail] = tail;
  }

  private after(slot: number): number {
    return (slot + SLOT) & (this.slots.length - 1);
  }

  /** The number of the slot where the word in a slot would stand by itself. */
  private homeOf(slot: number): number {
    return this.hashOf(this.slots, slot) & this.mask;
  }

  private hashOf(slots: Int32Array, slot: number): number {
    let hash = 0;
    const tail = slots[slot + place.tail] ?? 0;
    const { ints } = this.tails;
    for (const packed of [slots[slot + place.first] ?? 0, slots[slot + place.second] ?? 0])
      if (packed !== 0) hash = mixed(hash, packed);
    for (let at = tail; tail !== 0 && at < tail + TAIL; at += 1)
      if (ints[at] !== 0) hash = mixed(hash, ints[at] ?? 0);
    return hash;
  }

  private widen(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    this.mask = this.slots.length / SLOT - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + place.value] === 0) continue;
      let slot = (this.hashOf(old, from) & this.mask) * SLOT;
      while (this.slots[slot + place.value] !== 0) slot = this.after(slot);
      this.slots.set(old.subarray(from, from + SLOT), slot);
    }
  }
}
