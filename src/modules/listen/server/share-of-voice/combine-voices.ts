import type { Combination } from "./read-combinations.ts";
import type { FoundCopy } from "./read-copies.ts";

/** Topics are monitors, or several of a folder as one. */
export type Topic = { name: string; query: string; monitorIds: readonly string[] };

export type CombinedVoices = {
  /** What of the finds of voices belongs to just which of them. */
  combinations: Combination[];
  /** How much of the finds of each voice is also found for each topic, in the order of both. */
  topics: number[][];
};

/**
 * What voices have in common with each other and with topics.
 * @param copies groups of copies that count as one; none when each counts
 */
export function combineVoices(
  found: readonly Combination[],
  copies: readonly (readonly FoundCopy[])[],
  voiceIds: readonly string[],
  topics: readonly Topic[],
): CombinedVoices {
  const voices = new Map(voiceIds.map((id, index) => [id, index]));
  const topicsOf = new Map<string, number[]>();
  for (const [index, { monitorIds }] of topics.entries())
    for (const id of monitorIds) topicsOf.set(id, [...(topicsOf.get(id) ?? []), index]);
  const combined = new Map<string, Combination>();
  const shared = topics.map(() => voiceIds.map(() => 0));
  const combine = (monitorIds: Iterable<string>, by: number): void => {
    const ids = [...monitorIds].filter((id) => voices.has(id)).sort();
    if (ids.length === 0) return;
    const key = ids.join(" ");
    const known = combined.get(key);
    if (known) known.count += by;
    else combined.set(key, { monitorIds: ids, count: by });
  };
  /** Voices and topics that a mention belongs to both of. */
  const pairsOf = (monitorIds: readonly string[]): [topic: number, voice: number][] => {
    const both = new Set(monitorIds.flatMap((id) => topicsOf.get(id) ?? []));
    if (both.size === 0) return [];
    const spoken = monitorIds.flatMap((id) => voices.get(id) ?? []);
    return [...both].flatMap((topic) => spoken.map((voice): [number, number] => [topic, voice]));
  };
  const share = (pairs: Iterable<readonly [topic: number, voice: number]>, by: number): void => {
    for (const [topic, voice] of pairs) {
      const row = shared[topic];
      if (row) row[voice] = (row[voice] ?? 0) + by;
    }
  };
  for (const { monitorIds, count } of found) {
    combine(monitorIds, count);
    share(pairsOf(monitorIds), count);
  }
  for (const group of copies) {
    const pairs = new Map<string, [number, number]>();
    for (const { monitorIds } of group) {
      const own = pairsOf(monitorIds);
      combine(monitorIds, -1);
      share(own, -1);
      for (const pair of own) pairs.set(pair.join(" "), pair);
    }
    combine(new Set(group.flatMap(({ monitorIds }) => monitorIds)), 1);
    share(pairs.values(), 1);
  }
  return { combinations: [...combined.values()].filter(({ count }) => count > 0), topics: shared };
}
