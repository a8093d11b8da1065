import sanitizeHtml from "sanitize-html";
import { resolveHttpUrl } from "./canonical-url.ts";

/** Foreign markup beyond this many characters is cut before it is read. */
const MAX_HTML_LENGTH = 2_000_000;

/** Nesting beyond this is dropped: no article needs it, and browsers slow down on it. */
const MAX_NESTING = 100;

/** Where elements lie deeper than this, the text is cut: the parser's time grows with the square of the depth. */
const MAX_DEPTH = 300;

const BLOCKS =
  "p div br hr ul ol li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption figure figcaption section article header footer aside main address".split(
    " ",
  );

const KEPT_TAGS =
  "p br hr ul ol li dl dt dd blockquote pre code h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption figure figcaption a b strong i em u s del ins sub sup small mark q cite abbr time span div img".split(
    " ",
  );

/**
 * Elements that go with everything inside them. Frames and objects are not among them: their tags go, but a frame
 * left open must not swallow the article behind it.
 */
const DROPPED_WITH_CONTENT =
  "script style textarea option select noscript noembed noframes svg math template xmp plaintext title head button".split(
    " ",
  );

const ADDRESS_ATTRIBUTES = ["href", "src", "cite"] as const;

/**
 * Foreign HTML made safe to store and show: a short list of text elements, no scripts, styles, frames, forms,
 * event handlers or inline styles, only http(s) and mailto addresses, made absolute against `base`.
 */
export function sanitizeContent(html: string, base?: string): string {
  const clean = sanitizeHtml(bounded(html), {
    allowedTags: KEPT_TAGS,
    allowedAttributes: {
      a: ["href", "title"],
      img: ["src", "alt", "title", "width", "height"],
      blockquote: ["cite"],
      q: ["cite"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
      abbr: ["title"],
      time: ["datetime"],
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowProtocolRelative: false,
    nonTextTags: DROPPED_WITH_CONTENT,
    nestingLimit: MAX_NESTING,
    transformTags: {
      "*": (tagName, attributes) => ({ tagName, attribs: absolute(tagName, attributes, base) }),
    },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === "img" && (attribs["src"] === undefined || isPixel(attribs)),
  });
  return clean.trim();
}

function absolute(
  tagName: string,
  attributes: Record<string, string>,
  base?: string,
): Record<string, string> {
  const result = { ...attributes };
  // Lazy-loading pages keep the true picture in data-src and a grey one in src.
  const lazy = tagName === "img" ? (attributes["data-src"] ?? attributes["data-original"]) : undefined;
  if (lazy !== undefined && lazy !== "") result["src"] = lazy;
  for (const name of ADDRESS_ATTRIBUTES) {
    const value = result[name];
    if (value === undefined || (name === "href" && /^\s*mailto:/i.test(value))) continue;
    const resolved = resolveHttpUrl(value, base);
    if (resolved === undefined) delete result[name];
    else result[name] = resolved;
  }
  return result;
}

/** Counting pixels tell a stranger that we read; they show nothing. */
function isPixel(attributes: Record<string, string>): boolean {
  return /^[01](px)?$/.test(attributes["width"] ?? "") && /^[01](px)?$/.test(attributes["height"] ?? "");
}

/**
 * The words of foreign HTML: entities decoded, elements gone, blocks on their own lines. The result is plain text
 * and is to be escaped like any other text wherever it is shown.
 */
export function plainText(html: string): string {
  let text = bounded(html);
  if (text.includes("<") || text.includes("&")) {
    text = text.includes("<") ? stripTags(text) : decodeEntities(text);
    // Text about elements ("the <blink> tag") is kept; what would run if somebody forgot to escape it is not.
    for (let round = 0; round < 3 && ACTIVE_ELEMENT.test(text); round++) text = stripTags(text);
    text = text.replace(ACTIVE_ELEMENTS, "");
  }
  return tidyText(text);
}

/**
 * The words of HTML that `sanitizeContent` has cleaned. Its elements are known and its text is escaped, so that no
 * parser is needed a second time.
 */
export function textOfSanitized(html: string): string {
  const text = html
    .replace(/<\/?t[dh]\b[^>]*>/g, " ")
    .replace(
      /<\/?(?:a|b|strong|i|em|u|s|del|ins|su[bp]|small|mark|q|cite|abbr|time|span|code|img)(?: [^>]*)?>/g,
      "",
    )
    .replace(/<[^>]*>/g, "\n");
  return tidyText(unescape4(text).replace(ACTIVE_ELEMENTS, ""));
}

/** A title, name or label: the words of foreign HTML on one line. */
export function plainLine(html: string, maxLength = 2000): string {
  return cutText(plainText(html).replace(/\s+/g, " ").trim(), maxLength);
}

/** Plain text that is known to hold no markup: control characters removed, white space tidied, on one line. */
export function tidyLine(text: string, maxLength = 2000): string {
  const tidied = tidyText(bounded(text).replace(ACTIVE_ELEMENTS, "")).replace(/\s+/g, " ");
  return cutText(tidied.trim(), maxLength);
}

/** Whether a text holds elements or entities, so that it must be read as HTML. */
export function hasMarkup(text: string): boolean {
  return /<\/?[a-z!][^<]*>|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i.test(text);
}

/** The character of an HTML entity name (`eacute` → `é`), or `undefined` when HTML has none of that name. */
export function decodeEntityName(name: string): string | undefined {
  const known = NAMED.get(name);
  if (known !== undefined || !/^[a-z][a-z\d]{1,31}$/i.test(name)) return known;
  const written = `&${name};`;
  const decoded = unescape4(sanitizeHtml(written, { allowedTags: [], allowedAttributes: {} }));
  if (decoded === written) return undefined;
  NAMED.set(name, decoded);
  return decoded;
}

/** Entity names met so far; HTML has some 2,200 of them. */
const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["nbsp", "\u00A0"],
]);

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,8})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi,
    (written, decimal, hex, name) => {
      if (typeof name === "string") return decodeEntityName(name) ?? written;
      const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}

const ACTIVE =
  "(?:script|iframe|frame|object|embed|applet|style|svg|math|form|input|link|meta|base|body|img|video|audio)";
const ACTIVE_ELEMENT = new RegExp(`<\\/?${ACTIVE}\\b`, "i");
const ACTIVE_ELEMENTS = new RegExp(`<\\/?${ACTIVE}\\b[^<>]*>?`, "gi");

function stripTags(html: string): string {
  const spaced = sanitizeHtml(html, {
    allowedTags: BLOCKS,
    allowedAttributes: {},
    nonTextTags: DROPPED_WITH_CONTENT,
    nestingLimit: MAX_NESTING,
  });
  // sanitize-html escapes every `<` of the text, so what is left are its own block elements.
  return unescape4(spaced.replace(/<\/?t[dh]>/g, " ").replace(/<[^>]*>/g, "\n"));
}

function unescape4(text: string): string {
  return text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) =>
    name === "lt" ? "<" : name === "gt" ? ">" : name === "quot" ? '"' : "&",
  );
}

/** Control characters, soft hyphens, byte order marks, and bidi overrides, which can make a text read as another. */
const INVISIBLE = /(?![\n\r\t])[\p{Cc}\u00AD\u200B\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** Text with nothing to tidy but its ends: most titles and names. */
const PLAIN = /^[!-~\u00C0-\u024F\u2010-\u2027]*(?: [!-~\u00C0-\u024F\u2010-\u2027]+)* ?$/;

function tidyText(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return text
    .toWellFormed()
    .replace(INVISIBLE, "")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : `${text
        .slice(0, maxLength - 1)
        .toWellFormed()
        .replace(/�$/, "")}…`;
}

/** Elements that HTML closes by itself, so that leaving them open makes no depth. */
const SELF_CLOSING = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option rp rt".split(
    " ",
  ),
);

/** The part of a text that can be parsed in time that grows with its length only. */
export function bounded(html: string): string {
  const text = html.length > MAX_HTML_LENGTH ? html.slice(0, MAX_HTML_LENGTH) : html;
  const tags = /<(\/?)([a-z][a-z\d:-]*)/gi;
  let depth = 0;
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    if (SELF_CLOSING.has((tag[2] ?? "").toLowerCase())) continue;
    depth = tag[1] === "/" ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return text.slice(0, tag.index);
  }
  return text;
}
