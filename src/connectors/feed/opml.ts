import { resolveHttpUrl } from "#connectors/page/canonical-url.ts";
import { tidyLine } from "#connectors/page/plain-text.ts";
import { note, type SourceNote } from "./source-note.ts";
import { readXmlTree, type XmlElement } from "./xml-tree.ts";

/** One subscription. */
export interface OpmlEntry {
  url: string;
  title?: string;
  siteUrl?: string;
  /** Names of the folders it lies in, outermost first; empty at the top. */
  folder: string[];
}

export interface ParsedOpml {
  title?: string;
  entries: OpmlEntry[];
  /** Outlines that are neither a folder nor a subscription to an http(s) address. */
  skipped: number;
  notes: SourceNote[];
}

/** More subscriptions than any list holds. */
const MAX_ENTRIES = 10_000;

const MAX_FOLDER_DEPTH = 20;

/**
 * Reads an OPML 1.0 or 2.0 subscription list (http://opml.org/spec2.opml), nested outlines as folders; the
 * `category="/a/b"` attribute counts where there is no nesting. Tolerant like `parseFeed`; never throws.
 */
export function parseOpml(text: string): ParsedOpml {
  const { root } = readXmlTree(text);
  if (root?.name !== "opml") return { entries: [], skipped: 0, notes: [note("not-a-feed", root?.name)] };
  const entries: OpmlEntry[] = [];
  let skipped = 0;
  const walk = (element: XmlElement, folder: string[]): void => {
    for (const outline of element.children) {
      if (typeof outline === "string") continue;
      if (outline.name === "body") walk(outline, folder);
      if (outline.name !== "outline") continue;
      const { text: label = "", title = label, xmlurl, htmlurl, category } = outline.attributes;
      const hasChildren = outline.children.some((child) => typeof child !== "string");
      const url = xmlurl === undefined ? undefined : resolveHttpUrl(xmlurl);
      const name = tidyLine(title, 200);
      if (url !== undefined && entries.length < MAX_ENTRIES) {
        const siteUrl = resolveHttpUrl(htmlurl ?? "");
        entries.push({
          url,
          ...(name === "" || name === url ? {} : { title: name }),
          ...(siteUrl === undefined ? {} : { siteUrl }),
          folder: folder.length === 0 ? categoryPath(category) : folder,
        });
      } else if (url === undefined && (xmlurl !== undefined || !hasChildren)) skipped++;
      if (!hasChildren) continue;
      const isFolder = url === undefined && name !== "" && folder.length < MAX_FOLDER_DEPTH;
      walk(outline, isFolder ? [...folder, name] : folder);
    }
  };
  walk(root, []);
  const heading = root.children.find((child) => typeof child !== "string" && child.name === "head");
  const title = typeof heading === "object" ? titleOf(heading) : "";
  const notes = entries.length >= MAX_ENTRIES ? [note("opml-capped", String(MAX_ENTRIES))] : [];
  return { ...(title === "" ? {} : { title }), entries, skipped, notes };
}

function titleOf(head: XmlElement): string {
  const title = head.children.find((child) => typeof child !== "string" && child.name === "title");
  return typeof title === "object"
    ? tidyLine(title.children.filter((part) => typeof part === "string").join(""), 200)
    : "";
}

function categoryPath(category: string | undefined): string[] {
  const first = (category ?? "").split(",")[0] ?? "";
  return first.startsWith("/")
    ? first
        .split("/")
        .map((part) => tidyLine(part, 200))
        .filter((part) => part !== "")
        .slice(0, MAX_FOLDER_DEPTH)
    : [];
}

interface Folder {
  folders: Map<string, Folder>;
  entries: OpmlEntry[];
}

/** Writes a subscription list as OPML 2.0, folders as nested outlines; `parseOpml` reads the same entries back. */
export function writeOpml(entries: readonly OpmlEntry[], head: { title: string; now?: Date }): string {
  const top: Folder = { folders: new Map(), entries: [] };
  for (const entry of entries) {
    let folder = top;
    for (const name of entry.folder) {
      const inner: Folder = folder.folders.get(name) ?? { folders: new Map(), entries: [] };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.entries.push(entry);
  }
  const created = head.now === undefined ? "" : `<dateCreated>${head.now.toUTCString()}</dateCreated>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `<head><title>${escapeXml(head.title)}</title>${created}</head>`,
    "<body>",
    ...outlinesOf(top, "  "),
    "</body>",
    "</opml>",
    "",
  ].join("\n");
}

function outlinesOf(folder: Folder, indent: string): string[] {
  const subscriptions = folder.entries.map(({ url, title = url, siteUrl }) => {
    const site = siteUrl === undefined ? "" : ` htmlUrl="${escapeXml(siteUrl)}"`;
    return `${indent}<outline type="rss" text="${escapeXml(title)}" title="${escapeXml(title)}" xmlUrl="${escapeXml(url)}"${site}/>`;
  });
  const folders = [...folder.folders].flatMap(([name, inner]) => [
    `${indent}<outline text="${escapeXml(name)}" title="${escapeXml(name)}">`,
    ...outlinesOf(inner, `${indent}  `),
    `${indent}</outline>`,
  ]);
  return [...subscriptions, ...folders];
}

function escapeXml(text: string): string {
  return tidyLine(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
