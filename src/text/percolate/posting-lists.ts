import { blockSize, grownInts, IntBlocks } from "./int-blocks.ts";

/**
 * For each feature the rules that wait for it, as pairs of numbers side by side: a second feature without which looking
 * further is useless (0 for none), and the rule.
 */
export class PostingLists {
  readonly blocks = new IntBlocks();
  /** Per feature where its list begins and how many numbers it has. */
  starts: Int32Array = new Int32Array(256);
  lengths: Int32Array = new Int32Array(256);

  /** An empty list for a new feature. */
  begin(feature: number): void {
    this.starts = grownInts(this.starts, feature + 1);
    this.lengths = grownInts(this.lengths, feature + 1);
    this.lengths[feature] = 0;
  }

  add(lead: number, guard: number, rule: number): void {
    const length = this.lengths[lead] ?? 0;
    this.fit(lead, length, length + 2);
    const at = (this.starts[lead] ?? 0) + length;
    this.blocks.ints[at] = guard;
    this.blocks.ints[at + 1] = rule;
    this.lengths[lead] = length + 2;
  }

  remove(lead: number, guard: number, rule: number): void {
    const { ints } = this.blocks;
    const length = this.lengths[lead] ?? 0;
    const end = (this.starts[lead] ?? 0) + length;
    let at = this.starts[lead] ?? 0;
    while (at < end && (ints[at + 1] !== rule || ints[at] !== guard)) at += 2;
    if (at === end) return;
    ints[at] = ints[end - 2] ?? 0;
    ints[at + 1] = ints[end - 1] ?? 0;
    this.fit(lead, length, length - 2);
    this.lengths[lead] = length - 2;
  }

  /** Moves the list to a block of the right size, if it is in none. */
  private fit(lead: number, length: number, wanted: number): void {
    if (length > 0 && wanted > 0 && blockSize(length) === blockSize(wanted)) return;
    const from = this.starts[lead] ?? 0;
    const to = wanted === 0 ? 0 : this.blocks.take(wanted);
    if (length > 0) {
      this.blocks.ints.copyWithin(to, from, from + Math.min(length, wanted));
      this.blocks.give(from, length);
    }
    this.starts[lead] = to;
  }
}
