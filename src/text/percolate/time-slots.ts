import { type QueryClock, timeBound } from "../query/time-bound.ts";
import type { TimeNode } from "../query/tree.ts";

const QUARTER_HOUR_MS = 15 * 60_000;
/** Since 1972 every zone has been a multiple of a quarter of an hour away from UTC, and days begin at such a point. */
const QUARTERS_SINCE_MS = Date.UTC(1973, 0, 1);

interface TimeSlot {
  readonly key: string;
  readonly node: TimeNode;
  uses: number;
  /** For which clock `boundMs` was worked out. */
  zone: string | null;
  moment: number;
  boundMs: number;
}

/** The time conditions of all rules, each kept once, with the instant it meant last: zone arithmetic is slow. */
export class TimeSlots {
  private readonly slots: (TimeSlot | undefined)[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly free: number[] = [];

  acquire(node: TimeNode): number {
    const key = `${node.bound} ${JSON.stringify(node.at)}`;
    const known = this.byKey.get(key);
    const held = known === undefined ? undefined : this.slots[known];
    if (known !== undefined && held !== undefined) {
      held.uses += 1;
      return known;
    }
    const slot = this.free.pop() ?? this.slots.length;
    this.slots[slot] = { key, node, uses: 1, zone: null, moment: 0, boundMs: 0 };
    this.byKey.set(key, slot);
    return slot;
  }

  release(slot: number): void {
    const held = this.slots[slot];
    if (held === undefined) return;
    held.uses -= 1;
    if (held.uses > 0) return;
    this.slots[slot] = undefined;
    this.byKey.delete(held.key);
    this.free.push(slot);
  }

  /** Whether a time of publishing (milliseconds, or not a number) satisfies the condition. */
  holds(slot: number, publishedAt: number, clock: QueryClock): boolean {
    const held = this.slots[slot];
    if (held === undefined) return false;
    const moment = momentThatMatters(held.node, clock.now.getTime());
    if (held.zone !== clock.zone || held.moment !== moment) {
      held.boundMs = timeBound(held.node, clock).instant.getTime();
      held.zone = clock.zone;
      held.moment = moment;
    }
    return held.node.bound === "since" ? publishedAt >= held.boundMs : publishedAt < held.boundMs;
  }
}

/** As long as this number stays the same, so does the instant that a time condition means. */
function momentThatMatters({ at }: TimeNode, nowMs: number): number {
  if (at.unit !== "ago") return 0;
  return at.of === "hour" || nowMs < QUARTERS_SINCE_MS ? nowMs : Math.floor(nowMs / QUARTER_HOUR_MS);
}
