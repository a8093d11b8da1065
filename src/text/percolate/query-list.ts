import { grownInts } from "./int-blocks.ts";

/**
 * The ids of all queries and the rule that each stands for. Queries of one rule hang together in a chain in both
 * directions; the chain's first entry is kept with the rule. Entries begin at 1.
 */
export class QueryList {
  readonly ids: string[] = [""];
  /** The next entry of the same rule, 0 at the end. */
  next: Int32Array = new Int32Array(256);
  private readonly byId = new Map<string, number>();
  private rules: Int32Array = new Int32Array(256);
  private before: Int32Array = new Int32Array(256);
  private readonly free: number[] = [];

  get size(): number {
    return this.byId.size;
  }

  /** The entry of an id, 0 for none. */
  find(id: string): number {
    return this.byId.get(id) ?? 0;
  }

  /** The rule of an entry. */
  ruleOf(entry: number): number {
    return this.rules[entry] ?? 0;
  }

  /** All rules that some query stands for, with repetitions. */
  *allRules(): Generator<number> {
    for (const entry of this.byId.values()) yield this.ruleOf(entry);
  }

  /** Puts a new id at the head of a rule's chain; gives the new head. */
  add(id: string, rule: number, head: number): number {
    const entry = this.free.pop() ?? this.ids.length;
    this.ids[entry] = id;
    this.byId.set(id, entry);
    this.next = grownInts(this.next, entry + 1);
    this.rules = grownInts(this.rules, entry + 1);
    this.before = grownInts(this.before, entry + 1);
    this.rules[entry] = rule;
    this.next[entry] = head;
    this.before[entry] = 0;
    this.before[head] = entry;
    return entry;
  }

  /** Takes an entry out of a rule's chain; gives the head of what is left. */
  remove(entry: number, head: number): number {
    const next = this.next[entry] ?? 0;
    const before = this.before[entry] ?? 0;
    this.next[before] = next;
    this.before[next] = before;
    this.byId.delete(this.ids[entry] ?? "");
    this.ids[entry] = "";
    this.free.push(entry);
    return entry === head ? next : head;
  }
}
