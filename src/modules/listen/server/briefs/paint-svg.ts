import { SaxesParser } from "saxes";
import { fonts, printable } from "../clippings/pdf-paper.ts";

type Attributes = Readonly<Record<string, string>>;

/**
 * Paints a drawing of our own onto a page: the paths and texts of SVG as ECharts writes it, with their colours, dashes and
 * shifts. Its letters become those of the document, so that they can be read out of the page.
 * @param place where its upper left corner stands
 */
export function paintSvg(doc: PDFKit.PDFDocument, svg: string, place: { x: number; y: number }): void {
  const parser = new SaxesParser();
  let text: { attributes: Attributes; words: string } | undefined;
  doc.save();
  doc.translate(place.x, place.y);
  // What only cuts other things off is no ink; a drawing of ours does not reach beyond its frame.
  let cutters = 0;
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "clipPath") cutters += 1;
    if (name === "path" && cutters === 0) paintPath(doc, attributes);
    if (name === "text") text = { attributes, words: "" };
  });
  parser.on("text", (words) => {
    if (text) text.words += words;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "clipPath") cutters -= 1;
    if (name !== "text" || !text) return;
    paintText(doc, text.attributes, text.words);
    text = undefined;
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(svg).close();
  doc.restore();
}

const isInk = (colour: string | undefined): colour is string => colour !== undefined && colour !== "none";

function paintPath(doc: PDFKit.PDFDocument, of: Attributes): void {
  const { d, fill, stroke } = of;
  if (d === undefined || (!isInk(fill) && !isInk(stroke))) return;
  doc.save();
  const [dx, dy] = shiftOf(of);
  doc.translate(dx, dy);
  doc.path(d);
  if (isInk(stroke)) {
    doc.lineWidth(Number(of["stroke-width"] ?? 1));
    const dashes = (of["stroke-dasharray"] ?? "").split(/[ ,]+/).filter((part) => part !== "");
    const [length, space] = dashes.map(Number);
    if (length !== undefined) doc.dash(length, { space: space ?? length });
  }
  if (isInk(fill) && isInk(stroke)) doc.fillAndStroke(fill, stroke);
  else if (isInk(fill)) doc.fill(fill);
  else if (isInk(stroke)) doc.stroke(stroke);
  doc.restore();
}

function paintText(doc: PDFKit.PDFDocument, of: Attributes, words: string): void {
  const said = printable(words);
  if (said === "") return;
  const size = Number(/font-size:([\d.]+)/.exec(of["style"] ?? "")?.[1] ?? of["font-size"] ?? 8);
  doc.font(fonts.text).fontSize(size);
  const [dx, dy] = shiftOf(of);
  const width = doc.widthOfString(said);
  const share = { middle: 0.5, end: 1 }[of["text-anchor"] ?? ""] ?? 0;
  const middle = dy + Number(of["y"] ?? 0);
  doc.fillColor(of["fill"] ?? "#000000");
  doc.text(said, dx + Number(of["x"] ?? 0) - width * share, middle - doc.currentLineHeight() / 2, {
    lineBreak: false,
  });
}

/** `translate(3 4)`; a drawing of ours has no other transforms. */
function shiftOf({ transform = "" }: Attributes): [number, number] {
  const [, x = "0", y = "0"] = /translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(transform) ?? [];
  return [Number(x), Number(y)];
}
