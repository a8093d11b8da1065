import type { SharedStrings } from "./shared-strings.ts";
import { longestRow, mostColumns, TableError, type TablePosition, type TableRow } from "./table-shape.ts";
import { readXml } from "./xlsx-package.ts";
import type { NumberKind, Workbook } from "./xlsx-workbook.ts";

const dayMs = 86_400_000;
/** Day 0 of the two calendars a workbook can count by, as UTC. Serial 60 of the first is 29 February 1900, which never was. */
const epochMs = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };
/** Excel keeps 15 digits of a number; a longer one is no longer what somebody typed. */
const largestExact = 1e15;

type Cell = { column: number; type: string; style: number; value: string };

/**
 * Reads the rows of a sheet behind a place on. Rows before it are passed over without making their texts.
 * @throws TableError `not_a_workbook`, `workbook_bomb`, `no_such_sheet`
 */
export async function* readSheet(
  workbook: Workbook,
  part: string,
  strings: SharedStrings,
  from: TablePosition,
): AsyncGenerator<readonly TableRow[]> {
  const stream = await workbook.parts.open(part);
  if (stream === undefined) throw new TableError("not_a_workbook");
  let rows: TableRow[] = [];
  let number = 0;
  let isSkipped = false;
  let cells: string[] = [];
  let cell: Cell | undefined;
  let isValue = false;
  let phonetic = 0;
  let nextColumn = 0;
  let sinceRow = 0;
  const handlers = {
    open(name: string, attributes: Record<string, string>) {
      if (name === "row") {
        number = rowNumber(attributes["r"], number);
        isSkipped = number <= from.row;
        [cells, nextColumn] = [[], 0];
      } else if (isSkipped) return;
      else if (name === "c") {
        const column = columnOf(attributes["r"]) ?? nextColumn;
        nextColumn = column + 1;
        const { t: type = "n", s: style = "-1" } = attributes;
        cell = { column, type, style: Number(style), value: "" };
      } else if (name === "rPh") phonetic += 1;
      else if (name === "v" || name === "t") isValue = phonetic === 0;
    },
    text(piece: string) {
      if (isValue && cell !== undefined && cell.value.length < longestRow) cell.value += piece;
    },
    close(name: string) {
      if (name === "v" || name === "t") isValue = false;
      else if (name === "rPh") phonetic = Math.max(0, phonetic - 1);
      else if (name === "c" && cell !== undefined) {
        const text = textOf(cell, workbook, strings);
        if (text !== "") {
          // Far cells count once, like everything beyond the widest table.
          const column = Math.min(cell.column, mostColumns);
          while (cells.length < column) cells.push("");
          cells[column] = text;
        }
        cell = undefined;
      } else if (name === "row") {
        sinceRow = 0;
        if (!isSkipped && cells.length > 0)
          rows.push({ number, cells, source: null, problem: null, end: { byte: 0, row: number } });
        isSkipped = false;
      }
    },
  };
  for await (const bytes of readXml(stream, handlers)) {
    sinceRow += bytes;
    if (sinceRow > 4 * longestRow) throw new TableError("workbook_bomb");
    if (rows.length === 0) continue;
    const full = rows;
    rows = [];
    yield full;
  }
  if (rows.length > 0) yield rows;
}

/** Rows that the sheet says it has: `<dimension ref="A1:H1000001"/>` stands before the data, where programs write it. */
export async function readStatedRows(workbook: Workbook, part: string): Promise<number | null> {
  const stream = await workbook.parts.open(part);
  if (stream === undefined) return null;
  let stated: number | null = null;
  let isOver = false;
  const handlers = {
    open(name: string, attributes: Record<string, string>) {
      if (name === "dimension")
        stated = Number(/:[A-Z]+(\d+)$/.exec(attributes["ref"] ?? "")?.[1] ?? Number.NaN);
      if (name === "sheetData") isOver = true;
    },
  };
  let bytes = 0;
  for await (const read of readXml(stream, handlers)) {
    bytes += read;
    if (isOver || bytes > longestRow) break;
  }
  return stated === null || Number.isNaN(stated) ? null : stated;
}

function rowNumber(text: string | undefined, previous: number): number {
  const stated = Number(text);
  return Number.isInteger(stated) && stated > previous ? stated : previous + 1;
}

/** `AB12` → 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function textOf(cell: Cell, workbook: Workbook, strings: SharedStrings): string {
  const { type, value } = cell;
  if (type === "s") return strings.get(Number(value));
  if (type === "inlineStr" || type === "str") return value.replaceAll("\0", "");
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "d") return value.replace("T", " ");
  if (type !== "n" || value.trim() === "") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const kind = workbook.kinds[cell.style] ?? "number";
  return kind === "number" ? numberText(number) : serialText(number, kind, workbook.isFrom1904);
}

/** Whole numbers in full; those that Excel has rounded are left in the form that shows it. */
function numberText(number: number): string {
  return Math.abs(number) >= largestExact ? number.toExponential() : String(number);
}

/** A day number as text, on the clock of whoever typed it: a workbook knows no zones. */
export function serialText(serial: number, kind: NumberKind, isFrom1904: boolean): string {
  const ms = Math.round((serial * dayMs) / 1000) * 1000;
  const at = new Date((isFrom1904 ? epochMs.from1904 : epochMs.from1900) + ms);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || serial < 0) return String(serial);
  const [day = "", rest = ""] = at.toISOString().split("T");
  const time = rest.slice(0, 8);
  if (kind === "time" && serial < 1) return time;
  return kind === "date" && Number.isInteger(serial) ? day : `${day} ${time}`;
}
