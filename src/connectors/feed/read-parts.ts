import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import {
  type HtmlText,
  hasMarkup,
  plainLine,
  readHtmlText,
  tidyLine,
  tidyLines,
} from "#connectors/page/plain-text.ts";
import { type FeedEnclosure, MAX_ITEM_CATEGORIES, MAX_ITEM_ENCLOSURES } from "./feed-shape.ts";
import type { XmlElement } from "./xml-tree.ts";

const NONE: readonly XmlElement[] = [];

/** The element's children of these names, in the order of the document. */
export function childrenOf(element: XmlElement, ...names: string[]): readonly XmlElement[] {
  let found: XmlElement[] | undefined;
  for (const child of element.children) {
    if (typeof child === "string" || !names.includes(child.name)) continue;
    if (found === undefined) found = [child];
    else found.push(child);
  }
  return found ?? NONE;
}

/** The first child of the first of these names that says anything. */
export function childOf(element: XmlElement, ...names: string[]): XmlElement | undefined {
  for (const name of names) {
    for (const child of element.children)
      if (typeof child !== "string" && child.name === name && !isEmpty(child)) return child;
  }
  return undefined;
}

/** All text inside an element, elements within it left out of account. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const [first, second] = element.children;
  let text: string;
  if (typeof first === "string" && second === undefined) text = first.trim();
  else {
    const parts: string[] = [];
    collectText(element, parts);
    text = parts.join("").trim();
  }
  return text === "" ? undefined : text;
}

/** The text of the first child that says anything. */
export function childText(element: XmlElement, ...names: string[]): string | undefined {
  return textOf(childOf(element, ...names));
}

/** The text of the last child of each name: where a feed repeats a date, the later word counts. */
export function lastTexts(element: XmlElement, ...names: string[]): Array<string | undefined> {
  return names.map((name) => textOf(lastOf(element, name)));
}

function lastOf({ children }: XmlElement, name: string): XmlElement | undefined {
  for (let at = children.length - 1; at >= 0; at--) {
    const child = children[at];
    if (typeof child === "object" && child.name === name) return child;
  }
  return undefined;
}

function collectText(element: XmlElement, parts: string[]): void {
  for (const child of element.children) {
    if (typeof child === "string") parts.push(child);
    else collectText(child, parts);
  }
}

function isEmpty(element: XmlElement): boolean {
  return element.children.every((child) =>
    typeof child === "string" ? child.trim() === "" : child.attributes["src"] === undefined && isEmpty(child),
  );
}

/** Void elements of HTML, which are written without an end. */
const VOID = new Set(["br", "hr", "img", "wbr", "col"]);

/** What is inside an element as HTML, pictures already absolute; for XHTML content and for markup left unescaped. */
export function innerMarkup(element: XmlElement): string {
  const parts: string[] = [];
  collectMarkup(element, parts);
  return parts.join("");
}

function collectMarkup(element: XmlElement, parts: string[]): void {
  for (const child of element.children) {
    if (typeof child === "string") {
      parts.push(escapeMarkup(child));
      continue;
    }
    // `svg:title` must not become a title: only XHTML and unprefixed names are HTML.
    const name = child.name.startsWith("xhtml:") ? child.name.slice(6) : child.name.replace(":", "-");
    const attributes = Object.entries(child.attributes)
      .filter(([key]) => /^[a-z][a-z-]*$/.test(key))
      .map(
        ([key, value]) =>
          ` ${key}="${escapeMarkup(absolute(key, value, child.base)).replace(/"/g, "&quot;")}"`,
      );
    parts.push(`<${name}${attributes.join("")}>`);
    // A `<br>` that was left open holds what comes after it.
    collectMarkup(child, parts);
    if (!VOID.has(name)) parts.push(`</${name}>`);
  }
}

function absolute(name: string, value: string, base: string | undefined): string {
  return name === "src" ? (resolveHttpUrl(value, base) ?? value) : value;
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** A piece of foreign content before it is cleaned. */
export interface RawContent {
  value: string;
  isHtml: boolean;
  base: string | undefined;
}

/** The content of an RSS element: escaped HTML, plain text, or markup left unescaped. */
export function rawOf(element: XmlElement): RawContent {
  const hasElements = element.children.some((child) => typeof child !== "string");
  const value = hasElements ? innerMarkup(element) : (textOf(element) ?? "");
  return { value, isHtml: hasElements || hasMarkup(value), base: element.base };
}

/** What a content says and shows; `undefined` when that is nothing. */
export function readContent(raw: RawContent | undefined): Partial<HtmlText> | undefined {
  if (raw === undefined) return undefined;
  const { text, ...picture }: HtmlText = raw.isHtml
    ? readHtmlText(raw.value, raw.base)
    : { text: tidyLines(raw.value) };
  if (text !== "") return { text, ...picture };
  return picture.imageUrl === undefined ? undefined : picture;
}

/** A content on one line as plain text: titles, names. */
export function cleanLine(raw: RawContent | undefined): string | undefined {
  if (raw === undefined) return undefined;
  const line = raw.isHtml ? plainLine(raw.value) : tidyLine(raw.value);
  return line === "" ? undefined : line;
}

/**
 * A person's name as feeds write it: `me@contoh.id (Nama)`, `Nama <me@contoh.id>`, `Nama (me@contoh.id)`. An
 * address by e-mail is left out where there is a name.
 */
export function personName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = plainLine(text.includes("@") ? text.replace(/<([^<>\s]+@[^<>\s]+)>/g, "($1)") : text, 300);
  const name = line.includes("@") ? withoutEmail(line) : line;
  const trimmed = name.replace(/^[\s,;-]+|[\s,;-]+$/g, "");
  return (trimmed === "" ? line : trimmed) || undefined;
}

function withoutEmail(line: string): string {
  const inBrackets = /^\s*\S+@\S+\s*\(([^()]+)\)\s*$/.exec(line)?.[1];
  return inBrackets ?? line.replace(/\s*\(?\b[^\s()]+@[^\s()]+\)?\s*/g, " ");
}

/** Names once each, joined by commas. */
export function joinNames(names: ReadonlyArray<string | undefined>): string | undefined {
  const distinct = [...new Set(names.filter((name): name is string => name !== undefined && name !== ""))];
  return distinct.length === 0 ? undefined : distinct.slice(0, 20).join(", ");
}

/** Labels once each, tidied and capped. */
export function distinctLabels(labels: ReadonlyArray<string | undefined>): string[] {
  const tidied = labels.map((label) => (label === undefined ? "" : plainLine(label, 200)));
  return [...new Set(tidied.filter((label) => label !== ""))].slice(0, MAX_ITEM_CATEGORIES);
}

/** An enclosure with an absolute address, or `undefined`. */
export function enclosureOf(
  address: string | undefined,
  base: string | undefined,
  type: string | undefined,
  length: string | number | undefined,
): FeedEnclosure | undefined {
  const url = address === undefined ? undefined : resolveHttpUrl(address, base);
  if (url === undefined) return undefined;
  const lengthBytes = Number(length);
  return {
    url,
    ...(type === undefined || type === "" ? {} : { type: tidyLine(type, 100) }),
    ...(length !== undefined && Number.isSafeInteger(lengthBytes) && lengthBytes > 0 ? { lengthBytes } : {}),
  };
}

/** Enclosures once for each address. */
export function distinctEnclosures(enclosures: ReadonlyArray<FeedEnclosure | undefined>): FeedEnclosure[] {
  const byUrl = new Map<string, FeedEnclosure>();
  for (const enclosure of enclosures) {
    if (enclosure !== undefined && !byUrl.has(enclosure.url)) byUrl.set(enclosure.url, enclosure);
  }
  return [...byUrl.values()].slice(0, MAX_ITEM_ENCLOSURES);
}

/** Drops the keys that are undefined, so that a missing thing is missing and not there as nothing. */
export function compact<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) if (value !== undefined) kept[key] = value;
  return kept as T;
}

/** A language tag as it is compared everywhere: `id`, `en-US`; nonsense is dropped. */
export function languageTag(text: string | undefined): string | undefined {
  const tag = text?.trim().replace(/_/g, "-");
  return tag !== undefined && /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.test(tag) ? tag : undefined;
}
