import { grownInts } from "./int-blocks.ts";

const ROOT = 1;
const HEAD_SLOTS = 1 << 13;
/** The first three of four units that are packed into a number. */
const THREE_UNITS = 0xff_ffff;

const headSlot = (head: number): number => (Math.imul(head, 0x9e3779b1) >>> 19) & (HEAD_SLOTS - 1);

/** The first three or four units of a beginning, packed as `WordTable` does; null when they do not fit. */
function headOf(prefix: string): number | null {
  let head = 0;
  for (let at = 0; at < Math.min(4, prefix.length); at += 1) {
    const unit = prefix.charCodeAt(at);
    if (unit > 0xfe || unit === 0) return null;
    head |= unit << (at * 8);
  }
  return head;
}

/**
 * Beginnings of words, each with a number above 0, as a tree of units in flat arrays: a step down is one look into a
 * table of (node, unit). A node lives as long as a beginning goes through it.
 */
export class PrefixTrie {
  size = 0;
  /** What `find` found. */
  found: Int32Array = new Int32Array(128);
  private parents: Int32Array = new Int32Array(64);
  private units: Int32Array = new Int32Array(64);
  private values: Int32Array = new Int32Array(64);
  private childCounts: Int32Array = new Int32Array(64);
  /** The next node in the same bucket. */
  private nexts: Int32Array = new Int32Array(64);
  private buckets: Int32Array = new Int32Array(64);
  /** How many beginnings share each head: most words are told from it that they begin like none. */
  private readonly heads: Uint16Array = new Uint16Array(HEAD_SLOTS);
  private shortCount = 0;
  private nodeEnd = ROOT + 1;
  private nodeCount = 0;
  private readonly free: number[] = [];

  get(prefix: string): number {
    let node = ROOT;
    for (let at = 0; at < prefix.length && node !== 0; at += 1) node = this.step(node, prefix.charCodeAt(at));
    return this.values[node] ?? 0;
  }

  /** Adds a beginning that is not there yet. */
  add(prefix: string, value: number): void {
    let node = ROOT;
    for (let at = 0; at < prefix.length; at += 1) {
      const unit = prefix.charCodeAt(at);
      node = this.step(node, unit) || this.addNode(node, unit);
    }
    this.values[node] = value;
    this.count(prefix, 1);
    if (prefix.length >= this.found.length) this.found = new Int32Array(prefix.length * 2);
  }

  /** Takes out a beginning that is there. */
  remove(prefix: string): void {
    let node = ROOT;
    for (let at = 0; at < prefix.length; at += 1) node = this.step(node, prefix.charCodeAt(at));
    this.values[node] = 0;
    this.count(prefix, -1);
    while (node !== ROOT && this.values[node] === 0 && this.childCounts[node] === 0) {
      const parent = this.parents[node] ?? ROOT;
      this.removeNode(node);
      node = parent;
    }
  }

  private count(prefix: string, change: number): void {
    this.size += change;
    const head = headOf(prefix);
    if (prefix.length < 3) this.shortCount += change;
    else if (head !== null) {
      const slot = headSlot(head);
      this.heads[slot] = (this.heads[slot] ?? 0) + change;
    }
  }

  /** False when no beginning fits a word with these first four units (packed as `WordTable` does). */
  mayBegin(head: number): boolean {
    if (this.heads[headSlot(head)] !== 0 || this.heads[headSlot(head & THREE_UNITS)] !== 0) return true;
    return this.shortCount > 0;
  }

  /** Puts the numbers of all beginnings of a word into `found` and says how many there are. */
  find(word: string): number {
    let count = 0;
    let node = ROOT;
    for (let at = 0; node !== 0; at += 1) {
      const value = this.values[node] ?? 0;
      if (value !== 0) {
        this.found[count] = value;
        count += 1;
      }
      if (at === word.length) break;
      node = this.step(node, word.charCodeAt(at));
    }
    return count;
  }

  private bucketOf(parent: number, unit: number): number {
    const mixed = Math.imul(parent, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (this.buckets.length - 1);
  }

  /** The node below `parent` by `unit`, 0 for none. */
  private step(parent: number, unit: number): number {
    let node = this.buckets[this.bucketOf(parent, unit)] ?? 0;
    while (node !== 0 && (this.parents[node] !== parent || this.units[node] !== unit))
      node = this.nexts[node] ?? 0;
    return node;
  }

  private addNode(parent: number, unit: number): number {
    const node = this.free.pop() ?? this.nodeEnd;
    if (node === this.nodeEnd) this.nodeEnd += 1;
    this.parents = grownInts(this.parents, this.nodeEnd);
    this.units = grownInts(this.units, this.nodeEnd);
    this.values = grownInts(this.values, this.nodeEnd);
    this.childCounts = grownInts(this.childCounts, this.nodeEnd);
    this.nexts = grownInts(this.nexts, this.nodeEnd);
    this.parents[node] = parent;
    this.units[node] = unit;
    this.values[node] = 0;
    this.childCounts[node] = 0;
    this.childCounts[parent] = (this.childCounts[parent] ?? 0) + 1;
    this.nodeCount += 1;
    if (this.nodeCount > this.buckets.length) this.widen();
    this.hang(node);
    return node;
  }

  private hang(node: number): void {
    const bucket = this.bucketOf(this.parents[node] ?? 0, this.units[node] ?? 0);
    this.nexts[node] = this.buckets[bucket] ?? 0;
    this.buckets[bucket] = node;
  }

  private widen(): void {
    const nodes: number[] = [];
    for (const first of this.buckets)
      for (let node = first; node !== 0; node = this.nexts[node] ?? 0) nodes.push(node);
    this.buckets = new Int32Array(this.buckets.length * 2);
    for (const node of nodes) this.hang(node);
  }

  private removeNode(node: number): void {
    const parent = this.parents[node] ?? 0;
    const bucket = this.bucketOf(parent, this.units[node] ?? 0);
    const next = this.nexts[node] ?? 0;
    let before = this.buckets[bucket] ?? 0;
    if (before === node) this.buckets[bucket] = next;
    else {
      while (this.nexts[before] !== node) before = this.nexts[before] ?? 0;
      this.nexts[before] = next;
    }
    this.childCounts[parent] = (this.childCounts[parent] ?? 0) - 1;
    this.nodeCount -= 1;
    this.free.push(node);
  }
}
