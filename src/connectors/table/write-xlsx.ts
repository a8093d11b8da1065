import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from "fflate";
import { letterOf } from "./column-names.ts";
import type { CellValue, TableColumn, WriteOptions, WrittenTable } from "./table-shape.ts";

/** Rows of a sheet, less the headings: ECMA-376 leaves it open, Excel ends there. */
export const mostXlsxRows = 1_048_575;
/** Characters of a cell in Excel. */
const longestCell = 32_767;
/** A zip file without its 64-bit form, which not every program reads, holds 4 GiB a part. */
const mostSheetBytes = 4_000_000_000;
const sheetPart = "xl/worksheets/sheet1.xml";
const dayMs = 86_400_000;
const epochMs = Date.UTC(1899, 11, 30);

/**
 * Writes a workbook of one sheet. The library makes the workbook with its styles and one sample row; it would keep all
 * rows in memory, so that the rows themselves are streamed into its sheet here, after the manner of the sample.
 */
export async function* writeXlsx(
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly (readonly CellValue[])[]>,
  { zoneOffsetMin, sheetName = "Gaung" }: WriteOptions,
): AsyncGenerator<Uint8Array, WrittenTable> {
  const { before, after, dateStyle, others } = await makeTemplate(columns, sheetName);
  let chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const take = (): Uint8Array => {
    const taken = Buffer.concat(chunks);
    chunks = [];
    return taken;
  };
  for (const [name, content] of others) {
    const part = new ZipDeflate(name);
    zip.add(part);
    part.push(content, true);
  }
  const sheet = new ZipDeflate(sheetPart, { level: 3 });
  zip.add(sheet);
  sheet.push(strToU8(before));
  yield take();
  let rows = 0;
  let bytes = before.length;
  let isCut = false;
  for await (const batch of batches) {
    const lines: string[] = [];
    for (const cells of batch) {
      if (rows >= mostXlsxRows || bytes > mostSheetBytes) {
        isCut = true;
        break;
      }
      rows += 1;
      const line = rowXml(rows + 1, cells, dateStyle, zoneOffsetMin);
      bytes += Buffer.byteLength(line);
      lines.push(line);
    }
    if (lines.length > 0) sheet.push(strToU8(lines.join("")));
    if (chunks.length > 0) yield take();
    if (isCut) break;
  }
  sheet.push(strToU8(after), true);
  zip.end();
  yield take();
  return { rows, isCut };
}

async function makeTemplate(columns: readonly TableColumn[], sheetName: string) {
  const sample = [{ value: new Date(0), type: Date, format: "yyyy-mm-dd hh:mm:ss" }];
  const headings = columns.map(({ heading }) => ({
    value: heading,
    type: String,
    fontWeight: "bold" as const,
  }));
  // Loaded for the first workbook only, not at every start.
  const { default: writeExcelFile } = await import("write-excel-file/node");
  const workbook = await writeExcelFile([headings, sample], {
    sheet: sheetName,
    stickyRowsCount: 1,
    columns: columns.map(({ width = 16 }) => ({ width })),
  }).toBuffer();
  const parts = unzipSync(workbook);
  const sheet = strFromU8(parts[sheetPart] ?? new Uint8Array());
  const match = /^(.*)<row r="2"[^>]*>.*? s="(\d+)".*?<\/row>(<\/sheetData>.*)$/s.exec(sheet);
  if (match === null) throw new Error("the workbook library no longer writes sheets as this file expects");
  const [, before = "", dateStyle = "", after = ""] = match;
  return { before, after, dateStyle, others: Object.entries(parts).filter(([name]) => name !== sheetPart) };
}

function rowXml(
  number: number,
  cells: readonly CellValue[],
  dateStyle: string,
  zoneOffsetMin: number,
): string {
  const xml = cells.map((cell, at) => {
    if (cell === null || cell === "") return "";
    const place = `r="${letterOf(at)}${number}"`;
    if (cell instanceof Date) {
      const serial = (cell.getTime() + zoneOffsetMin * 60_000 - epochMs) / dayMs;
      // Before 1900 a workbook has no dates.
      return serial < 61
        ? textCell(place, cell.toISOString())
        : `<c ${place} s="${dateStyle}"><v>${serial.toFixed(6)}</v></c>`;
    }
    return typeof cell === "number" ? `<c ${place}><v>${cell}</v></c>` : textCell(place, cell);
  });
  return `<row r="${number}">${xml.join("")}</row>`;
}

const textCell = (place: string, text: string): string =>
  `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML 1.0 has no way to write most control characters; a text too long for a cell ends with "…". */
function xmlText(text: string): string {
  const cut = text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
  return cut
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
