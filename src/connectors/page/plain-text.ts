import { Parser } from "htmlparser2";
import { bounded, DROPPED_WITH_CONTENT, isPixel, pictureAddress } from "./foreign-html.ts";

/** What separates the words on both sides of an element's tags; other elements stand inside a line. */
const BREAKS: ReadonlyMap<string, string> = new Map([
  ...["td", "th"].map((name) => [name, " "] as const),
  ..."p div br hr ul ol li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr caption figure figcaption section article header footer aside main address"
    .split(" ")
    .map((name) => [name, "\n"] as const),
]);

const DROPPED: ReadonlySet<string> = new Set(DROPPED_WITH_CONTENT);

/** Frames within frames deeper than this are not looked into. */
const MAX_FRAMES = 8;

export interface HtmlText {
  /** Entities decoded, elements gone, blocks on their own lines. Plain: to be escaped wherever it is shown. */
  text: string;
  /** The first picture that shows something, absolute http(s). */
  imageUrl?: string;
}

/** The words of foreign HTML, of an article above all, and its first picture. */
export function readHtmlText(html: string, base?: string): HtmlText {
  const markup = bounded(html);
  if (!hasMarkupSigns(markup)) return { text: tidyText(markup) };
  let imageUrl: string | undefined;
  const words = wordsOf(markup, (attributes) => {
    if (imageUrl === undefined && !isPixel(attributes)) imageUrl = pictureAddress(attributes, base);
  });
  const text = tidyText(withoutActiveElements(words));
  return imageUrl === undefined ? { text } : { text, imageUrl };
}

/**
 * The words of foreign HTML: entities decoded, elements gone, blocks on their own lines. The result is plain text
 * and is to be escaped like any other text wherever it is shown.
 */
export function plainText(html: string): string {
  const markup = bounded(html);
  return hasMarkupSigns(markup) ? tidyLines(wordsOf(markup)) : tidyText(markup);
}

/** A title, name or label: the words of foreign HTML on one line. */
export function plainLine(html: string, maxLength = 2000): string {
  return cutText(oneLine(plainText(html)), maxLength);
}

/** Plain text that is known to hold no markup: control characters removed, white space tidied, on one line. */
export function tidyLine(text: string, maxLength = 2000): string {
  return cutText(oneLine(tidyText(withoutActiveElements(bounded(text)))), maxLength);
}

/**
 * Plain text, lines kept. Text about elements ("the <blink> tag") stays; what would run if somebody forgot to escape it
 * is read as the HTML that it is.
 */
export function tidyLines(text: string): string {
  let words = bounded(text);
  for (let round = 0; round < 3 && words.includes("<") && ACTIVE_ELEMENT.test(words); round++)
    words = wordsOf(words);
  return tidyText(withoutActiveElements(words));
}

/** Whether a text holds elements or entities, so that it must be read as HTML. */
export function hasMarkup(text: string): boolean {
  return hasMarkupSigns(text) && /<\/?[a-z!][^<]*>|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i.test(text);
}

/** The character of an HTML entity name (`eacute` → `é`), or `undefined` when HTML has none of that name. */
export function decodeEntityName(name: string): string | undefined {
  if (!/^[a-z][a-z\d]{1,31}$/i.test(name)) return undefined;
  const decoded = wordsOf(`&${name};`);
  // No name stands for more than two characters: more is a name left as it was, or one that begins like an old one.
  return decoded.length > 2 ? undefined : decoded;
}

/** What the parser finds of text, with breaks where blocks begin and end. */
function wordsOf(
  html: string,
  onPicture?: (attributes: Readonly<Record<string, string>>) => void,
  frames = 0,
): string {
  let words = "";
  let dropped = 0;
  let isFrame = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (dropped > 0 || DROPPED.has(name)) {
        dropped++;
        return;
      }
      isFrame = name === "iframe";
      if (name === "img") onPicture?.(attributes);
      words += BREAKS.get(name) ?? "";
    },
    ontext(text) {
      if (dropped > 0) return;
      // What stands inside a frame is markup for browsers without frames, and the parser leaves it unread.
      words += isFrame && frames < MAX_FRAMES ? wordsOf(text, onPicture, frames + 1) : text;
    },
    onclosetag(name) {
      if (dropped > 0) dropped--;
      else if (name !== "br" && name !== "hr") words += BREAKS.get(name) ?? "";
      isFrame = false;
    },
  });
  parser.end(html);
  return words;
}

function hasMarkupSigns(text: string): boolean {
  return text.includes("<") || text.includes("&");
}

const ACTIVE =
  "(?:script|iframe|frame|object|embed|applet|style|svg|math|form|input|link|meta|base|body|img|video|audio)";
const ACTIVE_ELEMENT = new RegExp(`<\\/?${ACTIVE}\\b`, "i");
const ACTIVE_ELEMENTS = new RegExp(`<\\/?${ACTIVE}\\b[^<>]*>?`, "gi");

function withoutActiveElements(text: string): string {
  return text.includes("<") ? text.replace(ACTIVE_ELEMENTS, "") : text;
}

/** Control characters, soft hyphens, byte order marks, and bidi overrides, which can make a text read as another. */
const INVISIBLE = /[\p{Cc}\u00AD\u200B\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** Anything but plain characters with single spaces between them; most lines have nothing of it. */
const UNTIDY = /[^ -~¡-¬®-ɏ‐-‧]| {2}/;

/** Lines tidied, at most one empty line between two of them, none at the ends. */
function tidyText(text: string): string {
  if (!UNTIDY.test(text)) return text.trim();
  const lines: string[] = [];
  for (const line of text.split(/\r\n?|[\n\u2028\u2029]/)) {
    const tidied = tidyOne(line);
    if (tidied !== "" || (lines.length > 0 && lines.at(-1) !== "")) lines.push(tidied);
  }
  if (lines.at(-1) === "") lines.pop();
  return lines.join("\n");
}

function tidyOne(line: string): string {
  if (!UNTIDY.test(line)) return line.trim();
  return line.toWellFormed().replace(/\t/g, " ").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

function oneLine(text: string): string {
  return text.includes("\n") ? text.replace(/\s+/g, " ") : text;
}

function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : `${text
        .slice(0, maxLength - 1)
        .toWellFormed()
        .replace(/�$/, "")}…`;
}
