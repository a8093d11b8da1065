import { seededRandom, wordOfRank } from "./synthetic-posts.ts";

/** Word ranks follow Zipf's law with exponent 1 over this many words. */
const vocabulary = 60_000;
const topicCount = 2_000;

/** What people talk about: what it is called, and the words that come up with it. */
interface Topic {
  readonly name: string;
  readonly acronym: string;
  readonly account: string;
  readonly words: readonly string[];
}

/** Which monitors: broad ones are satisfied by about one post in 500 each, narrow ones by one in 50,000. */
export type Breadth = "broad" | "narrow";

/** A stream of invented posts and monitors over it, the same for the same seed. */
export interface SyntheticStream {
  /** About 20 words: half everyday ones, half of one topic, with its name, acronym or account now and then. */
  post(): string;
  /** A Boolean query of 5 to 20 terms with alternatives, phrases, NEAR and NOT. */
  monitor(breadth: Breadth): string;
}

export function makeSyntheticStream(seed: number): SyntheticStream {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const between = (low: number, high: number): number => low + below(high - low);
  const everyday = (): string => wordOfRank(Math.floor(vocabulary ** random()) - 1);
  const ranked = (low: number, high: number): string => wordOfRank(between(low, high));
  const one = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const several = (count: number, make: () => string): string[] => [
    ...new Set(Array.from({ length: count }, make)),
  ];
  const anyOf = (words: readonly string[]): string =>
    words.length === 1 ? words.join("") : `(${words.join(" OR ")})`;

  const topics: Topic[] = Array.from({ length: topicCount }, (_, n) => ({
    name: `${ranked(300, 3_000)} ${ranked(300, 6_000)}`,
    acronym: wordOfRank(vocabulary + n),
    account: `@${wordOfRank(vocabulary + topicCount + n)}`,
    words: several(14, () => ranked(150, 8_000)),
  }));
  /** Few topics are talked about most. */
  const topic = (): Topic => topics[Math.floor(random() ** 2 * topicCount)]!;

  function post(): string {
    const about = topic();
    return Array.from({ length: between(11, 25) }, () => {
      const kind = random();
      if (kind < 0.55) return everyday();
      if (kind < 0.92) return one(about.words);
      if (kind < 0.95) return about.name;
      return kind < 0.98 ? about.acronym : about.account;
    }).join(" ");
  }

  /** Everyday words that many monitors share, as those of one office do. */
  const shared = (): string => anyOf(several(between(2, 4), () => wordOfRank(below(40))));
  const unwanted = (): string => `NOT ${anyOf(several(between(1, 4), () => ranked(100, 4_000)))}`;

  function narrow(): string {
    const about = topic();
    const names = anyOf([`"${about.name}"`, about.acronym, about.account].slice(0, between(2, 4)));
    const words = several(between(3, 7), () => one(about.words));
    const others = several(between(2, 6), () => ranked(300, 8_000));
    return one([
      () => `${names} ${anyOf(words)} ${anyOf(others)} ${unwanted()}`,
      () => `${names} NEAR/5 ${anyOf(words.slice(0, 3))} ${anyOf(others)} ${unwanted()}`,
      () => `${shared()} ${anyOf(words.slice(0, 3))} "${about.name}" ${unwanted()}`,
      () => `"${words.slice(0, 2).join(" ")}" ${anyOf([...words.slice(2), ...others])} ${unwanted()}`,
      () =>
        `${names} ${shared()} ${anyOf([...others, `${ranked(2_000, 9_000).slice(0, 6)}*`])} ${unwanted()}`,
      () => `${anyOf(words)} ${anyOf(others)} ${names} ${shared()}`,
    ])();
  }

  function broad(): string {
    const about = topic();
    const words = several(between(3, 8), () => ranked(50, 1_250));
    const frequent = anyOf(several(between(3, 7), () => wordOfRank(between(2, 50))));
    const names = [`"${about.name}"`, about.acronym];
    return one([
      () => `${anyOf([...words.slice(0, 3), ...names])} ${frequent} ${unwanted()}`,
      () => `${anyOf(words)} ${shared()} ${frequent} ${unwanted()}`,
      () => `${anyOf([...names, ...about.words.slice(0, 2)])} ${unwanted()} ${unwanted()}`,
      () => `${anyOf(words.slice(0, 4))} NEAR/6 ${frequent} ${unwanted()}`,
      () =>
        `${anyOf([...words.slice(0, 4), `"${about.words.slice(0, 2).join(" ")}"`])} ${shared()} ${unwanted()}`,
    ])();
  }

  return { post, monitor: (breadth) => (breadth === "broad" ? broad() : narrow()) };
}
