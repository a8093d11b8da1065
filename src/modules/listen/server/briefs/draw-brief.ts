import PDFDocument from "pdfkit";
import type { SentBrief } from "../../contract/brief.ts";
import { A4, fonts, inks, loadFonts, printable, toneInks } from "../clippings/pdf-paper.ts";
import { drawChart } from "./draw-chart.ts";
import { paintSvg } from "./paint-svg.ts";

const edge = 44;
const width = A4.width - 2 * edge;
const gutter = 26;
const column = (width - gutter) / 2;
/** Where the foot of the page begins. */
const footTop = A4.height - 78;
/** How high the picture is, and what its words above and under it need. */
const plotHeights = { least: 60, most: 110 };
const plotFrame = 58;

type Doc = PDFKit.PDFDocument;
type Setting = { deskUrl: string; logo: Uint8Array | null };

/** Draws a brief on one A4 page. Letters are embedded; every figure leads to its mentions. */
export async function drawBrief(brief: SentBrief, { deskUrl, logo }: Setting): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: 0,
    lang: brief.language,
    displayTitle: true,
    info: { Title: printable(`${brief.title} – ${brief.date}`), Author: printable(brief.office) },
  });
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  loadFonts(doc);
  let y = drawHead(doc, brief, logo);
  if (brief.empty === null) {
    y = drawFigures(doc, brief, deskUrl, y);
    y = drawNote(doc, brief, y);
    y = drawPoints(doc, brief, deskUrl, y);
    const under = drawChanges(doc, brief, deskUrl, y);
    const beside = drawTables(doc, brief, deskUrl, y);
    drawPlot(doc, brief, Math.max(under, beside) + 6);
  } else {
    doc.font(fonts.head).fontSize(18).fillColor(inks.ink);
    doc.text(printable(brief.empty), edge, y + 12, { width });
  }
  drawFoot(doc, brief);
  doc.end();
  await finished;
  return new Uint8Array(Buffer.concat(chunks));
}

function drawHead(doc: Doc, brief: SentBrief, logo: Uint8Array | null): number {
  doc.rect(0, 0, A4.width, 8).fill(inks.brass);
  if (logo !== null)
    doc.image(Buffer.from(logo), A4.width - edge - 90, 26, { fit: [90, 44], align: "right" });
  doc.font(fonts.bold).fontSize(9).fillColor(inks.brass);
  const kicker = `${brief.words.kicker} · ${brief.office}`;
  doc.text(printable(kicker).toUpperCase(), edge, 28, {
    characterSpacing: 1.1,
    width: width - 100,
    height: 12,
    ellipsis: true,
  });
  doc.font(fonts.title).fontSize(25).fillColor(inks.ink);
  doc.text(printable(brief.title), edge, 43, { width: width - 100, height: 34, ellipsis: true });
  doc
    .font(fonts.head)
    .fontSize(12)
    .text(printable(brief.date), edge, doc.y + 1, { width });
  doc.font(fonts.text).fontSize(9).fillColor(inks.soft);
  doc.text(printable(brief.span), edge, doc.y + 1, { width, height: 12, ellipsis: true });
  return rule(doc, doc.y + 7, inks.ink, 1.2) + 10;
}

function rule(doc: Doc, y: number, ink: string, thick: number, x = edge, long = width): number {
  doc
    .moveTo(x, y)
    .lineTo(x + long, y)
    .lineWidth(thick)
    .strokeColor(ink)
    .stroke();
  return y;
}

function drawFigures(doc: Doc, { figures, sides }: SentBrief, deskUrl: string, top: number): number {
  const wide = width / figures.length;
  for (const [at, { label, value, before, path }] of figures.entries()) {
    const x = edge + at * wide;
    doc
      .font(fonts.text)
      .fontSize(9)
      .fillColor(inks.soft)
      .text(printable(label), x, top, { lineBreak: false });
    doc.font(fonts.title).fontSize(23).fillColor(inks.ink);
    doc.text(value, x, top + 12, { lineBreak: false, link: deskUrl + path, underline: false });
    doc.font(fonts.text).fontSize(8.5).fillColor(inks.soft);
    doc.text(printable(`${sides[1]} ${before}`), x, top + 40, {
      width: wide - 8,
      height: 11,
      ellipsis: true,
    });
  }
  return rule(doc, top + 57, inks.rule, 0.6) + 10;
}

function heading(doc: Doc, words: string, x: number, y: number, wide: number): number {
  doc.font(fonts.bold).fontSize(9).fillColor(inks.brass);
  doc.text(printable(words).toUpperCase(), x, y, {
    characterSpacing: 1,
    width: wide,
    height: 12,
    ellipsis: true,
  });
  return doc.y + 7;
}

/** What a person wrote above it, as far as it fits. */
function drawNote(doc: Doc, { note }: SentBrief, top: number): number {
  if (!note) return top;
  const y = heading(doc, note.title, edge, top, width);
  doc.font(fonts.head).fontSize(11.5).fillColor(inks.ink);
  doc.text(printable(note.text), edge, y - 2, { width, height: 62, ellipsis: true, lineGap: 1.2 });
  return rule(doc, doc.y + 6, inks.rule, 0.6) + 10;
}

function drawPoints(doc: Doc, { points, words }: SentBrief, deskUrl: string, top: number): number {
  if (points.length === 0) return top;
  let y = heading(doc, words.points, edge, top, width);
  for (const [at, { title, reasons, path }] of points.entries()) {
    doc
      .font(fonts.title)
      .fontSize(21)
      .fillColor(inks.brass)
      .text(String(at + 1), edge, y - 3, { lineBreak: false });
    doc.font(fonts.title).fontSize(13.5).fillColor(inks.ink);
    doc.text(printable(title), edge + 24, y, {
      width: width - 24,
      height: 36,
      ellipsis: true,
      link: deskUrl + path,
    });
    doc.font(fonts.text).fontSize(9.5).fillColor(inks.ink);
    doc.text(printable(reasons.join(" ")), edge + 24, doc.y + 1.5, {
      width: width - 24,
      height: 40,
      ellipsis: true,
      lineGap: 1.2,
    });
    y = doc.y + 8;
  }
  return rule(doc, y + 1, inks.rule, 0.6) + 10;
}

function drawChanges(doc: Doc, { changes, words }: SentBrief, deskUrl: string, top: number): number {
  if (changes.length === 0) return top;
  let y = heading(doc, words.changes, edge, top, column);
  for (const { text, path } of changes) {
    doc.circle(edge + 2.5, y + 5.5, 1.5).fill(inks.brass);
    doc.font(fonts.text).fontSize(9.5).fillColor(inks.ink);
    doc.text(printable(text), edge + 11, y, {
      width: column - 11,
      height: 49,
      ellipsis: true,
      lineGap: 1,
      ...(path === null ? {} : { link: deskUrl + path }),
    });
    y = doc.y + 5;
  }
  return y;
}

function drawTables(doc: Doc, { tables, sides, words }: SentBrief, deskUrl: string, top: number): number {
  const x = edge + column + gutter;
  const columns = [0.45, 0.19, 0.2, 0.16].map((share) => share * column);
  let y = top;
  for (const { title, rows } of tables) {
    y = heading(doc, title, x, y, column);
    const cells = (texts: readonly string[], ink: string, font: string, link?: string): void => {
      let left = x;
      for (const [at, text] of texts.entries()) {
        const wide = columns[at] ?? 0;
        doc
          .font(at === 0 ? fonts.text : font)
          .fontSize(8.5)
          .fillColor(ink);
        doc.text(printable(text), left, y, {
          width: wide - 4,
          height: 11,
          ellipsis: true,
          align: at === 0 ? "left" : "right",
          ...(link === undefined || at > 1 ? {} : { link }),
        });
        left += wide;
      }
      y += 12.5;
    };
    cells(["", sides[0], sides[1], words.negative], inks.soft, fonts.text);
    for (const { label, value, beforeValue, negative, path } of rows)
      cells([label, value, beforeValue, negative], inks.ink, fonts.bold, deskUrl + path);
    y += 7;
  }
  return y;
}

function drawPlot(doc: Doc, { chart }: SentBrief, top: number): void {
  if (chart === null) return;
  const y = Math.max(top, footTop - plotFrame - plotHeights.most - 24);
  const height = Math.min(plotHeights.most, footTop - y - plotFrame);
  // A page that is full of words goes without the picture rather than onto a second one.
  if (height < plotHeights.least) return;
  let line = heading(doc, chart.caption, edge, y, width);
  doc.font(fonts.text).fontSize(8.5);
  let x = edge;
  for (const { name, tone } of chart.series) {
    doc.rect(x, line + 1.5, 7, 7).fill(toneInks[tone]);
    doc.fillColor(inks.soft).text(printable(name), x + 11, line, { lineBreak: false });
    x += 22 + doc.widthOfString(name);
  }
  doc
    .moveTo(x, line + 5)
    .lineTo(x + 12, line + 5)
    .lineWidth(1)
    .dash(3, { space: 2.5 })
    .stroke(inks.ink)
    .undash();
  doc.fillColor(inks.soft).text(printable(chart.before.name), x + 16, line, { lineBreak: false });
  line += 13;
  paintSvg(doc, drawChart(chart, { width, height, hasWords: true }), { x: edge, y: line });
  doc.font(fonts.text).fontSize(8.5).fillColor(inks.soft);
  doc.text(printable(chart.finding), edge, line + height + 1, { width, height: 11, ellipsis: true });
}

function drawFoot(doc: Doc, { trust, words, edited }: SentBrief): void {
  let y = rule(doc, footTop, inks.rule, 0.6) + 6;
  doc.font(fonts.bold).fontSize(8.5).fillColor(inks.ink);
  doc.text(printable(words.trust), edge, y, { width, lineBreak: false });
  y += 12;
  doc.font(fonts.text).fontSize(8.5).fillColor(inks.soft);
  doc.text(printable(trust.join(" ")), edge, y, { width, height: 24, ellipsis: true });
  const made = edited ? `${edited} · ${words.made}` : words.made;
  doc.fontSize(8).text(printable(made), edge, A4.height - 32, { width, height: 10, ellipsis: true });
}
