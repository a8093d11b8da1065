import { zoneOffsetMin } from "#connectors/page/indonesian-date.ts";
import type { TableFormat, WrittenTable } from "#connectors/table/table-shape.ts";
import { writeTable } from "#connectors/table/write-table.ts";
import type { Db } from "#platform/db/database.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale } from "#shared/ids.ts";
import { type ExportScope, exportColumns, exportRows } from "./export-rows.ts";

export type ExportWish = ExportScope & { format: TableFormat; locale: Locale };

/**
 * Everything a query finds as the bytes of a file, in constant memory.
 * @param beforeBatch is waited for before each batch of rows, with the rows written so far; what it throws ends the file
 */
export async function* writeExport(
  { db, translate }: { db: Db; translate: Translate },
  workspaceId: string,
  wish: ExportWish,
  beforeBatch: (rowsSoFar: number) => void | Promise<void>,
): AsyncGenerator<Uint8Array, WrittenTable> {
  const rows = async function* () {
    let soFar = 0;
    for await (const batch of exportRows(db, workspaceId, wish)) {
      await beforeBatch(soFar);
      yield batch;
      soFar += batch.length;
    }
  };
  const columns = exportColumns(wish.locale, translate);
  return yield* writeTable(wish.format, columns, rows(), { zoneOffsetMin: zoneOffsetMin(wish.zone) });
}
