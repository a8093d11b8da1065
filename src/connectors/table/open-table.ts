import { tmpdir } from "node:os";
import { findHeader } from "./column-names.ts";
import { type CsvSettings, readCsv } from "./csv-rows.ts";
import { sniffDelimiter } from "./delimiter.ts";
import { flattenRecord, parseRecord, readJsonl } from "./jsonl-rows.ts";
import { readSharedStrings } from "./shared-strings.ts";
import {
  mostColumns,
  type Table,
  TableError,
  type TableFormat,
  type TablePosition,
  type TableRow,
} from "./table-shape.ts";
import { detectEncoding, readUtf8, type TextEncoding, textBytes } from "./text-encoding.ts";
import { readSheet, readStatedRows } from "./xlsx-rows.ts";
import { openWorkbook } from "./xlsx-workbook.ts";

const beginning: TablePosition = { byte: 0, row: 0 };
/** Rows looked at for the names of columns. */
const headRows = 20;
/** Lines of JSON looked at for their fields: not every record has every field. */
const headLines = 1_000;
const headBytes = 256 * 1024;

export type OpenOptions = {
  /** Workbooks: the sheet to read; the first visible one when left out. */
  sheet?: string | undefined;
  /** Where a large workbook's texts may lie meanwhile; the system's folder when left out. */
  temporaryFolder?: string;
};

/**
 * Opens a table file and learns its columns. Call `close` when done.
 * @throws TableError when the file cannot be read as a table at all
 */
export async function openTable(
  file: string,
  format: TableFormat,
  options: OpenOptions = {},
): Promise<Table & { close(): void }> {
  if (format === "xlsx") return openXlsx(file, options);
  const encoding = await detectEncoding(file);
  return format === "csv" ? openCsv(file, encoding) : openJsonl(file, encoding);
}

async function openCsv(file: string, encoding: TextEncoding): Promise<Table & { close(): void }> {
  let head = "";
  for await (const chunk of readUtf8(file, encoding, 0)) {
    head += chunk.toString("utf8");
    if (head.length >= headBytes) break;
  }
  // Excel's own hint, a line of its own before everything else.
  const hint = /^sep=([;,\t|])\r?\n/i.exec(head);
  const stated = hint?.[1];
  const delimiter =
    stated === ";" || stated === "," || stated === "\t" || stated === "|" ? stated : sniffDelimiter(head);
  const isOldMac = head.includes("\r") && !head.includes("\n");
  const settings: CsvSettings = { encoding, delimiter, newline: isOldMac ? "\r" : "\n" };
  const top = hint === null ? beginning : { byte: hint[0].length, row: 1 };
  const first = await firstRows(readCsv(file, settings, top), headRows);
  const { columns, rowIndex } = findHeader(first.map((row) => row.cells));
  const start = rowIndex === null ? top : (first[rowIndex]?.end ?? top);
  return {
    format: "csv",
    columns,
    sheets: [],
    delimiter,
    start,
    bytes: await textBytes(file, encoding),
    statedRows: null,
    rows: (from) => fitted(readCsv(file, settings, from), columns.length),
    close: () => undefined,
  };
}

async function openJsonl(file: string, encoding: TextEncoding): Promise<Table & { close(): void }> {
  const first = await firstRows(readJsonl(file, encoding, [], beginning), headLines);
  const names = new Set<string>();
  for (const { source, problem } of first) {
    const record = problem === null && source !== null ? parseRecord(source) : undefined;
    if (typeof record !== "object") continue;
    for (const name of flattenRecord(record).keys()) if (names.size < mostColumns) names.add(name);
  }
  if (first.length === 0) throw new TableError("no_rows");
  if (names.size === 0)
    throw new TableError(first[0]?.source?.startsWith("[") ? "json_array" : "not_json_lines");
  const columns = [...names];
  return {
    format: "jsonl",
    columns,
    sheets: [],
    delimiter: null,
    start: beginning,
    bytes: await textBytes(file, encoding),
    statedRows: null,
    rows: (from) => readJsonl(file, encoding, columns, from),
    close: () => undefined,
  };
}

async function openXlsx(file: string, { sheet: wanted, temporaryFolder = tmpdir() }: OpenOptions) {
  const workbook = await openWorkbook(file);
  try {
    const sheet =
      wanted === undefined
        ? (workbook.sheets.find(({ isHidden }) => !isHidden) ?? workbook.sheets[0])
        : workbook.sheets.find(({ name }) => name === wanted);
    if (sheet === undefined) throw new TableError("no_such_sheet", { sheet: wanted ?? "" });
    const strings = await readSharedStrings(workbook.parts, workbook.sharedStrings, temporaryFolder);
    const close = (): void => {
      strings.close();
      workbook.parts.close();
    };
    try {
      const first = await firstRows(readSheet(workbook, sheet.part, strings, beginning), headRows);
      const { columns, rowIndex } = findHeader(first.map((row) => row.cells));
      const table: Table & { close(): void } = {
        format: "xlsx",
        columns,
        sheets: workbook.sheets.map(({ name }) => name),
        delimiter: null,
        start: rowIndex === null ? beginning : (first[rowIndex]?.end ?? beginning),
        bytes: 0,
        statedRows: await readStatedRows(workbook, sheet.part),
        rows: (from) => fitted(readSheet(workbook, sheet.part, strings, from), columns.length),
        close,
      };
      return table;
    } catch (error) {
      strings.close();
      throw error;
    }
  } catch (error) {
    workbook.parts.close();
    throw error;
  }
}

async function firstRows(batches: AsyncGenerator<readonly TableRow[]>, count: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of batches) {
    for (const row of batch) if (row.problem === null || row.source !== null) rows.push(row);
    if (rows.length >= count) break;
  }
  return rows.slice(0, count);
}

/** Rows with as many cells as there are columns; what stands beyond them means that a row came apart wrongly. */
async function* fitted(
  batches: AsyncGenerator<readonly TableRow[]>,
  width: number,
): AsyncGenerator<readonly TableRow[]> {
  for await (const batch of batches)
    yield batch.map((row) => {
      if (row.problem !== null || row.cells.length === width) return row;
      if (row.cells.length < width)
        return {
          ...row,
          cells: [...row.cells, ...Array.from({ length: width - row.cells.length }, () => "")],
        };
      const isWider = row.cells.slice(width).some((cell) => cell.trim() !== "");
      return {
        ...row,
        cells: isWider ? row.cells : row.cells.slice(0, width),
        problem: isWider ? "too_many_cells" : null,
      };
    });
}

/** The format that the name of a file says it has, or undefined. */
export function formatOfName(name: string): TableFormat | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (["csv", "tsv", "txt"].includes(ending)) return "csv";
  if (["jsonl", "ndjson", "json"].includes(ending)) return "jsonl";
  return ending === "xlsx" ? "xlsx" : undefined;
}
