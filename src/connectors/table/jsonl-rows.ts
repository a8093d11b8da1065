import {
  longestRow,
  longestSource,
  type RowProblem,
  type TablePosition,
  type TableRow,
} from "./table-shape.ts";
import { readUtf8, type TextEncoding } from "./text-encoding.ts";

export type JsonRecord = Record<string, unknown>;

/** A row of a refused file: the line that could not be read stands in this field, to be mended there. */
export const brokenLineField = "gaung_line";

type Line = { text: string; isTooLong: boolean; end: TablePosition };

/**
 * Reads one JSON object a line from a place on; a line that is none is handed out as a problem. An array that has one
 * object a line (`[`, `{…},`, `]`) is read as well.
 * @param columns dotted paths that become the cells
 */
export async function* readJsonl(
  file: string,
  encoding: TextEncoding,
  columns: readonly string[],
  from: TablePosition,
): AsyncGenerator<readonly TableRow[]> {
  for await (const lines of readLines(file, encoding, from)) {
    const rows: TableRow[] = [];
    for (const line of lines) {
      const text = line.text.trim().replace(/^,|,$/g, "").trim();
      if (text === "" || text === "[" || text === "]") continue;
      rows.push(rowOf(text, line, columns));
    }
    if (rows.length > 0) yield rows;
  }
}

function rowOf(text: string, line: Line, columns: readonly string[]): TableRow {
  const base = { number: line.end.row, source: text.slice(0, longestSource), end: line.end };
  const fail = (problem: RowProblem): TableRow => ({ ...base, cells: [], problem });
  if (line.isTooLong) return fail("too_long");
  const record = parseRecord(text);
  if (typeof record === "string") return fail(record);
  const flat = flattenRecord(record);
  return { ...base, cells: columns.map((column) => flat.get(column) ?? ""), problem: null };
}

/** The object of a line; a mended line of a refused file is taken out of its wrapping. */
export function parseRecord(text: string): JsonRecord | "not_json" | "not_an_object" {
  let value: unknown;
  try {
    value = parseJson(text);
    if (isRecord(value) && typeof value[brokenLineField] === "string")
      value = parseJson(value[brokenLineField]);
  } catch {
    return "not_json";
  }
  return isRecord(value) ? value : "not_an_object";
}

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * JSON with whole numbers beyond 2^53 kept as text: platform ids have 64 bits, and a number would silently become
 * another id.
 */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) => {
    if (typeof value !== "number" || Number.isSafeInteger(value) || context?.source === undefined)
      return value;
    return /^-?\d+$/.test(context.source) ? context.source : value;
  });
}

const deepest = 6;

/** Nested fields by dotted path; lists of plain values joined with ", ", other lists as JSON. */
export function flattenRecord(record: JsonRecord): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (value: JsonRecord, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(value)) {
      const path = prefix + key;
      if (isRecord(inner) && depth < deepest) walk(inner, `${path}.`, depth + 1);
      else flat.set(path, textOf(inner));
    }
  };
  walk(record, "", 0);
  return flat;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "") : value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number"))
    return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function* readLines(file: string, encoding: TextEncoding, from: TablePosition): AsyncGenerator<Line[]> {
  let { byte, row } = from;
  let parts: Buffer[] = [];
  let held = 0;
  const finish = (last: Buffer, endBytes: number): Line => {
    const length = held + last.length;
    byte += length + endBytes;
    row += 1;
    const isTooLong = length > longestRow;
    const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    held = 0;
    return { text: bytes.toString("utf8"), isTooLong, end: { byte, row } };
  };
  for await (const chunk of readUtf8(file, encoding, from.byte)) {
    const lines: Line[] = [];
    let at = 0;
    for (let newline = chunk.indexOf(0x0a); newline >= 0; newline = chunk.indexOf(0x0a, at)) {
      lines.push(finish(chunk.subarray(at, newline), 1));
      at = newline + 1;
    }
    const rest = chunk.subarray(at);
    // Of a line that is too long only the beginning is kept.
    if (held <= longestRow && rest.length > 0) parts.push(Buffer.from(rest));
    held += rest.length;
    if (lines.length > 0) yield lines;
  }
  if (held > 0) yield [finish(Buffer.alloc(0), 0)];
}
