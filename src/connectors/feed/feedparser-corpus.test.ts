import { existsSync, globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { plainText, tidyLine } from "#connectors/page/plain-text.ts";
import { expectNoMarkup } from "#test/expect-no-markup.ts";
import { decodeBody } from "./decode-body.ts";
import type { FeedItem, ParsedFeed } from "./feed-shape.ts";
import { parseFeed } from "./parse-feed.ts";

/**
 * The conformance tests of Universal Feed Parser (BSD-2-Clause), which lie beside the checkout, not in it. Each file
 * states what is expected of it as a Python expression in a comment. What it says of title, link, date, id and
 * content is compared; `docs/feeds.md` tells the figures and where we differ on purpose.
 */
const corpus = join(import.meta.dirname, "../../../../shared/data/feeds-feedparser/tests");
const isHere = existsSync(corpus);
const suite = isHere ? describe : describe.skip;
if (!isHere) console.warn(`skipped: feed conformance tests, ${relative(process.cwd(), corpus)} is not there`);

type Field =
  | "title"
  | "link"
  | "date"
  | "id"
  | "content"
  | "author"
  | "category"
  | "enclosure"
  | "language"
  | "ttl";
interface Claim {
  field: Field;
  path: string;
  wanted: string;
  holds: boolean;
  got: string | undefined;
}

/** Floors just under what is reached; the exact figures are in docs/feeds.md. */
const FLOORS: Partial<Record<Field, number>> = {
  title: 0.98,
  link: 0.98,
  date: 0.99,
  id: 0.9,
  content: 0.97,
  author: 0.99,
  enclosure: 0.99,
};

suite("the conformance tests of Universal Feed Parser", () => {
  const files = isHere ? globSync("**/*.{xml,json}", { cwd: corpus }).sort() : [];

  test("are all there", () => expect(files.length).toBeGreaterThan(1900));

  test("never crash, hang or let markup through, and agree on what they say", () => {
    const claims: Array<Claim & { file: string }> = [];
    const slow: string[] = [];
    for (const file of files) {
      const bytes = readFileSync(join(corpus, file));
      const started = performance.now();
      const { text } = decodeBody(bytes, "application/xml");
      const feed = parseFeed(text, { url: addressOf(file, text) });
      if (performance.now() - started > 2000) slow.push(file);
      expectNoMarkup(feed, file);
      claims.push(...claimsOf(text, feed).map((claim) => ({ ...claim, file })));
    }
    expect(slow).toEqual([]);
    const table = summarise(claims);
    console.table(table);
    if (process.env["FEED_DISAGREEMENTS"] !== undefined) {
      for (const { file, field, path, wanted, got, holds } of claims)
        if (!holds) console.log(file, field, path, JSON.stringify(wanted), "→", JSON.stringify(got));
    }
    for (const [field, floor] of Object.entries(FLOORS)) {
      expect(table[field]?.share, field).toBeGreaterThanOrEqual(floor);
    }
  }, 120_000);
});

function addressOf(file: string, text: string): string {
  const own = `http://127.0.0.1:8097/tests/${file}`;
  const location = /^Header:\s+Content-Location:\s*(\S+)/m.exec(text)?.[1];
  const resolved = location === undefined ? null : URL.parse(location, own);
  return resolved?.protocol === "http:" ? resolved.href : own;
}

function summarise(
  claims: readonly Claim[],
): Record<string, { claims: number; agree: number; share: number }> {
  const table: Record<string, { claims: number; agree: number; share: number }> = {};
  for (const { field, holds } of claims) {
    const row = table[field] ?? { claims: 0, agree: 0, share: 0 };
    table[field] = row;
    row.claims++;
    if (holds) row.agree++;
    row.share = Math.round((row.agree / row.claims) * 10_000) / 10_000;
  }
  return table;
}

// --- what a file claims -------------------------------------------------------------------------------------------

const STRING = String.raw`(?:"""[\s\S]*?"""|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const PATH = String.raw`(?:feed|entries\[\d\])(?:\[\d\]|\['[\w-]+'\]|\.\w+)+`;
const CLAIM = new RegExp(
  String.raw`((?:${PATH}\s*==\s*)+)(?:u?(${STRING}(?:\s*\+\s*${STRING})*)|\(([\d, ]+)\))`,
  "g",
);

function claimsOf(text: string, feed: ParsedFeed): Claim[] {
  const expectation = /Expect:\s*([^\n]*(?:\n(?!-->)[^\n]*)*)/.exec(text)?.[1] ?? "";
  const claims: Claim[] = [];
  for (const [, paths = "", quoted, numbers] of expectation.matchAll(CLAIM)) {
    const wanted = quoted === undefined ? instantOf(numbers ?? "") : unquote(quoted);
    for (const path of paths
      .split("==")
      .map((part) => part.trim())
      .filter((part) => part !== "")) {
      const claim = compare(path.replace(/\.(\w+)/g, "['$1']"), wanted, feed, text);
      if (claim !== undefined) claims.push({ path, wanted, ...claim });
    }
  }
  return claims;
}

const PIECE = new RegExp(STRING, "g");

function unquote(expression: string): string {
  return (expression.match(PIECE) ?? []).map(unquoteOne).join("");
}

function unquoteOne(quoted: string): string {
  const inside = quoted.startsWith('"""') ? quoted.slice(3, -3) : quoted.slice(1, -1);
  return inside.replace(/\\(x[\da-f]{2}|u[\da-f]{4}|.)/gi, (_, code: string) =>
    /^[xu]./.test(code)
      ? String.fromCodePoint(Number.parseInt(code.slice(1), 16))
      : code === "n"
        ? "\n"
        : code === "t"
          ? "\t"
          : code,
  );
}

function instantOf(numbers: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers.split(",").map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString();
}

function compare(
  path: string,
  wanted: string,
  feed: ParsedFeed,
  text: string,
): Omit<Claim, "path" | "wanted"> | undefined {
  const entry = /^entries\[(\d)\](.*)$/.exec(path);
  const item = entry === null ? undefined : feed.items[Number(entry[1])];
  const key = entry === null ? path.slice(4) : (entry[2] ?? "");
  const say = (field: Field, got: string | undefined, holds = got === wanted) => ({ field, got, holds });
  const of: Partial<FeedItem> = item ?? {};
  switch (key) {
    case "['title']":
    case "['title_detail']['value']":
      return sayText("title", wanted, [entry === null ? feed.title : of.title]);
    case "['link']":
      return say("link", entry === null ? feed.siteUrl : of.url);
    case "['links'][0]['href']": {
      const isAlternate = !/rel="(?!alternate)/.test(text) && !/<enclosure/.test(text);
      return isAlternate ? say("link", entry === null ? feed.siteUrl : of.url) : undefined;
    }
    case "['language']":
      return say("language", entry === null ? feed.language : of.language);
    case "['author']":
    case "['author_detail']['name']": {
      const got = entry === null ? feed.author : of.author;
      return say("author", got, got === wanted || got === wanted.replace(/ \(\S+@\S+\)$/, ""));
    }
    case "['description']":
    case "['subtitle']":
    case "['tagline']":
    case "['info']":
    case "['tagline_detail']['value']":
    case "['subtitle_detail']['value']":
    case "['info_detail']['value']":
      if (entry === null) return sayText("content", wanted, [feed.description]);
      return key === "['description']" ? sayText("content", wanted, [of.text, of.summary]) : undefined;
    case "['ttl']":
      return say("ttl", String(feed.ttlMinutes));
  }
  if (entry === null) return undefined;
  switch (key) {
    case "['id']":
    case "['guid']":
      return say("id", of.externalId);
    case "['summary']":
    case "['summary_detail']['value']":
    case "['content'][0]['value']":
      return sayText("content", wanted, [of.text, of.summary]);
    case "['published']":
    case "['created']":
    case "['published_parsed']":
    case "['created_parsed']":
    case "['updated']":
    case "['updated_parsed']": {
      const got = (
        key.includes("updated") ? (of.updatedAt ?? of.publishedAt) : of.publishedAt
      )?.at.toISOString();
      return say("date", got, got === new Date(wanted).toISOString());
    }
    case "['category']":
      return say("category", of.categories?.[0]);
  }
  const term = /^\['tags'\]\[(\d)\]\['(term|label)'\]$/.exec(key);
  if (term !== null)
    return say("category", of.categories?.[Number(term[1])], of.categories?.includes(wanted) ?? false);
  const enclosure = /^\['enclosures'\]\[(\d)\]\['(href|url|type|length)'\]$/.exec(key);
  if (enclosure === null) return undefined;
  const file = of.enclosures?.[Number(enclosure[1])];
  const value =
    enclosure[2] === "type" ? file?.type : enclosure[2] === "length" ? String(file?.lengthBytes) : file?.url;
  return say("enclosure", value);
}

const flat = (text: string) => text.replace(/\s+/g, " ").trim();

/** Where they give HTML we give words: the claim holds when the words are the same. */
function sayText(
  field: Field,
  wanted: string,
  got: ReadonlyArray<string | undefined>,
): Omit<Claim, "path" | "wanted"> {
  const readings = [flat(plainText(wanted)), tidyLine(wanted)];
  const shown = got.filter((text) => text !== undefined).map(flat);
  return {
    field,
    got: shown.join(" | "),
    holds: shown.length === 0 ? readings.includes("") : shown.some((text) => readings.includes(text)),
  };
}
