import { Parser } from "csv-parse";
import type { Delimiter } from "./delimiter.ts";
import {
  longestRow,
  longestSource,
  mostColumns,
  TableError,
  type TablePosition,
  type TableRow,
} from "./table-shape.ts";
import { readUtf8, type TextEncoding } from "./text-encoding.ts";

/** Each restart reads a little again; more broken rows than this and the file is not the table it says it is. */
const mostRestarts = 2_000;
/** Restarts after a quote that swallowed everything up to the limit of a row. */
const mostLongRestarts = 25;

/** `newline` "\r" is that of old Macs; "\n" stands for "\r\n" too, also mixed in one file. */
export type CsvSettings = { encoding: TextEncoding; delimiter: Delimiter; newline: "\n" | "\r" };

type Failure = "quotes" | "too_long";

/**
 * Reads the rows of a CSV from a place on. A row that cannot be read (a quote that is never closed, four megabytes in
 * one row) is handed out as a problem, and reading goes on behind its first line: one bad row costs that row.
 * @throws TableError `too_many_broken_rows`
 */
export async function* readCsv(
  file: string,
  settings: CsvSettings,
  from: TablePosition,
): AsyncGenerator<readonly TableRow[]> {
  let at = from;
  let longRestarts = 0;
  for (let restarts = 0; ; restarts += 1) {
    if (restarts > mostRestarts || longRestarts > mostLongRestarts)
      throw new TableError("too_many_broken_rows", { row: at.row + 1 });
    let failure: Failure | undefined;
    for await (const { rows, failed } of parseFrom(file, settings, at)) {
      at = rows.at(-1)?.end ?? at;
      if (rows.length > 0) yield rows;
      failure = failed;
    }
    if (failure === undefined) return;
    if (failure === "too_long") longRestarts += 1;
    const broken = await readLine(file, settings, at);
    const row: TableRow = { ...broken, cells: [], problem: failure };
    yield [row];
    at = row.end;
  }
}

async function* parseFrom(
  file: string,
  { encoding, delimiter, newline }: CsvSettings,
  from: TablePosition,
): AsyncGenerator<{ rows: TableRow[]; failed: Failure | undefined }> {
  let rows: TableRow[] = [];
  let error: Error | undefined;
  const parser = new Parser({
    delimiter,
    record_delimiter: newline === "\r" ? ["\r"] : ["\r\n", "\n"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record(cells: string[]): null {
      const number = from.row + parser.info.records + parser.info.empty_lines;
      const end = { byte: from.byte + parser.info.bytes, row: number };
      if (cells.some((cell) => cell.trim() !== ""))
        rows.push({ number, cells: boundCells(cells), source: null, problem: null, end });
      return null;
    },
  });
  parser.on("error", (reason: Error) => {
    error ??= reason;
  });
  parser.resume();
  const take = (): TableRow[] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  let sinceProgress = 0;
  let progress = 0;
  try {
    for await (const chunk of readUtf8(file, encoding, from.byte)) {
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
      if (error !== undefined) break;
      const finished = parser.info.records + parser.info.empty_lines;
      sinceProgress = finished > progress ? 0 : sinceProgress + chunk.length;
      progress = finished;
      const failed = sinceProgress > longestRow ? "too_long" : undefined;
      yield { rows: take(), failed };
      if (failed !== undefined) return;
    }
    if (error === undefined)
      await new Promise<void>((resolve) => {
        parser.once("close", () => resolve());
        parser.end();
      });
    yield { rows: take(), failed: error === undefined ? undefined : "quotes" };
  } finally {
    parser.destroy();
  }
}

/** The line at a place, unparsed, and where the next one begins. */
async function readLine(
  file: string,
  { encoding, newline }: CsvSettings,
  from: TablePosition,
): Promise<Pick<TableRow, "number" | "source" | "end">> {
  const number = from.row + 1;
  let source = Buffer.alloc(0);
  let length = 0;
  for await (const chunk of readUtf8(file, encoding, from.byte)) {
    const lineEnd = chunk.indexOf(newline);
    const part = lineEnd < 0 ? chunk : chunk.subarray(0, lineEnd);
    if (source.length < longestSource) source = Buffer.concat([source, part.subarray(0, longestSource)]);
    length += lineEnd < 0 ? chunk.length : lineEnd + 1;
    if (lineEnd >= 0) break;
  }
  return {
    number,
    source: source.toString("utf8").slice(0, longestSource).replace(/\r$/, "").replaceAll("\0", ""),
    end: { byte: from.byte + length, row: number },
  };
}

/** Cells beyond what any table has are counted as one; NUL cannot be stored and means nothing. */
function boundCells(cells: readonly string[]): string[] {
  const kept = cells
    .slice(0, mostColumns)
    .map((cell) => (cell.includes("\0") ? cell.replaceAll("\0", "") : cell));
  const beyond =
    cells.length > mostColumns ? cells.slice(mostColumns).find((cell) => cell !== "") : undefined;
  return beyond === undefined ? kept : [...kept, beyond];
}
