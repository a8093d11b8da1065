import type { ReachBasis, ReachRange } from "../../contract/outlet.ts";
import type { VoiceReach } from "../../contract/share-of-voice.ts";

/**
 * How many people a set of outlets may reach, by basis. Nobody knows how many read two of them: it is at least as many as
 * the largest of them reaches at the least, and at most as many as all of them reach together at the most.
 */
export function sumReach(ranges: readonly Pick<ReachRange, "basis" | "low" | "high">[]): VoiceReach[] {
  const sums = new Map<ReachBasis, VoiceReach>();
  for (const { basis, low, high } of ranges) {
    const known = sums.get(basis);
    sums.set(basis, {
      basis,
      low: Math.max(known?.low ?? 0, low),
      high: (known?.high ?? 0) + high,
      outlets: (known?.outlets ?? 0) + 1,
    });
  }
  return [...sums.values()].sort((a, b) => b.high - a.high || (a.basis < b.basis ? -1 : 1));
}
