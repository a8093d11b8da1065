import { SaxesParser } from "saxes";
import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { decodeEntityName } from "#connectors/page/clean-html.ts";

/** An element of a feed, with namespaces, base address and language already worked out. */
export interface XmlElement {
  /** Local name, lower case, with the usual prefix of its namespace unless it is the feed's own (`dc:date`). */
  name: string;
  /** Attribute values by lower-case name; those of other namespaces carry their usual prefix (`rdf:about`). */
  attributes: Readonly<Record<string, string>>;
  children: Array<XmlElement | string>;
  /** The address that relative ones inside are resolved against (XML Base). */
  base: string | undefined;
  language: string | undefined;
}

export interface XmlTree {
  root: XmlElement | undefined;
  /** Why the text is not well-formed; the first fault only, they follow from one another. */
  fault: string | undefined;
  /** Set when reading stopped before the end, because the text is hostile or endless. */
  isCut: boolean;
}

/** Limits that no honest feed comes near to. */
const XML_LIMITS = {
  characters: 20_000_000,
  depth: 400,
  elements: 600_000,
  faults: 5_000,
  bareAmpersands: 200_000,
  expandedCharacters: 100_000,
} as const;

/** Elements nested deeper than this are read but not kept. */
const KEPT_DEPTH = 200;

/** Namespaces to the prefix under which the readers know them; "" is a feed's own vocabulary. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["", ""],
  ["http://purl.org/rss/1.0/", ""],
  ["http://purl.org/net/rss1.1#", ""],
  ["http://my.netscape.com/rdf/simple/0.9/", ""],
  ["http://channel.netscape.com/rdf/simple/0.9/", ""],
  ["http://backend.userland.com/rss", ""],
  ["http://backend.userland.com/rss2", ""],
  ["http://backend.userland.com/rss191", ""],
  ["http://blogs.law.harvard.edu/tech/rss", ""],
  ["http://purl.org/atom/ns#", "atom"],
  ["http://www.w3.org/2005/atom", "atom"],
  ["http://www.sitemaps.org/schemas/sitemap/0.9", ""],
  ["http://www.google.com/schemas/sitemap/0.84", ""],
  ["http://www.google.com/schemas/sitemap-news/0.9", "news"],
  ["http://www.google.com/schemas/sitemap-image/1.1", "image"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://www.w3.org/1999/xhtml", "xhtml"],
  ["http://purl.org/dc/elements/1.0/", "dc"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://purl.org/rss/1.0/modules/content/", "content"],
  ["http://purl.org/rss/1.0/modules/syndication/", "sy"],
  ["http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://example.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://search.yahoo.com/mrss/", "media"],
  ["http://search.yahoo.com/mrss", "media"],
  ["http://rssnamespace.org/feedburner/ext/1.0", "feedburner"],
  ["http://www.w3.org/xml/1998/namespace", "xml"],
  ["http://www.w3.org/2000/svg", "svg"],
  ["http://www.w3.org/1998/math/mathml", "math"],
]);

class Hostile extends Error {}

/**
 * Reads XML that should be well-formed and often is not into a small tree. Faults are passed over: bare `&`,
 * undefined entities and prefixes, elements left open, text cut off. Entities declared in the document are
 * expanded only where they are short and plain, so that nesting them leads nowhere. Never throws.
 */
export function readXmlTree(text: string, url?: string): XmlTree {
  const tree: XmlTree = { root: undefined, fault: undefined, isCut: false };
  const stack: XmlElement[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let elements = 0;
  let faults = 0;
  let depth = 0;
  let ownPrefix = "";

  parser.ENTITIES = entityTable(text);
  parser.on("error", (error) => {
    tree.fault ??= error.message.slice(0, 200);
    if (++faults > XML_LIMITS.faults) throw new Hostile();
  });
  parser.on("opentag", (tag) => {
    if (++elements > XML_LIMITS.elements || ++depth > XML_LIMITS.depth) throw new Hostile();
    if (depth > KEPT_DEPTH) return;
    const prefix = prefixOf(tag.uri, tag.prefix);
    if (depth === 1 && (prefix === "atom" || tag.local.toLowerCase() === "feed")) ownPrefix = prefix;
    const parent = stack.at(-1);
    const attributes = readAttributes(tag.attributes);
    const ownBase = attributes["xml:base"];
    const element: XmlElement = {
      name: qualified(prefix === ownPrefix ? "" : prefix, tag.local),
      attributes,
      children: [],
      base:
        (ownBase === undefined ? undefined : resolveHttpUrl(ownBase, parent?.base ?? url)) ??
        parent?.base ??
        url,
      language: attributes["xml:lang"] ?? parent?.language,
    };
    if (parent !== undefined) parent.children.push(element);
    else tree.root ??= element;
    stack.push(element);
  });
  parser.on("closetag", () => {
    if (depth-- <= KEPT_DEPTH) stack.pop();
  });
  const keep = (characters: string) => {
    if (depth > 0 && depth <= KEPT_DEPTH) stack.at(-1)?.children.push(characters);
  };
  parser.on("text", keep);
  parser.on("cdata", keep);

  const front = trimFront(text).slice(0, XML_LIMITS.characters);
  const mended = escapeBareAmpersands(front);
  tree.isCut = front.length < text.trim().length - LONGEST_FRONT || mended.isCut;
  try {
    parser.write(mended.text).close();
  } catch (error) {
    if (!(error instanceof Hostile)) tree.fault ??= error instanceof Error ? error.message : "unreadable";
    else tree.isCut = true;
  }
  return tree;
}

/** How far down the first element of a feed may stand. */
const LONGEST_FRONT = 20_000;

const START = /<\?xml\b|<(?:\w+:)?(?:rss|feed|rdf|opml|urlset|sitemapindex)[\s>]/i;

/** What stands before the first element breaks XML: blank lines, a notice that a PHP page printed. */
function trimFront(text: string): string {
  const start = text.search(/\S/);
  if (start < 0 || /^<[?!]/.test(text.slice(start, start + 2))) return text.slice(Math.max(0, start));
  const at = text.slice(0, LONGEST_FRONT).search(START);
  return at > 0 ? text.slice(at) : text;
}

/**
 * The parser reads a bare `&` up to the next `;`, over any elements between; here it becomes `&amp;`. Comments and
 * CDATA are left alone. One pass, whatever the text: an end that is not there is looked for once only.
 */
function escapeBareAmpersands(text: string): { text: string; isCut: boolean } {
  const ends = new Map([
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
  ]);
  const marks = /&(?!#\d{1,8};|#[xX][\da-fA-F]{1,6};|[A-Za-z][\w.-]{0,31};)|<!--|<!\[CDATA\[/g;
  const parts: string[] = [];
  let from = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === "&") {
      if (parts.length > XML_LIMITS.bareAmpersands * 2) return { text: parts.join(""), isCut: true };
      parts.push(text.slice(from, mark.index), "&amp;");
      from = mark.index + 1;
      continue;
    }
    const end = ends.get(mark[0]);
    const at = end === undefined ? -1 : text.indexOf(end, marks.lastIndex);
    if (at < 0) ends.delete(mark[0]);
    else marks.lastIndex = at;
  }
  return { text: from === 0 ? text : parts.join("") + text.slice(from), isCut: false };
}

/** XML's five, those of HTML, and short plain ones that the document declares itself. */
function entityTable(text: string): Record<string, string> {
  const known = new Map([
    ["amp", "&"],
    ["lt", "<"],
    ["gt", ">"],
    ["quot", '"'],
    ["apos", "'"],
  ]);
  const start = text.slice(0, 20_000).indexOf("<!DOCTYPE");
  const subset =
    start < 0
      ? undefined
      : /^<!DOCTYPE[^[>]{0,500}\[([\s\S]*?)\]\s*>/.exec(text.slice(start, start + 20_000));
  const doctype = subset?.[1] ?? "";
  const declared = new Set<string>();
  for (const [, name = "", double, single] of doctype.matchAll(
    /<!ENTITY\s+([\w.-]{1,32})\s+(?:"([^"]{0,200})"|'([^']{0,200})')\s*>/g,
  )) {
    const value = double ?? single ?? "";
    if (declared.size < 300 && !known.has(name) && !/&(?!#)|<|%/.test(value)) {
      declared.add(name);
      known.set(
        name,
        value.replace(/&#(x?)([\da-f]{1,6});/gi, (_, hex: string, digits: string) =>
          codePoint(digits, hex !== ""),
        ),
      );
    }
  }
  let budget: number = XML_LIMITS.expandedCharacters;
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => {
        if (typeof name !== "string") return undefined;
        let value = known.get(name);
        if (value === undefined) {
          value = decodeEntityName(name);
          if (value !== undefined) known.set(name, value);
        }
        if (value !== undefined && declared.has(name)) budget -= value.length;
        return budget < 0 ? undefined : value;
      },
    },
  );
}

function codePoint(digits: string, isHex: boolean): string {
  const value = Number.parseInt(digits, isHex ? 16 : 10);
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : "";
}

function prefixOf(uri: string, prefix: string): string {
  return NAMESPACES.get(uri.trim().toLowerCase()) ?? (prefix === "" ? "" : prefix.toLowerCase());
}

function qualified(prefix: string, local: string): string {
  const name = local.toLowerCase();
  return prefix === "" ? name : `${prefix}:${name}`;
}

function readAttributes(
  given: Readonly<Record<string, { prefix: string; local: string; uri: string; value: string }>>,
): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { prefix, local, uri, value } of Object.values(given)) {
    if (prefix === "xmlns" || (prefix === "" && local === "xmlns")) continue;
    const name = prefix === "" ? local.toLowerCase() : qualified(prefixOf(uri, prefix), local);
    attributes[name] ??= value;
  }
  return attributes;
}
