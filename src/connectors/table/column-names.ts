import { mostColumns, TableError } from "./table-shape.ts";

/** Where the data of a table begins and what its columns are called. */
export type Header = { readonly columns: readonly string[]; readonly rowIndex: number | null };

/** Longer cells are what somebody said, not a name of a column. */
const longestName = 100;
const looksLikeData = /^(https?:\/\/|www\.)|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|^[-+]?[\d.,]+$/i;

/**
 * Finds the row that names the columns among the first rows of a table: exports of monitoring tools often begin with a
 * title and a period above it. When that row holds data (an address, a date, a number, a sentence), the table has no
 * names, and letters stand in.
 * @returns `rowIndex` null when there is no such row, and data begins at once
 * @throws TableError `no_rows`, `too_many_columns`
 */
export function findHeader(rows: readonly (readonly string[])[]): Header {
  const filled = rows.map((cells) => cells.filter((cell) => cell.trim() !== "").length);
  const most = Math.max(0, ...filled);
  if (most === 0) throw new TableError("no_rows");
  const rowIndex = filled.findIndex((count) => count >= Math.max(1, Math.ceil(most * 0.6)));
  const names = rows[rowIndex] ?? [];
  const width = Math.max(...rows.map((cells) => lastFilled(cells) + 1));
  if (lastFilled(names) + 1 > mostColumns) throw new TableError("too_many_columns", { maximum: mostColumns });
  const isData = names.some((name) => name.length > longestName || looksLikeData.test(name.trim()));
  if (isData) return { columns: Array.from({ length: width }, (_, at) => letterOf(at)), rowIndex: null };
  return { columns: uniqueNames(names.slice(0, lastFilled(names) + 1)), rowIndex };
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "");
}

/** Names without spaces around them, empty ones by their letter, repeated ones counted. */
export function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name, at) => {
    const wanted = name.replace(/\s+/g, " ").trim().slice(0, 200) || letterOf(at);
    let unique = wanted;
    for (let count = 2; used.has(unique); count += 1) unique = `${wanted} (${count})`;
    used.add(unique);
    return unique;
  });
}

/** 0 → A, 25 → Z, 26 → AA, as spreadsheets letter their columns. */
export function letterOf(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
