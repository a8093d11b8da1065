import type { DocumentView } from "./document-view.ts";
import { grownInts } from "./int-blocks.ts";
import { partNumber } from "./rule-code.ts";

const LAST_MARK = 0x7fff_0000;
/** Up to so many pairs of places are compared one by one. */
const PAIRS_COMPARED = 1_024;

/** The places found for one side of a NEAR: first and last position of each. */
class SpanList {
  firsts: Int32Array = new Int32Array(64);
  lasts: Int32Array = new Int32Array(64);
  count = 0;

  push(first: number, last: number): void {
    this.firsts = grownInts(this.firsts, this.count + 1);
    this.lasts = grownInts(this.lasts, this.count + 1);
    this.firsts[this.count] = first;
    this.lasts[this.count] = last;
    this.count += 1;
  }
}

/** True when the ascending numbers hold one between `low` and `high`, both included. */
function hasBetween(numbers: Int32Array, low: number, high: number): boolean {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return (numbers[from] ?? Number.POSITIVE_INFINITY) <= high;
}

/**
 * Looks for words side by side or near each other in the document at hand, as `termSpans` and `nearSpans` of the query
 * language do, in time linear in how often the words occur and without taking memory.
 */
export class PlaceCheck {
  private readonly view: DocumentView;
  /** Per position how far a phrase beginning there has been found; counts on from `mark`, so nothing is cleared. */
  private marks: Int32Array = new Int32Array(4_096);
  private mark = 0;
  private readonly left = new SpanList();
  private readonly right = new SpanList();

  constructor(view: DocumentView) {
    this.view = view;
  }

  /** Whether the `(feature, offset)` pairs of `code` from `at` to `end` stand side by side. */
  holdsTogether(code: Int32Array, at: number, end: number, part: number): boolean {
    return this.areAllThere(code, at, end) && this.search(code, at, end, part, null);
  }

  /** Whether the `near` node at `at` holds. */
  holdsNear(code: Int32Array, at: number): boolean {
    const part = code[at + 2] ?? 0;
    const distance = code[at + 3] ?? 0;
    const middle = this.collect(code, at + 4, part, this.left);
    if (this.left.count === 0) return false;
    this.collect(code, middle, part, this.right);
    return this.right.count > 0 && this.areNear(distance);
  }

  private areAllThere(code: Int32Array, at: number, end: number): boolean {
    for (let term = at; term < end; term += 2) if (!this.view.has(code[term] ?? 0)) return false;
    return true;
  }

  /** The places of all alternatives of a side; gives where the side ends. */
  private collect(code: Int32Array, side: number, part: number, spans: SpanList): number {
    spans.count = 0;
    let at = side + 1;
    for (let rest = code[side] ?? 0; rest > 0; rest -= 1) {
      const end = at + 1 + (code[at] ?? 0);
      if (this.areAllThere(code, at + 1, end)) this.search(code, at + 1, end, part, spans);
      at = end;
    }
    return at;
  }

  private isIn(part: number, position: number): boolean {
    return part === partNumber.either || (part === partNumber.title) === position < this.view.textStart;
  }

  /** Whether the terms stand together anywhere; puts all their places into `spans`, if there is one. */
  private search(code: Int32Array, at: number, end: number, part: number, spans: SpanList | null): boolean {
    const { view } = this;
    const terms = (end - at) >> 1;
    if (terms === 1 && part === partNumber.either && spans === null) return true;
    view.findPlaces();
    if (this.mark > LAST_MARK - terms) {
      this.marks.fill(0);
      this.mark = 0;
    }
    const base = this.mark;
    this.mark += terms;
    const width = terms === 1 ? 0 : (code[end - 1] ?? 0);
    for (let term = 0; term < terms; term += 1) {
      const feature = code[at + term * 2] ?? 0;
      const offset = term === 0 ? 0 : (code[at + term * 2 + 1] ?? 0);
      const isLast = term === terms - 1;
      let isFound = false;
      for (let place = view.firstPlaces[feature] ?? 0; place !== 0; place = view.nextPlaces[place] ?? 0) {
        for (const position of view.positionsOf(place)) {
          if (!this.isIn(part, position)) continue;
          const first = position - offset;
          if (term === 0) {
            if (first >= this.marks.length) this.marks = grownInts(this.marks, first + 1);
          } else if (this.marks[first] !== base + term) continue;
          isFound = true;
          this.marks[first] = base + term + 1;
          if (isLast && spans === null) return true;
          if (isLast) spans?.push(first, first + width);
        }
      }
      if (!isFound) return false;
    }
    return true;
  }

  /** Whether a place of one side ends 1 to `distance` positions before one of the other side begins. */
  private areNear(distance: number): boolean {
    const { left, right } = this;
    if (left.count * right.count > PAIRS_COMPARED) return this.areManyNear(distance);
    for (let at = 0; at < left.count; at += 1) {
      const first = left.firsts[at] ?? 0;
      const last = left.lasts[at] ?? 0;
      for (let other = 0; other < right.count; other += 1) {
        const after = (right.firsts[other] ?? 0) - last;
        if (after >= 1 && after <= distance) return true;
        const before = first - (right.lasts[other] ?? 0);
        if (before >= 1 && before <= distance) return true;
      }
    }
    return false;
  }

  /** The same by looking each place up among the sorted ones of the other side. */
  private areManyNear(distance: number): boolean {
    const { left, right } = this;
    const firsts = right.firsts.subarray(0, right.count).sort();
    const lasts = right.lasts.subarray(0, right.count).sort();
    for (let at = 0; at < left.count; at += 1) {
      const first = left.firsts[at] ?? 0;
      const last = left.lasts[at] ?? 0;
      if (hasBetween(firsts, last + 1, last + distance) || hasBetween(lasts, first - distance, first - 1))
        return true;
    }
    return false;
  }
}
