import type { FeedReading, ParsedFeed } from "./feed-shape.ts";
import { readAtom } from "./read-atom.ts";
import { readJsonFeed } from "./read-json-feed.ts";
import { readRss } from "./read-rss.ts";
import { note } from "./source-note.ts";
import { readXmlTree } from "./xml-tree.ts";

export interface ParseFeedOptions {
  /** The address the feed came from, after redirects: relative links are resolved against it. */
  url?: string;
  /** The Content-Type header; only a hint, since servers get it wrong. */
  contentType?: string;
  /** Zone of times without one; RFC 5322 means UTC, but an outlet may be known to write its own time. */
  zone?: FeedReading["zone"];
  /** When given, dates more than a day ahead are dropped with a note, and relative dates are read. */
  now?: Date;
}

const NO_FEED = { format: "none" } as const;

/**
 * Reads RSS 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed and channel definition files into one normal
 * form. Takes malformed feeds as far as they can be read. Never throws; what is no feed has the format `none`.
 * All texts of the result are plain text, addresses are absolute http(s).
 */
export function parseFeed(text: string, options: ParseFeedOptions = {}): ParsedFeed {
  const reading: FeedReading = {
    zone: options.zone ?? "UTC",
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.now === undefined ? {} : { now: options.now }),
  };
  const start = text
    .slice(0, 1000)
    .trimStart()
    .replace(/^\uFEFF\s*/, "");
  if (start.startsWith("{") || (/json/i.test(options.contentType ?? "") && !start.startsWith("<"))) {
    return (
      readJsonFeed(text.replace(/^[\s\uFEFF]+/, ""), reading) ?? {
        ...NO_FEED,
        hubUrls: [],
        items: [],
        notes: [note("json-unreadable")],
      }
    );
  }
  const { root, fault, isCut } = readXmlTree(text, options.url);
  const feed = root === undefined ? undefined : readRoot(root, reading);
  if (feed === undefined)
    return { ...NO_FEED, hubUrls: [], items: [], notes: [note("not-a-feed", root?.name)] };
  if (isCut) feed.notes.push(note("xml-cut"));
  else if (fault !== undefined) feed.notes.push(note("xml-repaired", fault));
  return feed;
}

function readRoot(
  root: NonNullable<ReturnType<typeof readXmlTree>["root"]>,
  reading: FeedReading,
): ParsedFeed | undefined {
  const name = root.name.replace(/^.*:/, "");
  if (name === "feed" || name === "entry") return readAtom(root, reading);
  if (name === "rss" || name === "rdf" || name === "channel") return readRss(root, reading);
  return undefined;
}
