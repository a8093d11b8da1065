/** Web addresses in running text; what closes a sentence or a bracket behind one does not belong to it. */
const address = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}»”]/gi;

/**
 * Plain text as HTML that says the same and nothing else: paragraphs where empty lines are, line breaks, web addresses as
 * links. Everything in it is escaped.
 */
export function htmlOfText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => `<p>${linked(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
}

/** Text for between tags and inside quoted attributes. Control characters that HTML forbids are left out. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

function linked(text: string): string {
  let html = "";
  let at = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    html += `${escapeHtml(text.slice(at, index))}${linkTo(url, url)}`;
    at = index + url.length;
  }
  return html + escapeHtml(text.slice(at));
}

/** A link; what is no web address is text. */
export const linkTo = (url: string, words: string): string =>
  /^https?:\/\//i.test(url) && URL.canParse(url)
    ? `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`
    : escapeHtml(words);

/** A file that stands on a site already. */
export interface PlacedFile {
  readonly mediaType: string;
  readonly url: string;
  readonly alt: string;
  readonly name: string;
}

/** A file below the text: pictures with what they show, films and sounds to play, the rest as a link. */
export function htmlOfFile({ mediaType, url, alt, name }: PlacedFile): string {
  const source = escapeHtml(url);
  const shown = escapeHtml(alt);
  if (mediaType.startsWith("image/")) return `<figure><img src="${source}" alt="${shown}"></figure>`;
  if (mediaType.startsWith("video/"))
    return `<figure><video controls src="${source}" title="${shown}"></video></figure>`;
  if (mediaType.startsWith("audio/"))
    return `<figure><audio controls src="${source}" title="${shown}"></audio></figure>`;
  return `<p>${linkTo(url, alt === "" ? name : alt)}</p>`;
}

/** The body of an article: its text, the address that goes with it where the text does not name it, its files. */
export const articleHtml = (
  { text, link }: { readonly text: string; readonly link?: string },
  files: readonly PlacedFile[],
): string =>
  [
    htmlOfText(text),
    ...(link === undefined || text.includes(link) ? [] : [`<p>${linkTo(link, link)}</p>`]),
    ...files.map(htmlOfFile),
  ]
    .filter((part) => part !== "")
    .join("\n");
