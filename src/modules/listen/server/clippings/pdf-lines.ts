import type { ClippingSheet, SheetItem, SheetSection } from "./lay-clipping.ts";
import { A4, fonts, inks, margin, printable, textWidth, toneInks } from "./pdf-paper.ts";

const bottom = A4.height - margin.bottom;
/** A section's title does not stand alone at the foot of a page. */
const roomUnderHead = 130;
const numberWidth = 28;
const left = margin.left + numberWidth;
const width = textWidth - numberWidth;

/** Draws the title of a section. @returns where its first line begins */
export function drawSectionHead(
  doc: PDFKit.PDFDocument,
  { title, items }: SheetSection,
  target: string,
  top: number,
): number {
  let y = top === margin.top ? top : top + 14;
  if (y + roomUnderHead > bottom) {
    doc.addPage();
    y = margin.top;
  }
  doc.addNamedDestination(target, "XYZ", 0, y - 12, null);
  doc.outline.addItem(printable(title));
  doc.font(fonts.title).fontSize(19).fillColor(inks.ink);
  doc.text(`${printable(title)} `, margin.left, y, { width: textWidth, continued: true });
  doc.font(fonts.text).fontSize(11).fillColor(inks.soft).text(`(${items.length})`, { continued: false });
  y = doc.y + 5;
  doc
    .moveTo(margin.left, y)
    .lineTo(A4.width - margin.right, y)
    .lineWidth(1.2)
    .strokeColor(inks.ink)
    .stroke();
  return y + 12;
}

type Line = {
  font: string;
  size: number;
  ink: string;
  text: string;
  gap: number;
  lineGap: number;
  link?: string;
};

/** Draws one line of the clipping; it is never cut by a page, which all its parts together always fit on. */
export function drawItem(
  doc: PDFKit.PDFDocument,
  item: SheetItem,
  { words }: ClippingSheet,
  target: string,
  top: number,
): number {
  const lines: Line[] = [
    {
      font: fonts.title,
      size: 13,
      ink: inks.ink,
      text: item.title,
      gap: 0,
      lineGap: 0.5,
      ...(isWeb(item.url) ? { link: item.url } : {}),
    },
    { font: fonts.text, size: 9, ink: inks.soft, text: item.meta, gap: 2, lineGap: 0 },
    ...(item.extract === ""
      ? []
      : [{ font: fonts.text, size: 10, ink: inks.ink, text: item.extract, gap: 4, lineGap: 1.8 }]),
    ...item.phases.map((phase) => ({
      font: fonts.text,
      size: 9.5,
      ink: inks.ink,
      text: `•  ${phase}`,
      gap: 3,
      lineGap: 1,
    })),
    ...(item.comment === null
      ? []
      : [
          {
            font: fonts.italic,
            size: 10,
            ink: inks.brass,
            text: `${words.comment}: ${item.comment}`,
            gap: 4,
            lineGap: 1.5,
          },
        ]),
    ...(item.also === null
      ? []
      : [
          {
            font: fonts.text,
            size: 9,
            ink: inks.soft,
            text: item.also,
            gap: 3,
            lineGap: 0,
            link: item.deskUrl,
          },
        ]),
  ].map((line) => ({ ...line, text: printable(line.text) }));
  const height = lines.reduce((sum, line) => {
    doc.font(line.font).fontSize(line.size);
    return sum + line.gap + doc.heightOfString(line.text, { width, lineGap: line.lineGap });
  }, 0);
  let y = top;
  if (y + height > bottom) {
    doc.addPage();
    y = margin.top;
  }
  doc.addNamedDestination(target, "XYZ", 0, y - 12, null);
  doc.font(fonts.head).fontSize(13).fillColor(inks.brass);
  doc.text(String(item.number), margin.left, y, { lineBreak: false });
  for (const [at, line] of lines.entries()) {
    y += line.gap;
    doc.font(line.font).fontSize(line.size).fillColor(line.ink);
    const options = { width, lineGap: line.lineGap, ...(line.link === undefined ? {} : { link: line.link }) };
    // The second part is outlet and time; the tone stands beside them in its colour.
    if (at === 1) {
      doc.text(`${line.text} · `, left, y, { width, continued: true });
      doc.font(fonts.bold).fillColor(item.tone === null ? inks.soft : toneInks[item.tone]);
      doc.text(item.toneWord, { continued: false });
    } else doc.text(line.text, left, y, options);
    y = doc.y;
  }
  return y + 14;
}

const isWeb = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);
