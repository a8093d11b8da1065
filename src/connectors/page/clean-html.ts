import sanitizeHtml from "sanitize-html";
import { resolveHttpUrl } from "./canonical-url.ts";
import { bounded, DROPPED_WITH_CONTENT, isPixel, pictureAddress } from "./foreign-html.ts";

/** Nesting beyond this is dropped: no article needs it, and browsers slow down on it. */
const MAX_NESTING = 100;

/** The list is walked for every tag, so the commonest come first. */
const KEPT_TAGS =
  "p a br strong b em i img div span li ul ol h2 h3 h1 h4 h5 h6 blockquote figure figcaption td tr th table thead tbody tfoot caption hr dl dt dd pre code u s del ins sub sup small mark q cite abbr time".split(
    " ",
  );

/**
 * Foreign HTML made safe to store and show: a short list of text elements, no scripts, styles, frames, forms,
 * event handlers or inline styles, only http(s) and mailto addresses, made absolute against `base`.
 */
export function sanitizeContent(html: string, base?: string): string {
  const text = bounded(html);
  if (!text.includes("<") && !text.includes("&")) return text.replace(/>/g, "&gt;").trim();
  const resolveCite: sanitizeHtml.Transformer = (tagName, { cite }) => ({
    tagName,
    attribs: named("cite", cite === undefined ? undefined : resolveHttpUrl(cite, base)),
  });
  const clean = sanitizeHtml(text, {
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
      a: (tagName, { href, title }) => ({
        tagName,
        attribs: { ...named("href", linkAddress(href, base)), ...named("title", title) },
      }),
      img: (tagName, attributes) => {
        const { src: _, ...rest } = attributes;
        return { tagName, attribs: { ...named("src", pictureAddress(attributes, base)), ...rest } };
      },
      blockquote: resolveCite,
      q: resolveCite,
    },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === "img" && (attribs["src"] === undefined || isPixel(attribs)),
  });
  return clean.trim();
}

function linkAddress(href: string | undefined, base: string | undefined): string | undefined {
  return href === undefined || /^\s*mailto:/i.test(href) ? href : resolveHttpUrl(href, base);
}

function named(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}
