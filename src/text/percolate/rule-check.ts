import type { QueryClock } from "../query/time-bound.ts";
import { everythingKnown } from "./choose-keys.ts";
import type { DocumentView } from "./document-view.ts";
import { PlaceCheck } from "./place-check.ts";
import { firstChild, operation } from "./rule-code.ts";
import type { TimeSlots } from "./time-slots.ts";

/** Checks whole rules against the document at hand. */
export class RuleCheck {
  private readonly view: DocumentView;
  private readonly times: TimeSlots;
  private readonly places: PlaceCheck;

  constructor(view: DocumentView, times: TimeSlots) {
    this.view = view;
    this.times = times;
    this.places = new PlaceCheck(view);
  }

  /** Whether a rule that is an `and` holds, given that the children that `known` has bits for do. */
  holdsBeyond(known: number, code: Int32Array, at: number, clock: QueryClock): boolean {
    let child = firstChild(at);
    for (let rest = known; rest !== everythingKnown; rest >>= 1) {
      if ((rest & 1) === 0 && !this.holds(code, child, clock)) return false;
      child += code[child + 1] ?? 0;
    }
    return true;
  }

  /** Whether the node at `at` of `code` (see `rule-code.ts`) holds. */
  holds(code: Int32Array, at: number, clock: QueryClock): boolean {
    const end = at + (code[at + 1] ?? 0);
    switch (code[at]) {
      case operation.all:
        return !this.isAnyAbsent(code, at + 2, end);
      case operation.any:
        return this.isAnyPresent(code, at + 2, end);
      case operation.none:
        return !this.isAnyPresent(code, at + 2, end);
      case operation.lacking:
        return this.isAnyAbsent(code, at + 2, end);
      case operation.and: {
        for (let child = firstChild(at); child < end; child += code[child + 1] ?? 0)
          if (!this.holds(code, child, clock)) return false;
        return true;
      }
      case operation.or: {
        for (let child = firstChild(at); child < end; child += code[child + 1] ?? 0)
          if (this.holds(code, child, clock)) return true;
        return false;
      }
      case operation.places:
        return this.places.holdsTogether(code, at + 3, end, code[at + 2] ?? 0);
      case operation.noPlaces:
        return !this.places.holdsTogether(code, at + 3, end, code[at + 2] ?? 0);
      case operation.near:
        return this.places.holdsNear(code, at);
      case operation.notNear:
        return !this.places.holdsNear(code, at);
      case operation.time:
        return this.times.holds(code[at + 2] ?? 0, this.view.publishedAt, clock);
      case operation.notTime:
        return !this.times.holds(code[at + 2] ?? 0, this.view.publishedAt, clock);
      case operation.always:
        return true;
      default:
        return false;
    }
  }

  private isAnyPresent(code: Int32Array, from: number, end: number): boolean {
    for (let at = from; at < end; at += 1) if (this.view.has(code[at] ?? 0)) return true;
    return false;
  }

  private isAnyAbsent(code: Int32Array, from: number, end: number): boolean {
    for (let at = from; at < end; at += 1) if (!this.view.has(code[at] ?? 0)) return true;
    return false;
  }
}
