import type { QueryClock } from "../query/time-bound.ts";
import type { QueryNode } from "../query/tree.ts";
import { DocumentView } from "./document-view.ts";
import { featureRecord } from "./feature-table.ts";
import { grownInts } from "./int-blocks.ts";
import type { PercolatedDocument } from "./percolated-document.ts";
import { RuleCheck } from "./rule-check.ts";
import { RuleIndex, ruleHeader, tellingMark } from "./rule-index.ts";

/** Many queries, asked of one document at a time: which of them does it satisfy? */
export interface Percolator {
  /** Adds or replaces one query; effect at once, cost independent of how many queries there are. */
  set(id: string, query: QueryNode): void;
  remove(id: string): void;
  readonly size: number;
  /** Ids of all queries that the document satisfies, in no particular order. */
  match(document: PercolatedDocument, clock: QueryClock): string[];
}

/** How many rules may be thought over after each document. */
const REVIEWS_A_DOCUMENT = 2;
const LAST_TURN = 0x7fff_fffe;

class Engine implements Percolator {
  private readonly index = new RuleIndex();
  private readonly view: DocumentView;
  private readonly check: RuleCheck;
  /** The rules to be checked against the document at hand. */
  private candidates: Int32Array = new Int32Array(256);

  constructor(turn: number) {
    this.view = new DocumentView(this.index.features, this.index.rates);
    this.view.turn = turn;
    this.check = new RuleCheck(this.view, this.index.times);
  }

  get size(): number {
    return this.index.queries.size;
  }

  set(id: string, query: QueryNode): void {
    this.index.set(id, query);
  }

  remove(id: string): void {
    this.index.remove(id);
  }

  match(document: PercolatedDocument, clock: QueryClock): string[] {
    if (this.view.turn >= LAST_TURN) this.restartTurns();
    const { index, view, check } = this;
    view.read(document);
    const { turn, present, presentCount } = view;
    const { records } = index.features;
    const code = index.blocks.ints;
    const pairs = index.postings.blocks.ints;
    // First all rules to be checked, then the checks: so the waits for memory overlap.
    let count = 0;
    for (let at = 0; at < presentCount; at += 1) {
      const lead = present[at] ?? 0;
      const record = lead * featureRecord.size;
      const start = records[record + featureRecord.listStart] ?? 0;
      const end = start + (records[record + featureRecord.listLength] ?? 0);
      if (count + end - start > this.candidates.length)
        this.candidates = grownInts(this.candidates, count + end - start);
      const { candidates } = this;
      for (let pair = start; pair < end; pair += 2) {
        const guard = pairs[pair] ?? 0;
        if (guard !== 0 && !view.has(guard)) continue;
        const entry = pairs[pair + 1] ?? 0;
        const rule = entry & ~tellingMark;
        if (code[rule + ruleHeader.turn] === turn) continue;
        code[rule + ruleHeader.turn] = turn;
        candidates[count] = entry;
        count += 1;
      }
    }
    const matched: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const candidate = this.candidates[number] ?? 0;
      const rule = candidate & ~tellingMark;
      const at = rule + ruleHeader.size;
      const isSatisfied =
        candidate === rule
          ? check.holds(code, at, clock)
          : check.holdsBeyond(code[rule + ruleHeader.known] ?? 0, code, at, clock);
      if (isSatisfied) this.report(rule, matched);
    }
    for (const rule of index.unkeyed)
      if (check.holds(code, rule + ruleHeader.size, clock)) this.report(rule, matched);
    if (view.isCounted) {
      for (let at = 0; at < presentCount; at += 1) {
        const feature = present[at] ?? 0;
        if (index.rates.takeReview(feature)) index.queueReview(feature);
      }
    }
    index.review(REVIEWS_A_DOCUMENT);
    return matched;
  }

  private report(rule: number, matched: string[]): void {
    const { ids, next } = this.index.queries;
    let entry = this.index.blocks.ints[rule + ruleHeader.firstQuery] ?? 0;
    for (; entry !== 0; entry = next[entry] ?? 0) matched.push(ids[entry] ?? "");
  }

  /** The numbers of documents are used up: they begin again, and nothing may remember the old ones. */
  private restartTurns(): void {
    this.view.turn = 0;
    for (const rule of this.index.queries.allRules()) this.index.blocks.ints[rule + ruleHeader.turn] = 0;
  }
}

/**
 * An index over queries for matching on the way in. It gives what `evaluateQuery` gives for every query, by looking
 * only at those whose rarest needed words the document has. `turn` is the number of documents taken as read already.
 */
export function makePercolator(turn = 0): Percolator {
  return new Engine(turn);
}
