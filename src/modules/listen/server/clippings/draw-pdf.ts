import PDFDocument from "pdfkit";
import type { ClippingSheet } from "./lay-clipping.ts";
import { drawCover } from "./pdf-cover.ts";
import { drawItem, drawSectionHead } from "./pdf-lines.ts";
import { A4, fonts, inks, loadFonts, margin, printable, textWidth } from "./pdf-paper.ts";

/** A page of the table of contents holds so many lines. */
const contentsPerPage = 42;
const contentsLine = 16;

type Entry = { kind: "section" | "item"; text: string; target: string; page: number };

/**
 * Draws a clipping on A4: cover, table of contents with links, the lines by section, a number on each page. Letters are
 * embedded, and the text can be searched, copied and read aloud.
 */
export async function drawPdf(sheet: ClippingSheet, logo: Uint8Array | null): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    lang: sheet.language,
    displayTitle: true,
    info: { Title: printable(`${sheet.title} – ${sheet.date}`), Author: printable(sheet.office) },
  });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  loadFonts(doc);
  doc.addPage();
  drawCover(doc, sheet, logo);
  if (sheet.empty === null) drawBody(doc, sheet);
  drawFeet(doc, sheet);
  doc.end();
  await finished;
  return new Uint8Array(Buffer.concat(chunks));
}

function drawBody(doc: PDFKit.PDFDocument, sheet: ClippingSheet): void {
  const lines = sheet.sections.reduce((sum, { items }) => sum + items.length + 1, 0);
  const contentsPages = Math.ceil(lines / contentsPerPage);
  for (let page = 0; page < contentsPages; page += 1) doc.addPage();
  const entries: Entry[] = [];
  const pageNow = (): number => doc.bufferedPageRange().count;
  doc.addPage();
  let y = margin.top;
  for (const [at, section] of sheet.sections.entries()) {
    const target = `section-${at}`;
    y = drawSectionHead(doc, section, target, y);
    entries.push({ kind: "section", text: section.title, target, page: pageNow() });
    for (const item of section.items) {
      y = drawItem(doc, item, sheet, `item-${item.number}`, y);
      entries.push({
        kind: "item",
        text: `${item.number}. ${item.title}`,
        target: `item-${item.number}`,
        page: pageNow(),
      });
    }
  }
  for (let page = 0; page < contentsPages; page += 1) {
    doc.switchToPage(1 + page);
    drawContents(doc, sheet, entries.slice(page * contentsPerPage, (page + 1) * contentsPerPage), page === 0);
  }
}

function drawContents(
  doc: PDFKit.PDFDocument,
  { words }: ClippingSheet,
  entries: readonly Entry[],
  isFirst: boolean,
): void {
  let y = margin.top;
  doc.font(fonts.title).fillColor(inks.ink);
  if (isFirst) doc.fontSize(22).text(printable(words.contents), margin.left, y, { lineBreak: false });
  y += 36;
  for (const { kind, text, target, page } of entries) {
    const isSection = kind === "section";
    const x = margin.left + (isSection ? 0 : 12);
    doc.font(isSection ? fonts.bold : fonts.text).fontSize(isSection ? 10.5 : 9.5);
    doc.fillColor(isSection ? inks.ink : inks.soft);
    const room = textWidth - 40 - (isSection ? 0 : 12);
    doc.text(asMuch(doc, printable(text), room), x, y, { lineBreak: false, goTo: target });
    doc.text(String(page), margin.left, y, {
      width: textWidth,
      align: "right",
      lineBreak: false,
      goTo: target,
    });
    y += contentsLine;
  }
}

/** As much of a line as there is room for. */
function asMuch(doc: PDFKit.PDFDocument, text: string, room: number): string {
  if (doc.widthOfString(text) <= room) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (doc.widthOfString(`${text.slice(0, middle)}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

function drawFeet(doc: PDFKit.PDFDocument, sheet: ClippingSheet): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 1; page < count; page += 1) {
    doc.switchToPage(page);
    const y = A4.height - margin.bottom + 18;
    doc
      .moveTo(margin.left, y - 6)
      .lineTo(A4.width - margin.right, y - 6)
      .lineWidth(0.5)
      .strokeColor(inks.rule)
      .stroke();
    doc.font(fonts.text).fontSize(8.5).fillColor(inks.soft);
    doc.text(asMuch(doc, printable(`${sheet.title} · ${sheet.date}`), textWidth - 90), margin.left, y, {
      lineBreak: false,
    });
    doc.text(`${sheet.words.page} ${page + 1} / ${count}`, margin.left, y, {
      width: textWidth,
      align: "right",
      lineBreak: false,
    });
  }
}
