import { parse } from "csv-parse/sync";
import { ClearError } from "#shared/clear-error.ts";

/** A row of a file: its cells by the name of the column, or by its number where the file names none. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A labelled file as rows. `columns` are in the order of the file. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly TableRow[];
}

const DELIMITERS = ["\t", ",", ";", "|"] as const;
const sampleLines = 20;

/** Reads a labelled file: TSV, CSV (also with `;` or `|`), JSON lines, or one JSON array of objects. */
export function readTable(name: string, bytes: Uint8Array, isHeader: (cells: string[]) => boolean): Table {
  const text = decode(bytes);
  const begin = text.trimStart().charAt(0);
  if (begin === "") throw new ClearError(`${name} is empty.`);
  if (/\.(?:jsonl|ndjson)$/i.test(name) || (begin === "{" && !/\.(?:csv|tsv|txt)$/i.test(name)))
    return readJsonLines(name, text);
  if (/\.json$/i.test(name) || begin === "[") return readJsonArray(name, text);
  return readDelimited(name, text, isHeader);
}

/** UTF-8 with or without its mark, UTF-16 with it; what is no UTF-8 is read as Windows-1252. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function readJsonLines(name: string, text: string): Table {
  const rows: TableRow[] = [];
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === "") continue;
    rows.push(toRow(name, index + 1, parseJson(name, index + 1, written)));
  }
  return named(name, rows);
}

function readJsonArray(name: string, text: string): Table {
  const found = parseJson(name, 1, text);
  if (!Array.isArray(found)) throw new ClearError(`${name}: a list of objects was expected.`);
  return named(
    name,
    found.map((one: unknown, index) => toRow(name, index + 1, one)),
  );
}

function parseJson(name: string, line: number, written: string): unknown {
  try {
    return JSON.parse(written);
  } catch (error) {
    throw new ClearError(`${name}, line ${line}: this is no JSON (${(error as Error).message}).`, error);
  }
}

function toRow(name: string, line: number, value: unknown): TableRow {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ClearError(`${name}, line ${line}: an object was expected.`);
  const cells: Record<string, string> = {};
  for (const [key, cell] of Object.entries(value))
    if (cell !== null && cell !== undefined)
      cells[key] = typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  return { line, cells };
}

function named(name: string, rows: TableRow[]): Table {
  const columns = [...new Set(rows.slice(0, sampleLines).flatMap(({ cells }) => Object.keys(cells)))];
  return { name, columns, hasHeader: true, rows };
}

function readDelimited(name: string, text: string, isHeader: (cells: string[]) => boolean): Table {
  const delimiter = delimiterOf(name, text);
  const records = parseDelimited(name, text, delimiter);
  const first = records[0];
  if (first === undefined) throw new ClearError(`${name} has no rows.`);
  const hasHeader = isHeader(first.cells);
  const width = Math.max(...records.slice(0, sampleLines).map(({ cells }) => cells.length));
  const columns = hasHeader
    ? first.cells.map((cell, at) => cell.trim() || String(at + 1))
    : Array.from({ length: width }, (_, at) => String(at + 1));
  const rows = records.slice(hasHeader ? 1 : 0).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(cells.map((cell, at) => [columns[at] ?? String(at + 1), cell])),
  }));
  return { name, columns, hasHeader, rows };
}

function delimiterOf(name: string, text: string): string {
  if (/\.tsv$/i.test(name)) return "\t";
  const lines = text.split(/\r?\n/, sampleLines).filter((line) => line.trim() !== "");
  // A tab stands in no sentence; the others are believed when most lines have them.
  const having = (sign: string): number => lines.filter((line) => line.includes(sign)).length;
  if (having("\t") === lines.length) return "\t";
  const [head = ""] = lines;
  const count = (sign: string): number => head.split(sign).length - 1;
  const best = DELIMITERS.toSorted((a, b) => count(b) - count(a) || having(b) - having(a))[0];
  return best ?? ",";
}

type Cells = { line: number; cells: string[] };

function parseDelimited(name: string, text: string, delimiter: string): Cells[] {
  const isTab = delimiter === "\t";
  if (isTab && !hasPairedQuotes(text)) return parseCells(text, delimiter, false);
  try {
    return parseCells(text, delimiter, true);
  } catch (error) {
    // Lines of tabs are often written without any thought of quotation marks.
    if (isTab) return parseCells(text, delimiter, false);
    throw new ClearError(`${name}: ${(error as Error).message}.`, error);
  }
}

function parseCells(text: string, delimiter: string, hasQuotes: boolean): Cells[] {
  // With `info` each record comes with its line, which the types of the library do not say.
  const records: unknown = parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    quote: hasQuotes ? '"' : false,
  });
  return (records as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
    line: info.lines,
    cells: record,
  }));
}

/** Whether quotation marks are put around cells: not where a line of its own has an odd number of them at a cell's edge. */
function hasPairedQuotes(text: string): boolean {
  const opened = text.match(/(?:^|\t)"/gm)?.length ?? 0;
  const closed = text.match(/"(?=\t|\r?$)/gm)?.length ?? 0;
  return opened > 0 && opened === closed;
}
