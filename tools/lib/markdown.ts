/** A piece of a page with the line it stands on. */
export type Piece = { text: string; line: number };

/** What a page names: `code` in backticks, link targets, lines inside code blocks, and its headings' anchors. */
export type Page = { spans: Piece[]; links: Piece[]; blockLines: Piece[]; anchors: Set<string> };

/** Reads the parts of Markdown that name things; prose is left alone. */
export function readPage(text: string): Page {
  const page: Page = { spans: [], links: [], blockLines: [], anchors: new Set() };
  let isFenced = false;
  text.split("\n").forEach((row, at) => {
    const line = at + 1;
    if (/^\s*(```|~~~)/.test(row)) {
      isFenced = !isFenced;
      return;
    }
    if (isFenced || /^( {4}|\t)\s*[^\s*+\d-]/.test(row)) {
      page.blockLines.push({ text: row.trim(), line });
      return;
    }
    const heading = /^#{1,6}\s+(.+)$/.exec(row)?.[1];
    if (heading !== undefined) page.anchors.add(slugOf(heading));
    for (const [, span] of row.matchAll(/`([^`]+)`/g)) if (span) page.spans.push({ text: span.trim(), line });
    const prose = row.replace(/`[^`]*`/g, "`");
    for (const [, target] of prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g))
      if (target) page.links.push({ text: target, line });
    for (const [, target] of prose.matchAll(/<(?:img|a)[^>]*?\s(?:src|href)="([^"]+)"/g))
      if (target) page.links.push({ text: target, line });
  });
  return page;
}

/** The anchor that a Markdown viewer gives a heading. */
function slugOf(heading: string): string {
  const plain = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "");
  return plain.trim().replace(/\s/g, "-");
}
