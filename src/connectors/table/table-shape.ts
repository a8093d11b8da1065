/** The kinds of table files that are read and written. */
export type TableFormat = "csv" | "jsonl" | "xlsx";

/**
 * A place between two rows, to go on from. `byte` counts in the text as UTF-8 without its mark (CSV, JSONL; 0 for XLSX);
 * `row` is the number of the last row before it.
 */
export type TablePosition = { readonly byte: number; readonly row: number };

/** Why a row could not be read; `TableRow.source` holds what stands in the file. */
export type RowProblem = "quotes" | "too_long" | "too_many_cells" | "not_json" | "not_an_object";

export type TableRow = {
  /** As a spreadsheet or editor counts it, the first line of the file being 1. */
  readonly number: number;
  /** In the order of the table's columns; "" for what is missing. Dates of a workbook as `2025-06-18 09:12:00`. */
  readonly cells: readonly string[];
  /** JSONL: the line itself. CSV: the line of a row that could not be read. Cut at 64 kB. */
  readonly source: string | null;
  readonly problem: RowProblem | null;
  /** Where the next row begins. */
  readonly end: TablePosition;
};

/** An open table file. Reads in constant memory, however large it is. */
export type Table = {
  readonly format: TableFormat;
  /** Names, made unique; letters (A, B, …) where the file has none. */
  readonly columns: readonly string[];
  /** Sheets of a workbook in their order; empty for other formats. */
  readonly sheets: readonly string[];
  /** CSV: what separates the cells; null for other formats. */
  readonly delimiter: string | null;
  /** Where the first row of data begins. */
  readonly start: TablePosition;
  /** Bytes that `TablePosition.byte` runs to; 0 when it does not. */
  readonly bytes: number;
  /** Rows the file says it has, or null. */
  readonly statedRows: number | null;
  /** The rows after a place, some at a time, empty rows left out. Leaving the loop closes what it had open. */
  rows(from: TablePosition): AsyncGenerator<readonly TableRow[]>;
};

/** Why a whole file cannot be read as a table. The reader's sentence for each is `errors.import.<kind>`. */
export type TableErrorKind =
  | "no_rows"
  | "too_many_columns"
  | "row_too_long"
  | "json_array"
  | "not_json_lines"
  | "not_a_workbook"
  | "workbook_locked"
  | "workbook_bomb"
  | "no_such_sheet"
  | "too_many_broken_rows";

export class TableError extends Error {
  readonly kind: TableErrorKind;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(kind: TableErrorKind, values: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause });
    this.name = "TableError";
    this.kind = kind;
    this.values = values;
  }
}

/** A mention with a long article is some 100 kB; more than this in one row is an unclosed quote or an attack. Bytes. */
export const longestRow = 4 * 1024 * 1024;
/** Tools for media monitoring export some 100 columns. */
export const mostColumns = 1_000;
/** Of a row that could not be read, this much is kept to be mended. Characters. */
export const longestSource = 64 * 1024;

/** Dates are written on the clock of `zoneOffsetMin`. */
export type CellValue = string | number | Date | null;

export type TableColumn = {
  /** Field name in JSONL. */
  readonly name: string;
  /** Heading in CSV and XLSX. */
  readonly heading: string;
  /** Characters, for workbooks. */
  readonly width?: number;
};

export type WriteOptions = {
  /** Minutes east of UTC. */
  zoneOffsetMin: number;
  /** CSV only; "," when left out. */
  delimiter?: string;
  /** Name of the sheet in a workbook. */
  sheetName?: string;
};

/** What was left out of a file that cannot take more; null when everything is in it. */
export type WrittenTable = { rows: number; isCut: boolean };
