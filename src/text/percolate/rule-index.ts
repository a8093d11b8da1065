import type { QueryNode } from "../query/tree.ts";
import { chooseKeys, type RuleKey, type RuleKeys } from "./choose-keys.ts";
import { compileRule, type RuleNumbers } from "./compile-rule.ts";
import { type FeatureKind, FeatureRates } from "./feature-rates.ts";
import { type FeatureName, FeatureTable, featureRecord } from "./feature-table.ts";
import { IntBlocks } from "./int-blocks.ts";
import { PostingLists } from "./posting-lists.ts";
import { QueryList } from "./query-list.ts";
import { readAsked } from "./rule-code.ts";
import { TimeSlots } from "./time-slots.ts";

/** Entries of lists are rules, with this added where the key is a telling one: numbers of blocks are even. */
export const tellingMark = 1;

/** What stands before the code in a rule's block: what every look at it needs. */
export const ruleHeader = {
  /** The document it was looked at for last. */
  turn: 0,
  /** First of its queries in the `QueryList`; 0 when the rule is no more. */
  firstQuery: 1,
  /** What need not be checked when it was found by a telling key (see `RuleKeys.known`). */
  known: 2,
  size: 3,
} as const;

/** What stands behind the code, which says its own size: what changes need. */
const ruleTrailer = {
  /** Where its keys stand, and how many numbers they are. */
  keys: 0,
  keyCount: 1,
  /** Its place among the rules that every document is checked for, −1 for none. */
  unkeyedAt: 2,
  hash: 3,
  nextOfHash: 4,
  isQueued: 5,
  size: 6,
} as const;

const blockSizeFor = (codeSize: number): number => ruleHeader.size + codeSize + ruleTrailer.size;

function kindOf({ field, match }: FeatureName): FeatureKind {
  if (match === "present") return "presence";
  if (field !== null) return "value";
  return match === "startsWith" ? "beginning" : "word";
}

function hashOf(code: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const number of code) hash = Math.imul(hash ^ number, 0x01000193);
  return hash | 0;
}

/** A lead and whether its key is a telling one, as they are remembered. */
const markedLead = ({ lead, isTelling }: RuleKey): number => lead * 2 + (isTelling ? tellingMark : 0);

/**
 * All rules, each once however many queries say the same, and the lists by which a document finds them. A rule is the
 * number of its block in `blocks`.
 */
export class RuleIndex {
  readonly features = new FeatureTable();
  readonly rates = new FeatureRates(this.features);
  readonly times = new TimeSlots();
  readonly postings = new PostingLists(this.features);
  readonly queries = new QueryList();
  readonly blocks = new IntBlocks();
  /** Rules without keys: every document is checked for them. */
  readonly unkeyed: number[] = [];
  private readonly keys = new IntBlocks();
  private readonly byHash = new Map<number, number>();
  private readonly queue: number[] = [];
  private readonly rate = (feature: number): number => this.rates.rate(feature);
  private readonly numbers: RuleNumbers = {
    feature: (name) => this.featureOf(name),
    time: (node) => this.times.acquire(node),
  };

  set(id: string, query: QueryNode): void {
    const rule = this.enter(compileRule(query, this.numbers));
    const entry = this.queries.find(id);
    if (entry !== 0) {
      if (this.queries.ruleOf(entry) === rule) return;
      this.removeEntry(entry);
    }
    const { ints } = this.blocks;
    const head = ints[rule + ruleHeader.firstQuery] ?? 0;
    ints[rule + ruleHeader.firstQuery] = this.queries.add(id, rule, head);
  }

  remove(id: string): void {
    const entry = this.queries.find(id);
    if (entry !== 0) this.removeEntry(entry);
  }

  /** Everybody who waits for a feature is to be thought over. */
  queueReview(feature: number): void {
    const record = feature * featureRecord.size;
    const start = this.features.records[record + featureRecord.listStart] ?? 0;
    const end = start + (this.features.records[record + featureRecord.listLength] ?? 0);
    for (let at = start + 1; at < end; at += 2) {
      const rule = (this.postings.blocks.ints[at] ?? 0) & ~tellingMark;
      if (this.blocks.ints[this.trailer(rule) + ruleTrailer.isQueued] === 1) continue;
      this.blocks.ints[this.trailer(rule) + ruleTrailer.isQueued] = 1;
      this.queue.push(rule);
    }
  }

  /** Chooses the keys of up to `count` queued rules anew. */
  review(count: number): void {
    for (let rest = count; rest > 0; rest -= 1) {
      const rule = this.queue.pop();
      if (rule === undefined) return;
      const { ints } = this.blocks;
      ints[this.trailer(rule) + ruleTrailer.isQueued] = 0;
      if (ints[rule + ruleHeader.firstQuery] === 0) continue;
      const chosen = chooseKeys(ints, rule + ruleHeader.size, this.rate);
      if (chosen === null || this.hasKeys(rule, chosen)) continue;
      this.dropKeys(rule);
      this.putKeys(rule, chosen);
    }
  }

  private hasKeys(rule: number, { keys, known }: RuleKeys): boolean {
    const { ints } = this.blocks;
    if (ints[rule + ruleHeader.known] !== known) return false;
    if (ints[this.trailer(rule) + ruleTrailer.keyCount] !== keys.length * 2) return false;
    const at = ints[this.trailer(rule) + ruleTrailer.keys] ?? 0;
    return keys.every(
      (key, index) =>
        this.keys.ints[at + index * 2] === markedLead(key) &&
        this.keys.ints[at + index * 2 + 1] === key.guard,
    );
  }

  private codeSize(rule: number): number {
    return this.blocks.ints[rule + ruleHeader.size + 1] ?? 0;
  }

  private trailer(rule: number): number {
    return rule + ruleHeader.size + this.codeSize(rule);
  }

  private featureOf(name: FeatureName): number {
    const { feature, isNew } = this.features.acquire(name);
    if (isNew) this.rates.begin(feature, kindOf(name));
    return feature;
  }

  /** The rule with this code: the one that is there, or a new one. */
  private enter(code: readonly number[]): number {
    const hash = hashOf(code);
    const { ints } = this.blocks;
    for (
      let rule = this.byHash.get(hash) ?? 0;
      rule !== 0;
      rule = ints[this.trailer(rule) + ruleTrailer.nextOfHash] ?? 0
    ) {
      const at = rule + ruleHeader.size;
      if (this.codeSize(rule) === code.length && code.every((number, index) => ints[at + index] === number)) {
        this.releaseAsked(at);
        return rule;
      }
    }
    return this.addRule(code, hash);
  }

  private addRule(code: readonly number[], hash: number): number {
    const rule = this.blocks.take(blockSizeFor(code.length));
    const { ints } = this.blocks;
    ints.fill(0, rule, rule + blockSizeFor(code.length));
    ints.set(code, rule + ruleHeader.size);
    ints[this.trailer(rule) + ruleTrailer.hash] = hash;
    ints[this.trailer(rule) + ruleTrailer.nextOfHash] = this.byHash.get(hash) ?? 0;
    ints[this.trailer(rule) + ruleTrailer.unkeyedAt] = -1;
    this.byHash.set(hash, rule);
    const chosen = chooseKeys(ints, rule + ruleHeader.size, this.rate);
    if (chosen === null) ints[this.trailer(rule) + ruleTrailer.unkeyedAt] = this.unkeyed.push(rule) - 1;
    else this.putKeys(rule, chosen);
    return rule;
  }

  private removeEntry(entry: number): void {
    const rule = this.queries.ruleOf(entry);
    const { ints } = this.blocks;
    const head = this.queries.remove(entry, ints[rule + ruleHeader.firstQuery] ?? 0);
    ints[rule + ruleHeader.firstQuery] = head;
    if (head === 0) this.removeRule(rule);
  }

  private removeRule(rule: number): void {
    const { ints } = this.blocks;
    this.forgetHash(rule);
    this.dropKeys(rule);
    const unkeyedAt = ints[this.trailer(rule) + ruleTrailer.unkeyedAt] ?? -1;
    if (unkeyedAt >= 0) {
      const last = this.unkeyed.pop() ?? rule;
      if (last !== rule) {
        this.unkeyed[unkeyedAt] = last;
        ints[this.trailer(last) + ruleTrailer.unkeyedAt] = unkeyedAt;
      }
    }
    this.releaseAsked(rule + ruleHeader.size);
    this.blocks.give(rule, blockSizeFor(this.codeSize(rule)));
  }

  private forgetHash(rule: number): void {
    const { ints } = this.blocks;
    const hash = ints[this.trailer(rule) + ruleTrailer.hash] ?? 0;
    const next = ints[this.trailer(rule) + ruleTrailer.nextOfHash] ?? 0;
    let before = this.byHash.get(hash) ?? 0;
    if (before === rule) {
      if (next === 0) this.byHash.delete(hash);
      else this.byHash.set(hash, next);
      return;
    }
    while (ints[this.trailer(before) + ruleTrailer.nextOfHash] !== rule)
      before = ints[this.trailer(before) + ruleTrailer.nextOfHash] ?? 0;
    ints[this.trailer(before) + ruleTrailer.nextOfHash] = next;
  }

  private releaseAsked(at: number): void {
    const { features, times } = readAsked(this.blocks.ints, at);
    for (const feature of features) this.features.release(feature);
    for (const slot of times) this.times.release(slot);
  }

  private putKeys(rule: number, { keys, known }: RuleKeys): void {
    const { ints } = this.blocks;
    ints[rule + ruleHeader.known] = known;
    ints[this.trailer(rule) + ruleTrailer.keyCount] = keys.length * 2;
    if (keys.length === 0) return;
    const at = this.keys.take(keys.length * 2);
    this.keys.ints.set(
      keys.flatMap((key) => [markedLead(key), key.guard]),
      at,
    );
    ints[this.trailer(rule) + ruleTrailer.keys] = at;
    for (const { lead, guard, isTelling } of keys)
      this.postings.add(lead, guard, rule | (isTelling ? tellingMark : 0));
  }

  private dropKeys(rule: number): void {
    const { ints } = this.blocks;
    const at = ints[this.trailer(rule) + ruleTrailer.keys] ?? 0;
    const count = ints[this.trailer(rule) + ruleTrailer.keyCount] ?? 0;
    for (let key = at; key < at + count; key += 2) {
      const lead = this.keys.ints[key] ?? 0;
      this.postings.remove(lead >> 1, this.keys.ints[key + 1] ?? 0, rule | (lead & tellingMark));
    }
    if (count > 0) this.keys.give(at, count);
    ints[this.trailer(rule) + ruleTrailer.keyCount] = 0;
  }
}
