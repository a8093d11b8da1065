import type { ClippingSheet } from "./lay-clipping.ts";
import { A4, fonts, inks, margin, printable, textWidth, toneInks } from "./pdf-paper.ts";

/** Headlines that stand on the cover. */
const mostLeads = 4;
const tones = ["negative", "neutral", "positive", "unsure"] as const;

/** Draws the first page: the office's logo, what this is, of which day, and the figures with their tone. */
export function drawCover(doc: PDFKit.PDFDocument, sheet: ClippingSheet, logo: Uint8Array | null): void {
  doc.rect(0, 0, A4.width, 10).fill(inks.brass);
  if (logo !== null) doc.image(Buffer.from(logo), margin.left, 64, { fit: [180, 90] });
  let y = 232;
  doc.font(fonts.bold).fontSize(11).fillColor(inks.brass);
  doc.text(printable(sheet.kicker).toUpperCase(), margin.left, y, {
    characterSpacing: 1.4,
    width: textWidth,
  });
  y = doc.y + 8;
  doc.font(fonts.title).fontSize(42).fillColor(inks.ink);
  doc.text(printable(sheet.title), margin.left, y, {
    width: textWidth,
    lineGap: -4,
    height: 150,
    ellipsis: true,
  });
  y = doc.y + 14;
  doc
    .font(fonts.head)
    .fontSize(19)
    .fillColor(inks.ink)
    .text(sheet.date, margin.left, y, { width: textWidth });
  doc.font(fonts.text).fontSize(12).fillColor(inks.soft);
  doc.text(printable(sheet.office), margin.left, doc.y + 6, { width: textWidth });
  doc.text(sheet.span, margin.left, doc.y + 2, { width: textWidth });
  drawTop(doc, sheet, doc.y + 34);
  y = Math.max(doc.y + 30, 560);
  doc
    .moveTo(margin.left, y)
    .lineTo(A4.width - margin.right, y)
    .lineWidth(1.2)
    .strokeColor(inks.ink)
    .stroke();
  y += 16;
  if (sheet.empty !== null) {
    doc.font(fonts.head).fontSize(18).fillColor(inks.ink);
    doc.text(printable(sheet.empty), margin.left, y, { width: textWidth, lineGap: 3 });
    y = doc.y + 14;
  }
  doc.font(fonts.title).fontSize(17).fillColor(inks.ink);
  doc.text(sheet.figures, margin.left, y, { width: textWidth, link: sheet.deskUrl });
  y = doc.y + 12;
  y = drawToneBar(doc, sheet, y);
  doc.font(fonts.text).fontSize(10).fillColor(inks.soft);
  doc.text(sheet.correctedLine, margin.left, y, { width: textWidth });
  if (sheet.leftOutLine !== null) doc.text(sheet.leftOutLine, margin.left, doc.y + 2, { width: textWidth });
  doc.font(fonts.text).fontSize(8.5).fillColor(inks.soft);
  doc.text(sheet.words.made, margin.left, A4.height - 56, { width: textWidth, lineBreak: false });
}

/** The first line of each of the first sections, which is what the day was about. */
function drawTop(doc: PDFKit.PDFDocument, { sections, words }: ClippingSheet, top: number): void {
  const leads = sections
    .slice(0, mostLeads)
    .flatMap(({ title, items: [item] }) => (item ? [{ title, item }] : []));
  if (leads.length === 0) return;
  let y = top;
  doc.font(fonts.bold).fontSize(9.5).fillColor(inks.brass);
  doc.text(printable(words.top).toUpperCase(), margin.left, y, { characterSpacing: 1.1, width: textWidth });
  y = doc.y + 8;
  for (const { title, item } of leads) {
    doc.font(fonts.head).fontSize(14).fillColor(inks.ink);
    doc.text(printable(item.title), margin.left, y, {
      width: textWidth,
      height: 36,
      ellipsis: true,
      goTo: `item-${item.number}`,
    });
    doc.font(fonts.text).fontSize(9).fillColor(inks.soft);
    doc.text(printable(`${title} · ${item.meta}`), margin.left, doc.y + 1, {
      width: textWidth,
      height: 12,
      ellipsis: true,
    });
    y = doc.y + 9;
  }
}

/** The shares of the tones as a bar with its legend. @returns where the next line begins */
function drawToneBar(
  doc: PDFKit.PDFDocument,
  { tones: counts, toneWords }: ClippingSheet,
  top: number,
): number {
  const total = tones.reduce((sum, tone) => sum + counts[tone], 0);
  if (total === 0) return top;
  let x = margin.left;
  for (const tone of tones) {
    const width = (textWidth * counts[tone]) / total;
    if (width > 0) doc.rect(x, top, width, 14).fill(toneInks[tone]);
    x += width;
  }
  x = margin.left;
  doc.font(fonts.text).fontSize(10);
  for (const tone of tones) {
    if (counts[tone] === 0) continue;
    const label = `${toneWords[tone]} ${counts[tone]} (${Math.round((100 * counts[tone]) / total)}%)`;
    doc.rect(x, top + 24, 8, 8).fill(toneInks[tone]);
    doc.fillColor(inks.ink).text(label, x + 13, top + 21.5, { lineBreak: false });
    x += 13 + doc.widthOfString(label) + 18;
  }
  return top + 46;
}
