/** A slot: a word of up to 24 units below 256, four to a number, then its value (0: empty slot), then nothing. */
const SLOT = 8;
const KEY = 6;
const LONGEST = KEY * 4;

/**
 * Words with a number above 0 each. Most words fit into a slot of 32 bytes, which stands where their hash says, so that
 * asking for one costs one look into memory where a `Map` of strings takes several; the rest are in a `Map`.
 */
export class WordTable {
  size = 0;
  private slots: Int32Array = new Int32Array(SLOT * 64);
  private slotCount = 64;
  private inSlots = 0;
  /** The word asked for last, as it stands in a slot. */
  private readonly key: Int32Array = new Int32Array(KEY);
  private hash = 0;
  private readonly others = new Map<string, number>();

  /** The number of a word, 0 when it is not there. */
  get(word: string): number {
    if (!this.pack(word)) return this.others.size === 0 ? 0 : (this.others.get(word) ?? 0);
    return this.slots[this.findSlot() + KEY] ?? 0;
  }

  /** Adds a word or changes its number, which is above 0. */
  set(word: string, value: number): void {
    if (!this.pack(word)) {
      if (!this.others.has(word)) this.size += 1;
      this.others.set(word, value);
      return;
    }
    const slot = this.findSlot();
    if (this.slots[slot + KEY] === 0) {
      this.size += 1;
      this.inSlots += 1;
      this.slots.set(this.key, slot);
    }
    this.slots[slot + KEY] = value;
    if (this.inSlots * 2 > this.slotCount) this.widen();
  }

  delete(word: string): void {
    if (!this.pack(word)) {
      if (this.others.delete(word)) this.size -= 1;
      return;
    }
    let hole = this.findSlot();
    if (this.slots[hole + KEY] === 0) return;
    this.size -= 1;
    this.inSlots -= 1;
    // Whoever was moved on because this slot was taken moves back.
    const mask = this.slotCount - 1;
    for (let slot = this.next(hole); this.slots[slot + KEY] !== 0; slot = this.next(slot)) {
      const home = this.homeOf(slot);
      const fromHome = (slot / SLOT - home) & mask;
      const fromHole = (slot / SLOT - hole / SLOT) & mask;
      if (fromHome < fromHole) continue;
      this.slots.copyWithin(hole, slot, slot + SLOT);
      hole = slot;
    }
    this.slots.fill(0, hole, hole + SLOT);
  }

  /** Writes the word into `key` and `hash`; false when it does not fit into a slot. */
  private pack(word: string): boolean {
    const { length } = word;
    if (length > LONGEST) return false;
    const { key } = this;
    let hash = 0;
    let at = 0;
    for (let part = 0; part < KEY; part += 1) {
      let packed = 0;
      for (let shift = 0; shift < 32 && at < length; shift += 8) {
        const unit = word.charCodeAt(at);
        if (unit > 0xff || unit === 0) return false;
        packed |= unit << shift;
        at += 1;
      }
      key[part] = packed;
      hash = mixed(hash, packed);
    }
    this.hash = hash;
    return true;
  }

  /** The slot where `key` stands, or where it would stand. */
  private findSlot(): number {
    const { slots, key } = this;
    const mask = this.slotCount - 1;
    const [k0 = 0, k1 = 0, k2 = 0] = [key[0], key[1], key[2]];
    let number = placeOf(this.hash) & mask;
    for (;;) {
      const slot = number * SLOT;
      if (slots[slot + KEY] === 0) return slot;
      if (
        slots[slot] === k0 &&
        slots[slot + 1] === k1 &&
        slots[slot + 2] === k2 &&
        slots[slot + 3] === key[3] &&
        slots[slot + 4] === key[4] &&
        slots[slot + 5] === key[5]
      )
        return slot;
      number = (number + 1) & mask;
    }
  }

  private next(slot: number): number {
    return slot + SLOT === this.slots.length ? 0 : slot + SLOT;
  }

  /** The number of the slot where the word in a slot would stand by itself. */
  private homeOf(slot: number): number {
    let hash = 0;
    for (let part = 0; part < KEY; part += 1) hash = mixed(hash, this.slots[slot + part] ?? 0);
    return placeOf(hash) & (this.slotCount - 1);
  }

  private widen(): void {
    const old = this.slots;
    this.slotCount *= 2;
    this.slots = new Int32Array(this.slotCount * SLOT);
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + KEY] === 0) continue;
      this.key.set(old.subarray(from, from + KEY));
      let hash = 0;
      for (const part of this.key) hash = mixed(hash, part);
      this.hash = hash;
      this.slots.set(old.subarray(from, from + SLOT), this.findSlot());
    }
  }
}

const mixed = (hash: number, packed: number): number => {
  const joined = Math.imul(hash ^ packed, 0x9e3779b1);
  return joined ^ (joined >>> 15);
};

const placeOf = (hash: number): number => hash ^ (hash >>> 13);
