interface TrieNode {
  readonly unit: number;
  readonly parent: TrieNode | null;
  readonly next: Map<number, TrieNode>;
  value: number;
}

const makeNode = (unit: number, parent: TrieNode | null): TrieNode => ({
  unit,
  parent,
  next: new Map(),
  value: 0,
});

const HEAD = 3;
const HEAD_SLOTS = 1 << 14;

/** A number for the first three units of a word, of which the table of heads counts how many beginnings share it. */
function headSlot(text: string): number {
  const mixed = (text.charCodeAt(0) * 31 + text.charCodeAt(1)) * 31 + text.charCodeAt(2);
  return (mixed ^ (mixed >> 14)) & (HEAD_SLOTS - 1);
}

/** Beginnings of words, each with a number above 0. Asking costs one look at a table for a word that begins like none. */
export class PrefixTrie {
  size = 0;
  /** What `find` found. */
  found: Int32Array = new Int32Array(128);
  private readonly root = makeNode(0, null);
  private readonly heads = new Int32Array(HEAD_SLOTS);
  private shortCount = 0;

  get(prefix: string): number {
    let node: TrieNode | undefined = this.root;
    for (let at = 0; at < prefix.length && node !== undefined; at += 1)
      node = node.next.get(prefix.charCodeAt(at));
    return node?.value ?? 0;
  }

  /** Adds a beginning that is not there yet. */
  add(prefix: string, value: number): void {
    let node = this.root;
    for (let at = 0; at < prefix.length; at += 1) {
      const unit = prefix.charCodeAt(at);
      let next = node.next.get(unit);
      if (next === undefined) {
        next = makeNode(unit, node);
        node.next.set(unit, next);
      }
      node = next;
    }
    node.value = value;
    this.count(prefix, 1);
  }

  /** Takes out a beginning that is there. */
  remove(prefix: string): void {
    let node: TrieNode = this.root;
    for (let at = 0; at < prefix.length; at += 1) node = node.next.get(prefix.charCodeAt(at)) ?? node;
    node.value = 0;
    while (node.parent !== null && node.value === 0 && node.next.size === 0) {
      node.parent.next.delete(node.unit);
      node = node.parent;
    }
    this.count(prefix, -1);
  }

  private count(prefix: string, change: number): void {
    this.size += change;
    if (prefix.length < HEAD) this.shortCount += change;
    else {
      const slot = headSlot(prefix);
      this.heads[slot] = (this.heads[slot] ?? 0) + change;
      if (prefix.length >= this.found.length) this.found = new Int32Array(prefix.length * 2);
    }
  }

  /** Puts the numbers of all beginnings of a word into `found` and says how many there are. */
  find(word: string): number {
    if (this.shortCount === 0 && (word.length < HEAD || this.heads[headSlot(word)] === 0)) return 0;
    let count = 0;
    let node: TrieNode | undefined = this.root;
    for (let at = 0; node !== undefined; at += 1) {
      if (node.value !== 0) {
        this.found[count] = node.value;
        count += 1;
      }
      if (at === word.length) break;
      node = node.next.get(word.charCodeAt(at));
    }
    return count;
  }
}
