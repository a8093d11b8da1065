import { parseFeed as parseByFeedsmith } from "feedsmith";
import RssParser from "rss-parser";
import sanitizeHtml from "sanitize-html";
import { parseFeed } from "#connectors/feed/parse-feed.ts";
import { against, type BenchOptions, type Figure, quantile } from "./figure.ts";
import { measurePauses } from "./large-feed.ts";
import { type SyntheticFeed, syntheticFeeds } from "./synthetic-feeds.ts";

const rounds = 7;
/** A round reads a feed again and again until so many items are through. */
const itemsPerRound = 1_000;

/** Reads a feed. @returns the texts of each item as the reader hands them on: teaser, article */
type Reader = (xml: string) => Promise<string[][]>;

/** Ours makes plain text of all markup. */
const own: Reader = async (xml) => parseFeed(xml).items.map(({ text, summary }) => given([text, summary]));

/** The other npm readers. They hand the markup on as it came. */
const peers: Record<string, Reader> = {
  async feedsmith(xml) {
    const parsed = parseByFeedsmith(xml);
    if (parsed.format === "rss")
      return (parsed.feed.items ?? []).map((item) => given([item.content?.encoded, item.description]));
    if (parsed.format === "atom")
      return (parsed.feed.entries ?? []).map((entry) => given([entry.content?.value, entry.summary?.value]));
    return [];
  },
  async "rss-parser"(xml) {
    const { items } = await rssParser.parseString(xml);
    return items.map((item) => given([item["content:encoded"], item.content, item.summary]));
  },
};
const rssParser = new RssParser<Record<string, never>, { "content:encoded"?: string }>();

/**
 * Items a second of processor time, for feeds of several kinds and lengths. Each peer stands beside ours three times: as
 * it is; with its markup put through sanitize-html at its defaults, the usual way to make it harmless; and with the
 * markup made plain text by sanitize-html, which is what ours does.
 */
export async function run(options: Pick<BenchOptions, "say">): Promise<Figure[]> {
  const readers: Record<string, Reader> = { own };
  for (const [name, read] of Object.entries(peers)) {
    readers[name] = read;
    readers[`${name} + sanitize-html`] = cleaned(read);
    readers[`${name} + sanitize-html to text`] = cleaned(read, { allowedTags: [], allowedAttributes: {} });
  }
  const figures: Figure[] = await measurePauses();
  for (const feed of syntheticFeeds()) {
    options.say(`${feed.name}, ${feed.items} items`);
    const rates = await measure(feed, readers);
    for (const peer of Object.keys(readers).filter((name) => name !== "own"))
      figures.push(
        against({
          figure: `feeds: ${feed.name}, ${feed.items} items`,
          value: Math.round(rates["own"] ?? Number.NaN),
          unit: "items/s of processor time",
          peer,
          peerValue: Math.round(rates[peer] ?? Number.NaN),
        }),
      );
  }
  return figures;
}

/** The median rate of each reader; they take turns, so that what else the machine does falls on all alike. */
async function measure(
  feed: SyntheticFeed,
  readers: Record<string, Reader>,
): Promise<Record<string, number>> {
  const samples = new Map<string, number[]>(Object.keys(readers).map((name) => [name, []]));
  const readings = Math.ceil(itemsPerRound / feed.items);
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const begun = process.cpuUsage();
      for (let reading = 0; reading < readings; reading += 1) refuseLoss(feed, name, await read(feed.xml));
      const { user, system } = process.cpuUsage(begun);
      if (round > 0) samples.get(name)?.push((feed.items * readings * 1_000_000) / (user + system));
    }
  }
  return Object.fromEntries([...samples].map(([name, rates]) => [name, quantile(rates, 0.5)]));
}

/** A reader that leaves out what it should read would be fast for nothing. */
function refuseLoss(feed: SyntheticFeed, name: string, items: readonly string[][]): void {
  const wanted = feed.name.includes("articles") ? 2 : 1;
  const whole = items.filter((texts) => texts.length === wanted).length;
  if (whole !== feed.items) throw new Error(`${name} read ${whole} of ${feed.items} items (${feed.name})`);
}

const cleaned =
  (read: Reader, options?: sanitizeHtml.IOptions): Reader =>
  async (xml) =>
    (await read(xml)).map((texts) => texts.map((html) => sanitizeHtml(html, options)));

const given = (texts: ReadonlyArray<string | undefined>): string[] =>
  texts.filter((text): text is string => text !== undefined && text !== "");
