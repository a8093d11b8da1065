import type { ClippingSheet, SheetItem } from "./lay-clipping.ts";

/** WhatsApp folds a message away after this; longer ones are sent in parts. UTF-16 units. */
export const longestPart = 3_900;
/** Addresses longer than that fill the screen of a phone; the desk has them. */
const longestAddress = 300;
const longestComment = 400;

/** Signs that WhatsApp takes for bold, slanted, struck or fixed letters, where they are somebody's words. */
const plain = (text: string): string =>
  text
    .replace(/[*_~`]/g, "")
    .replace(/\s+/gu, " ")
    .trim();

/** A clipping as text for WhatsApp: in parts of at most `longestPart`, cut between lines of the clipping only. */
export function writeWhatsapp(sheet: ClippingSheet): string[] {
  const head = [
    `*${plain(sheet.title).toUpperCase()}*`,
    `${plain(sheet.office)} | ${sheet.date}`,
    sheet.span,
    "",
    sheet.figures,
    sheet.toneLine,
    ...(sheet.leftOutLine === null ? [] : [sheet.leftOutLine]),
  ].join("\n");
  if (sheet.empty !== null) return [`${head}\n\n${sheet.empty}`];
  const blocks = sheet.sections.flatMap(({ title, items }) =>
    items.map((item, at) => {
      const heading = at === 0 ? `*${plain(title).toUpperCase()}* (${items.length})\n\n` : "";
      return `${heading}${writeItem(item, sheet)}`;
    }),
  );
  const parts: string[] = [];
  let part = head;
  for (const block of blocks) {
    // Room for "(12/34)" and an empty line.
    if (part.length + block.length + 2 > longestPart - 12) {
      parts.push(part);
      part = block;
    } else part = `${part}\n\n${block}`;
  }
  parts.push(part);
  return parts.length === 1 ? parts : parts.map((text, at) => `(${at + 1}/${parts.length})\n${text}`);
}

function writeItem(
  { number, title, meta, toneWord, also, phases, url, comment }: SheetItem,
  { words }: ClippingSheet,
): string {
  return [
    `${number}. *${plain(title)}*`,
    `${plain(meta)} · ${toneWord}`,
    ...(also === null ? [] : [plain(also)]),
    ...phases.map((phase) => `- ${plain(phase)}`),
    ...(comment === null ? [] : [`_${words.comment}: ${plain(comment).slice(0, longestComment)}_`]),
    ...(url === null || url.length > longestAddress ? [] : [url]),
  ].join("\n");
}
