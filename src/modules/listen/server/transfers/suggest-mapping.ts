import { ImportField, type ImportMapping } from "../../contract/imports.ts";
import { bareWord, isEmptyCell, Refused, readChannel, readDate, readUrl } from "./import-values.ts";
import { columnNames } from "./import-words.ts";

/** Share of a column's cells that must be of a kind for the column to count as one of it by its cells alone … */
const most = 0.8;
/** … and when it is also called so: what cannot be read will be refused row by row. */
const half = 0.5;

/**
 * Proposes which column holds what: by the names of the columns first, then, for what every mention needs, by what
 * stands in the first rows. A person looks at it before anything is stored.
 * @param rows the first rows, cells in the order of the columns
 */
export function suggestMapping(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  now: Date,
): ImportMapping {
  const chosen: Partial<Record<ImportField, string>> = {};
  const free = new Set(columns);
  const take = (field: ImportField, column: string | undefined): void => {
    if (column === undefined || chosen[field] !== undefined) return;
    chosen[field] = column;
    free.delete(column);
  };
  const cellsOf = (column: string): string[] => {
    const place = columns.indexOf(column);
    return rows.map((cells) => cells[place] ?? "").filter((cell) => !isEmptyCell(cell));
  };
  const share = (column: string, is: (cell: string) => boolean): number => {
    const cells = cellsOf(column);
    return cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
  };
  const isDate = (cell: string): boolean =>
    !(readDate(cell, { zone: "UTC", order: "dmy", now }) instanceof Refused) ||
    !(readDate(cell, { zone: "UTC", order: "mdy", now }) instanceof Refused);
  const isUrl = (cell: string): boolean =>
    /^https?:\/\//i.test(cell.trim()) && !(readUrl(cell) instanceof Refused);
  // A column that is named so and holds something else would have every row refused.
  const fits: Partial<Record<ImportField, (cell: string) => boolean>> = {
    publishedAt: isDate,
    channel: (cell) => !(readChannel(cell) instanceof Refused),
    url: (cell) => !(readUrl(cell) instanceof Refused),
  };
  for (const field of ImportField.options) {
    const fit = fits[field];
    take(
      field,
      namedColumns(field, [...free]).find((column) => {
        const isEmpty = cellsOf(column).length === 0;
        return fit === undefined || (isEmpty ? rows.length === 0 : share(column, fit) >= half);
      }),
    );
  }
  take(
    "url",
    [...free].find((column) => share(column, isUrl) >= most),
  );
  take(
    "publishedAt",
    [...free].find((column) => share(column, isDate) >= most),
  );
  // Without a time nothing can be stored: rather a column that is called so and cannot be read, which is then seen.
  take("publishedAt", namedColumns("publishedAt", [...free])[0]);
  if (chosen.title === undefined && chosen.text === undefined)
    take("text", longestColumn([...free], cellsOf));
  const dates = chosen.publishedAt === undefined ? [] : cellsOf(chosen.publishedAt);
  return { columns: chosen, defaults: isMonthFirst(dates) ? { dateOrder: "mdy" } : {} };
}

/** Columns whose name is one of a field's, the best name first; of nested fields the last part counts as well. */
function namedColumns(field: ImportField, columns: readonly string[]): string[] {
  const names = columnNames[field];
  const ranked = columns.flatMap((column) => {
    const whole = names.indexOf(bareWord(column));
    const parts = column.split(".");
    const last = parts.length > 1 ? names.indexOf(bareWord(parts.at(-1) ?? "")) : -1;
    const rank = whole >= 0 ? whole : last >= 0 ? last + 100 * parts.length : -1;
    return rank < 0 ? [] : [{ column, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ column }) => column);
}

function longestColumn(
  columns: readonly string[],
  cellsOf: (column: string) => string[],
): string | undefined {
  const lengths = columns.map((column) => {
    const cells = cellsOf(column);
    return { column, mean: cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length) };
  });
  const longest = lengths.sort((a, b) => b.mean - a.mean)[0];
  return longest !== undefined && longest.mean >= 10 ? longest.column : undefined;
}

/** Whether numeric dates can only be month/day/year: some second number is no month, and no first one is. */
function isMonthFirst(cells: readonly string[]): boolean {
  const days = cells.flatMap((cell) => {
    const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(cell);
    return match === null ? [] : [[Number(match[1]), Number(match[2])] as const];
  });
  return days.some(([, second]) => second > 12) && !days.some(([first]) => first > 12);
}
