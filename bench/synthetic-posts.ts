import type { MentionDraft } from "#modules/listen/server/mentions/mention-draft.ts";

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const onsets = [
  "b",
  "c",
  "d",
  "g",
  "h",
  "j",
  "k",
  "l",
  "m",
  "n",
  "p",
  "r",
  "s",
  "t",
  "w",
  "y",
  "ng",
  "ny",
  "pr",
  "st",
];
const nuclei = ["a", "e", "i", "o", "u", "ai", "au"];
const codas = ["", "", "", "n", "r", "s", "ng", "t", "k"];

/** The `rank`-th most frequent word of an invented language that is spelt like Indonesian; distinct for each rank. */
export function wordOfRank(rank: number): string {
  let word = "";
  let rest = rank;
  do {
    word += onsets[rest % onsets.length] ?? "";
    rest = Math.floor(rest / onsets.length);
    word += nuclei[rest % nuclei.length] ?? "";
    rest = Math.floor(rest / nuclei.length);
    word += codas[(rank + word.length) % codas.length] ?? "";
  } while (rest > 0);
  return `${word}${rank % 97 === 96 ? "nya" : ""}`;
}

/** Word ranks follow Zipf's law with exponent 1, as running text does, over this many words. */
const vocabulary = 400_000;
const logVocabulary = Math.log(vocabulary + 1);

const zipfRank = (random: () => number): number => Math.floor(Math.exp(random() * logVocabulary)) - 1;

const channels = ["x", "facebook", "instagram", "threads", "tiktok", "bluesky", "news"] as const;

/**
 * The `n`-th post of a firehose: about 20 words, one author of many, an address; every tenth is a news item with a
 * headline and an outlet.
 */
export function syntheticPost(n: number, random: () => number, publishedAt: Date): MentionDraft {
  const sentence = (words: number): string =>
    Array.from({ length: words }, () => wordOfRank(zipfRank(random))).join(" ");
  const isNews = n % 10 === 0;
  const channel = isNews ? "news" : (channels[Math.floor(random() ** 2 * 6)] ?? "x");
  const outlet = isNews ? `${wordOfRank(Math.floor(random() ** 2 * 300) + 500)}.test` : channel;
  const text = sentence(12 + Math.floor(random() * 17));
  return {
    sourceId: `00000000-0000-4000-8000-00000000000${n % 8}`,
    sourceTitle: `Sumber ${n % 8}`,
    externalId: String(1_000_000_000_000 + n),
    url: `https://${outlet}/${n}`,
    channel,
    outlet,
    author: isNews ? null : `@${wordOfRank(Math.floor(random() ** 2 * 50_000))}`,
    title: isNews ? sentence(9) : "",
    text,
    language: random() < 0.9 ? "id" : "en",
    publishedAt,
    timePrecision: "minute",
    imageUrl: random() < 0.2 ? `https://${outlet}/${n}.jpg` : null,
    engagement: isNews ? null : { likes: Math.floor(random() * 50), replies: 0, shares: 0, views: null },
    parentExternalId: null,
    threadId: null,
    place: null,
    tags: [],
    attachmentIds: [],
    raw: null,
  };
}
