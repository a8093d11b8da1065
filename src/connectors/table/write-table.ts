import { stringify } from "csv-stringify/sync";
import type { CellValue, TableColumn, TableFormat, WriteOptions, WrittenTable } from "./table-shape.ts";
import { writeXlsx } from "./write-xlsx.ts";

/**
 * Writes rows as a file, piece by piece and in constant memory. In CSV a text that a spreadsheet would run as a formula
 * (it begins with = + - @) gets an apostrophe before it; a workbook marks its texts as texts, so that none is run.
 * @returns (as the generator's value) how many rows went in, and whether the format could not take all
 */
export async function* writeTable(
  format: TableFormat,
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly (readonly CellValue[])[]>,
  options: WriteOptions,
): AsyncGenerator<Uint8Array, WrittenTable> {
  if (format === "xlsx") return yield* writeXlsx(columns, batches, options);
  const isCsv = format === "csv";
  const delimiter = options.delimiter ?? ",";
  let rows = 0;
  // The mark tells spreadsheets that this is UTF-8.
  if (isCsv) yield bytesOf(`\ufeff${csvOf([columns.map(({ heading }) => heading)], delimiter)}`);
  for await (const batch of batches) {
    rows += batch.length;
    yield bytesOf(
      isCsv
        ? csvOf(
            batch.map((cells) => cells.map((cell) => plainCell(cell, options.zoneOffsetMin))),
            delimiter,
          )
        : batch.map((cells) => jsonLine(columns, cells, options.zoneOffsetMin)).join(""),
    );
  }
  return { rows, isCut: false };
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "utf8");

const csvOf = (rows: readonly (readonly (string | number)[])[], delimiter: string): string =>
  stringify(
    rows.map((row) => [...row]),
    { delimiter, escape_formulas: true, record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
  );

const plainCell = (cell: CellValue, zoneOffsetMin: number): string | number =>
  cell === null ? "" : cell instanceof Date ? localIso(cell, zoneOffsetMin) : cell;

function jsonLine(
  columns: readonly TableColumn[],
  cells: readonly CellValue[],
  zoneOffsetMin: number,
): string {
  const record = columns.map(({ name }, at) => {
    const cell = cells[at] ?? null;
    return [name, cell instanceof Date ? localIso(cell, zoneOffsetMin) : cell] as const;
  });
  return `${JSON.stringify(Object.fromEntries(record))}\n`;
}

/** `2025-06-18T09:12:00+07:00`: the clock of the office, and no doubt about the instant. */
export function localIso(at: Date, zoneOffsetMin: number): string {
  const local = new Date(at.getTime() + zoneOffsetMin * 60_000).toISOString().slice(0, 19);
  const two = (value: number): string => String(Math.abs(value)).padStart(2, "0");
  const sign = zoneOffsetMin < 0 ? "-" : "+";
  return `${local}${sign}${two(Math.trunc(zoneOffsetMin / 60))}:${two(zoneOffsetMin % 60)}`;
}
