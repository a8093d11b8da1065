import { parseHTML } from "linkedom";
import { bounded } from "./foreign-html.ts";

/** An element as the page readers use it; linkedom's own types say no more than the browser's. */
export interface PageElement {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly attributes: { readonly length: number };
  innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  remove(): void;
}

export interface PageDocument extends Pick<PageElement, "querySelector" | "querySelectorAll"> {
  readonly documentElement: PageElement;
  readonly body: PageElement;
}

/** More than this, and looking for the main text takes seconds; honest pages have one to five thousand elements. */
export const MAX_PAGE_ELEMENTS = 10_000;
const MAX_PAGE_ATTRIBUTES = 50_000;

export interface ReadPage {
  document: PageDocument;
  /** The end of the page was left out. */
  isCut: boolean;
  /** Too many elements or attributes to look for the main text among them. */
  isHeavy: boolean;
}

/** Building the tree of a page takes time for every tag; what comes after this many is left out. */
const MAX_PAGE_TAGS = 30_000;

/**
 * Parses a page without running or fetching anything. Pages of any size and depth are cut to what can be read in
 * a second or so on a quiet machine; `isCut` says so.
 */
export function readPage(html: string): ReadPage {
  const text = cutAfterTags(bounded(html)).replace(/\0/g, "");
  const head = text.slice(0, 20_000);
  const isWhole = /<html[\s>]/i.test(head) && /<body[\s>]/i.test(text);
  // linkedom does not add what HTML lets one leave out.
  const whole = isWhole
    ? text
    : `<!DOCTYPE html><html><head></head><body>${text.replace(/<\/?(html|body)\b[^>]*>/gi, "")}</body></html>`;
  const document = parseHTML(whole).document as unknown as PageDocument;
  let elements = 0;
  let attributes = 0;
  for (const element of document.querySelectorAll("*")) {
    elements++;
    if (attributes <= MAX_PAGE_ATTRIBUTES) attributes += element.attributes.length;
  }
  const isHeavy = elements > MAX_PAGE_ELEMENTS || attributes > MAX_PAGE_ATTRIBUTES;
  return { document, isCut: text.length < html.length, isHeavy };
}

function cutAfterTags(html: string): string {
  const tags = /<[a-z]/gi;
  for (let count = 0; tags.exec(html) !== null; count++) {
    if (count === MAX_PAGE_TAGS) return html.slice(0, tags.lastIndex - 2);
  }
  return html;
}
