import type { Zone } from "#shared/ids.ts";
import { bucketStart } from "../search/time-buckets.ts";
import type { VoiceSum } from "./count-shared.ts";
import type { FoundCopy } from "./read-copies.ts";

/**
 * Takes copies out of what voices found, so that the first of each group that a voice found in the span alone says when and in
 * which tone.
 * @param sums by monitor, each copy counted; they are changed
 */
export function countOnce(
  sums: ReadonlyMap<string, readonly VoiceSum[]>,
  copies: readonly (readonly FoundCopy[])[],
  { bucket, zone }: { bucket: "hour" | "day"; zone: Zone },
): void {
  const buckets = new Map([...sums].map(([id, some]) => [id, new Map(some.map((sum) => [sum.at, sum]))]));
  for (const group of copies) {
    const told = new Set<string>();
    for (const { publishedAt, tone, monitorIds } of group)
      for (const id of monitorIds) {
        if (!told.has(id)) {
          told.add(id);
          continue;
        }
        const sum = buckets.get(id)?.get(bucketStart(publishedAt, bucket, zone));
        if (!sum) continue;
        sum.total -= 1;
        if (tone === "negative" || tone === "neutral" || tone === "positive" || tone === "unsure")
          sum.tones[tone] -= 1;
      }
  }
}
