const MOST_BITS = 16;
const FEWEST_BITS = 8;
/** The emptiest so many times over, so that hashes seldom meet in a slot. */
const ROOM = 4;

/** A set of 32-bit hashes that is emptied in one step and keeps near the processor what few hashes need. */
export class HashSet {
  private readonly hashes = new Int32Array(2 ** MOST_BITS);
  private readonly rounds = new Uint32Array(2 ** MOST_BITS);
  private round = 0;
  private shift = 32 - MOST_BITS;
  private mask = 2 ** MOST_BITS - 1;

  /** Empties the set and makes it ready for at most `hashes` hashes, of which there may be some 50,000. */
  begin(hashes: number): void {
    let bits = FEWEST_BITS;
    while (bits < MOST_BITS && 2 ** bits < ROOM * hashes) bits += 1;
    this.shift = 32 - bits;
    this.mask = 2 ** bits - 1;
    this.round += 1;
    if (this.round < 2 ** 32) return;
    this.rounds.fill(0);
    this.round = 1;
  }

  /** False when the hash is there already. */
  add(hash: number): boolean {
    let slot = hash >>> this.shift;
    while (this.rounds[slot] === this.round) {
      if (this.hashes[slot] === hash) return false;
      slot = (slot + 1) & this.mask;
    }
    this.rounds[slot] = this.round;
    this.hashes[slot] = hash;
    return true;
  }
}
