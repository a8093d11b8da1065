import { seededRandom, wordOfRank } from "./synthetic-posts.ts";

export type MixedQuery = { kind: string; q: string };

/** Queries of every kind in equal parts, over the vocabulary of the synthetic posts; the same for the same seed. */
export function mixedQueries(count: number, seed: number): MixedQuery[] {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  const common = (): string => wordOfRank(between(0, 30));
  const middling = (): string => wordOfRank(between(300, 5_000));
  const rare = (): string => wordOfRank(between(30_000, 390_000));
  const channel = (): string => ["x", "news", "threads", "bluesky"][between(0, 4)] ?? "x";
  const kinds: Record<string, () => string> = {
    rare,
    middling,
    common,
    "phrase of common words": () => `"${common()} ${common()}"`,
    "phrase with a rare word": () => `"${common()} ${middling()}"`,
    "common and rare": () => `${common()} ${rare()}`,
    "two middling": () => `${middling()} ${middling()}`,
    or: () => `${middling()} OR ${middling()} OR ${common()}`,
    not: () => `${common()} NOT ${common()}`,
    "middling not common": () => `${middling()} NOT ${common()}`,
    near: () => `${common()} NEAR/5 ${middling()}`,
    beginning: () => `${middling().slice(0, 4)}*`,
    title: () => `in:title ${common()}`,
    channel: () => `channel:${channel()}`,
    "channel and word": () => `channel:${channel()} ${middling()}`,
    outlet: () => `outlet:${wordOfRank(500 + between(0, 300))}.test`,
    "outlet and word": () => `outlet:${wordOfRank(500 + between(0, 300))}.test ${common()}`,
    "language and time": () => `lang:en since:${between(2, 60)}d`,
    "word in a span": () => `${middling()} since:2025-0${between(1, 9)}-01 until:2025-0${between(1, 9)}-28`,
    everything: () => "",
  };
  const names = Object.keys(kinds);
  return Array.from({ length: count }, (_, n) => {
    const kind = names[n % names.length] ?? "rare";
    return { kind, q: kinds[kind]?.() ?? "" };
  });
}
