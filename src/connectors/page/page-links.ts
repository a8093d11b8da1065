import { resolveHttpUrl } from "./canonical-url.ts";
import { readPage } from "./page-document.ts";
import { plainLine } from "./plain-text.ts";

/** A link of a page: where it leads, absolute, and the line that people read. */
export type PageLink = { url: string; line: string };

/** The links of a page in its order, the same ones again included. */
export function pageLinks(html: string, pageUrl: string): PageLink[] {
  return [...readPage(html).document.querySelectorAll("a[href]")].flatMap((anchor) => {
    const url = resolveHttpUrl(anchor.getAttribute("href") ?? "", pageUrl);
    if (url === undefined) return [];
    return [{ url, line: plainLine(anchor.getAttribute("title") ?? anchor.textContent ?? "", 300) }];
  });
}
