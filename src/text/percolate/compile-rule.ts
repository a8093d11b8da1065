import type { QueryNode, TermNode, TextPart, TimeNode } from "../query/tree.ts";
import type { FeatureName } from "./feature-table.ts";
import { operation, partNumber } from "./rule-code.ts";
import { draftRule, type RuleDraft, termFeature } from "./rule-draft.ts";

/** Where a rule's words and times get their numbers. */
export interface RuleNumbers {
  feature(name: FeatureName): number;
  time(node: TimeNode): number;
}

/**
 * Order of checking under an `and` or `or`, after what asks of features alone: the quick before the slow. What is left
 * to check of most rules is what must not be there, and so it stands near the rule's beginning.
 */
const checkingOrder = { feature: 0, and: 1, or: 1, constant: 1, time: 2, places: 3, near: 4 } as const;

const partOf = (part: TextPart | null): number => (part === null ? partNumber.either : partNumber[part]);

class RuleWriter {
  readonly code: number[] = [];
  private readonly numbers: RuleNumbers;

  constructor(numbers: RuleNumbers) {
    this.numbers = numbers;
  }

  write(draft: RuleDraft): void {
    switch (draft.kind) {
      case "constant":
        this.node(draft.holds ? operation.always : operation.never);
        break;
      case "feature":
        this.features(draft.isWanted ? operation.all : operation.none, [draft.name]);
        break;
      case "time":
        this.node(draft.isWanted ? operation.time : operation.notTime, () =>
          this.code.push(this.numbers.time(draft.node)),
        );
        break;
      case "places":
        this.node(draft.isWanted ? operation.places : operation.noPlaces, () => {
          this.code.push(partOf(draft.part));
          this.terms(draft.node);
        });
        break;
      case "near":
        this.node(draft.isWanted ? operation.near : operation.notNear, () => {
          this.code.push(partOf(draft.part), draft.node.distance);
          for (const side of [draft.node.left, draft.node.right]) {
            this.code.push(side.length);
            for (const term of side) {
              this.code.push(term.terms.length * 2);
              this.terms(term);
            }
          }
        });
        break;
      case "and":
        this.junction(operation.and, draft.children, operation.all, operation.none);
        break;
      case "or":
        this.junction(operation.or, draft.children, operation.any, operation.lacking);
    }
  }

  private node(op: number, writeInner?: () => void): void {
    const at = this.code.push(op, 0) - 2;
    writeInner?.();
    this.code[at + 1] = this.code.length - at;
  }

  private features(op: number, names: readonly FeatureName[]): void {
    this.node(op, () => {
      for (const name of names) this.code.push(this.numbers.feature(name));
    });
  }

  private terms({ terms }: TermNode): void {
    for (const term of terms) this.code.push(this.numbers.feature(termFeature(term)), term.offset);
  }

  /** Conditions on features alone become one list each for those wanted and those unwanted. */
  private junction(op: number, children: readonly RuleDraft[], wantedOp: number, unwantedOp: number): void {
    const wanted: FeatureName[] = [];
    const unwanted: FeatureName[] = [];
    const others: RuleDraft[] = [];
    for (const child of children) {
      if (child.kind !== "feature") others.push(child);
      else if (child.isWanted) wanted.push(child.name);
      else unwanted.push(child.name);
    }
    if (others.length === 0 && (unwanted.length === 0 || wanted.length === 0)) {
      this.features(unwanted.length === 0 ? wantedOp : unwantedOp, [...wanted, ...unwanted]);
      return;
    }
    others.sort((a, b) => checkingOrder[a.kind] - checkingOrder[b.kind]);
    this.node(op, () => {
      if (wanted.length > 0) this.features(wantedOp, wanted);
      if (unwanted.length > 0) this.features(unwantedOp, unwanted);
      for (const child of others) this.write(child);
    });
  }
}

/** A query as numbers (see `rule-code.ts`), every word, value and time asked for once for each time it is written. */
export function compileRule(query: QueryNode, numbers: RuleNumbers): number[] {
  const writer = new RuleWriter(numbers);
  writer.write(draftRule(query));
  return writer.code;
}
