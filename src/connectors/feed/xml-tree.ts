import { SaxesParser } from "saxes";
import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { decodeEntityName } from "#connectors/page/plain-text.ts";
import { XmlNames } from "./xml-names.ts";

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
  const names = new XmlNames();

  parser.ENTITIES = entityTable(text);
  parser.on("error", (error) => {
    tree.fault ??= error.message.slice(0, 200);
    if (++faults > XML_LIMITS.faults) throw new Hostile();
  });
  parser.on("opentag", (tag) => {
    if (++elements > XML_LIMITS.elements || ++depth > XML_LIMITS.depth) throw new Hostile();
    if (depth > KEPT_DEPTH) return;
    const prefix = names.prefixOf(tag.uri, tag.prefix);
    if (depth === 1 && (prefix === "atom" || tag.local.toLowerCase() === "feed")) ownPrefix = prefix;
    const parent = stack.at(-1);
    const attributes = names.attributesOf(tag.attributes);
    const ownBase = attributes["xml:base"];
    const base = parent === undefined ? url : parent.base;
    const element: XmlElement = {
      name: names.nameOf(prefix === ownPrefix ? "" : prefix, tag.local),
      attributes,
      children: [],
      base: ownBase === undefined ? base : (resolveHttpUrl(ownBase, base) ?? base),
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

const XML_ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** XML's five, those of HTML, and short plain ones that the document declares itself. */
function entityTable(text: string): Record<string, string> {
  const start = text.slice(0, 20_000).indexOf("<!DOCTYPE");
  const subset =
    start < 0
      ? undefined
      : /^<!DOCTYPE[^[>]{0,500}\[([\s\S]*?)\]\s*>/.exec(text.slice(start, start + 20_000));
  const doctype = subset?.[1] ?? "";
  const declared = new Map<string, string>();
  for (const [, name = "", double, single] of doctype.matchAll(
    /<!ENTITY\s+([\w.-]{1,32})\s+(?:"([^"]{0,200})"|'([^']{0,200})')\s*>/g,
  )) {
    const value = double ?? single ?? "";
    if (declared.size < 300 && !declared.has(name) && !/&(?!#)|<|%/.test(value)) {
      declared.set(
        name,
        value.replace(/&#(x?)([\da-f]{1,6});/gi, (_, hex: string, digits: string) =>
          codePoint(digits, hex !== ""),
        ),
      );
    }
  }
  let budget: number = XML_LIMITS.expandedCharacters;
  const others = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => {
        if (typeof name !== "string") return undefined;
        const own = declared.get(name);
        if (own !== undefined) {
          budget -= own.length;
          return budget < 0 ? undefined : own;
        }
        const value = decodeEntityName(name);
        if (value !== undefined) known[name] = value;
        return value;
      },
    },
  );
  // What is known already is found without asking the proxy: escaped HTML has hundreds of entities in every item.
  const known = Object.assign(Object.create(others) as Record<string, string>, XML_ENTITIES);
  return known;
}

function codePoint(digits: string, isHex: boolean): string {
  const value = Number.parseInt(digits, isHex ? 16 : 10);
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : "";
}
