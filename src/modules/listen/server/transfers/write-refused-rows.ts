import { brokenLineField, parseRecord } from "#connectors/table/jsonl-rows.ts";
import type { CellValue } from "#connectors/table/table-shape.ts";
import { writeTable } from "#connectors/table/write-table.ts";
import type { Db } from "#platform/db/database.ts";
import { findRefusals, type ImportRecord, type RefusedRow } from "./import-store.ts";

/** Columns that say why, before the file's own; a mended file may keep them, nothing reads them. */
export const reasonColumns = ["gaung_row", "gaung_reason"] as const;

const batchRows = 500;

/**
 * Writes the refused rows of an import as a file of the same form, each with its row number and the reasons first, so
 * that it can be mended and sent again as it is. A line of JSON that cannot be read stands as text in `gaung_line`,
 * from where it is taken when it comes back.
 * @param sentenceOf what a reason is told as
 */
export async function* writeRefusedRows(
  db: Db,
  record: ImportRecord,
  sentenceOf: (row: RefusedRow) => string,
): AsyncGenerator<Uint8Array> {
  if (record.format === "jsonl") {
    for await (const rows of refusals(db, record))
      yield Buffer.from(rows.map((row) => `${JSON.stringify(recordOf(row, sentenceOf(row)))}\n`).join(""));
    return;
  }
  const names = [...reasonColumns, ...(record.columns ?? [])];
  const cells = async function* (): AsyncGenerator<CellValue[][]> {
    for await (const rows of refusals(db, record))
      yield rows.map((row) => [row.row, sentenceOf(row), ...(row.cells ?? [row.source ?? ""])]);
  };
  yield* writeTable(
    record.format,
    names.map((name) => ({ name, heading: name })),
    cells(),
    { zoneOffsetMin: 0, ...(record.delimiter === null ? {} : { delimiter: record.delimiter }) },
  );
}

async function* refusals(db: Db, { workspaceId, id }: ImportRecord): AsyncGenerator<RefusedRow[]> {
  for (let after = -1; ; ) {
    const rows = await findRefusals(db, workspaceId, id, after, batchRows);
    if (rows.length > 0) yield rows;
    if (rows.length < batchRows) return;
    after = rows.at(-1)?.row ?? after;
  }
}

function recordOf(row: RefusedRow, reason: string): Record<string, unknown> {
  const head = { [reasonColumns[0]]: row.row, [reasonColumns[1]]: reason };
  const line = row.source ?? "";
  const parsed = parseRecord(line);
  return typeof parsed === "string" ? { ...head, [brokenLineField]: line } : { ...head, ...parsed };
}
