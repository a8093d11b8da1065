import { resolveHttpUrl } from "./canonical-url.ts";

/** Foreign markup beyond this many characters is cut before it is read. */
const MAX_HTML_LENGTH = 2_000_000;

/** Where elements lie deeper than this, the text is cut: the parser's time grows with the square of the depth. */
const MAX_DEPTH = 300;

/**
 * Elements that go with everything inside them. Frames and objects are not among them: their tags go, but a frame
 * left open must not swallow the article behind it.
 */
export const DROPPED_WITH_CONTENT =
  "script style textarea option select noscript noembed noframes svg math template xmp plaintext title head button".split(
    " ",
  );

/** Elements that HTML closes by itself, so that leaving them open makes no depth. */
const SELF_CLOSING = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option rp rt".split(
    " ",
  ),
);

/** The part of a text that can be parsed in time that grows with its length only. */
export function bounded(html: string): string {
  const text = html.length > MAX_HTML_LENGTH ? html.slice(0, MAX_HTML_LENGTH) : html;
  if (!hasMoreTagsThan(text, MAX_DEPTH)) return text;
  const tags = /<(\/?)([a-z][a-z\d:-]*)/gi;
  let depth = 0;
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    if (SELF_CLOSING.has((tag[2] ?? "").toLowerCase())) continue;
    depth = tag[1] === "/" ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return text.slice(0, tag.index);
  }
  return text;
}

/** Most texts have too few tags to lie deep, which is quickly seen. */
function hasMoreTagsThan(text: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf("<"); at >= 0 && count <= most; at = text.indexOf("<", at + 1)) count++;
  return count > most;
}

/**
 * Where the picture of an `img` is: absolute, or `undefined` for one that cannot be fetched. Lazy-loading pages keep
 * the true picture in `data-src` and a grey one in `src`.
 */
export function pictureAddress(
  attributes: Readonly<Record<string, string>>,
  base?: string,
): string | undefined {
  const lazy = attributes["data-src"] ?? attributes["data-original"] ?? "";
  const address = lazy === "" ? attributes["src"] : lazy;
  return address === undefined ? undefined : resolveHttpUrl(address, base);
}

/** Counting pixels tell a stranger that we read; they show nothing. */
export function isPixel(attributes: Readonly<Record<string, string>>): boolean {
  return /^[01](px)?$/.test(attributes["width"] ?? "") && /^[01](px)?$/.test(attributes["height"] ?? "");
}
