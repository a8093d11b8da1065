import type { RowFigures } from "./score-page.ts";

/** Written scores are rounded to three places; more than this apart is another score. */
const TOLERANCE = 0.002;
const COUNTED = "rows";

/**
 * Compares the tables of a page that begin with a column and `rows` with what was computed. Every such row must have been
 * computed, and every number in it, except where the cell is a dash.
 */
export function comparePage(
  file: string,
  page: string,
  computed: ReadonlyMap<string, RowFigures>,
): { rows: number; problems: string[] } {
  const problems: string[] = [];
  let columns: string[] | undefined;
  let rows = 0;
  for (const [index, line] of page.split("\n").entries()) {
    if (!line.startsWith("|")) {
      columns = undefined;
      continue;
    }
    const cells = line
      .slice(1, line.lastIndexOf("|"))
      .split("|")
      .map((cell) => cell.trim());
    if (cells.every((cell) => /^:?-+:?$/.test(cell))) continue;
    if (columns === undefined) {
      columns = cells;
      continue;
    }
    if (columns[1] !== COUNTED) continue;
    rows += 1;
    const [name = ""] = cells;
    const figures = computed.get(name);
    const where = `${file}:${index + 1}, “${name}”`;
    if (figures === undefined) problems.push(`${where}: nothing computes this row`);
    else
      for (const [at, cell] of cells.entries()) {
        const written = Number(cell);
        if (at === 0 || cell === "" || Number.isNaN(written)) continue;
        const column = columns[at] ?? "";
        const figure = figures[column];
        if (figure === undefined) problems.push(`${where}: nothing computes “${column}”`);
        else if (Math.abs(figure - written) > (column === COUNTED ? 0 : TOLERANCE))
          problems.push(`${where}: ${column} is ${Number(figure.toFixed(4))}, not ${cell}`);
      }
  }
  return { rows, problems };
}
