import { type FeatureTable, featureRecord } from "./feature-table.ts";
import { blockSize, IntBlocks } from "./int-blocks.ts";

/**
 * For each feature the rules that wait for it, as pairs of numbers side by side: a second feature without which looking
 * further is useless (0 for none), and the rule.
 */
export class PostingLists {
  readonly blocks = new IntBlocks();
  private readonly table: FeatureTable;

  constructor(table: FeatureTable) {
    this.table = table;
  }

  add(lead: number, guard: number, rule: number): void {
    const { records } = this.table;
    const place = lead * featureRecord.size;
    const length = records[place + featureRecord.listLength] ?? 0;
    this.fit(place, length, length + 2);
    const at = (records[place + featureRecord.listStart] ?? 0) + length;
    this.blocks.ints[at] = guard;
    this.blocks.ints[at + 1] = rule;
    records[place + featureRecord.listLength] = length + 2;
  }

  remove(lead: number, guard: number, rule: number): void {
    const { ints } = this.blocks;
    const { records } = this.table;
    const place = lead * featureRecord.size;
    const length = records[place + featureRecord.listLength] ?? 0;
    const end = (records[place + featureRecord.listStart] ?? 0) + length;
    let at = records[place + featureRecord.listStart] ?? 0;
    while (at < end && (ints[at + 1] !== rule || ints[at] !== guard)) at += 2;
    if (at === end) return;
    ints[at] = ints[end - 2] ?? 0;
    ints[at + 1] = ints[end - 1] ?? 0;
    this.fit(place, length, length - 2);
    records[place + featureRecord.listLength] = length - 2;
  }

  /** Moves the list to a block of the right size, if it is in none. */
  private fit(place: number, length: number, wanted: number): void {
    if (length > 0 && wanted > 0 && blockSize(length) === blockSize(wanted)) return;
    const { records } = this.table;
    const from = records[place + featureRecord.listStart] ?? 0;
    const to = wanted === 0 ? 0 : this.blocks.take(wanted);
    if (length > 0) {
      this.blocks.ints.copyWithin(to, from, from + Math.min(length, wanted));
      this.blocks.give(from, length);
    }
    records[place + featureRecord.listStart] = to;
  }
}
