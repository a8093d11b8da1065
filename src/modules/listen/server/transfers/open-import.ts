import { openTable } from "#connectors/table/open-table.ts";
import type { Table } from "#connectors/table/table-shape.ts";
import { contentPath, openContent } from "#platform/files/content-store.ts";
import { AppError, type FieldProblem } from "#shared/app-error.ts";
import type { Zone } from "#shared/ids.ts";
import type { ImportMapping } from "../../contract/imports.ts";
import type { ImportRecord } from "./import-store.ts";
import { readZone } from "./import-values.ts";
import { toImportError } from "./import-view.ts";
import { placesOf, type RowReader } from "./read-import-row.ts";

export type OpenTable = Table & { close(): void };

/**
 * Opens the file of an import as a table.
 * @throws AppError `invalid` (`import.<kind of TableError>`), `gone` (`import.file_forgotten`), `unavailable`
 */
export async function openImport(
  dataDir: string,
  record: Pick<ImportRecord, "fileId" | "sha256" | "format">,
  sheet: string | undefined,
): Promise<OpenTable> {
  if (record.fileId === null) throw new AppError("gone", "import.file_forgotten");
  const { handle } = await openContent(dataDir, record.sha256);
  await handle.close();
  try {
    return await openTable(contentPath(dataDir, record.sha256), record.format, { sheet });
  } catch (error) {
    throw toImportError(error);
  }
}

/** Source under which everything that came in files stands. */
export type FileSource = { id: string; title: string };

/**
 * Makes a mapping ready to read rows with.
 * @param columns of the table
 * @throws AppError `invalid` naming each part of the mapping that cannot be used
 */
export function readerFor(
  record: Pick<ImportRecord, "fileName" | "sha256" | "format">,
  columns: readonly string[],
  mapping: ImportMapping,
  { now, zone, source }: { now: Date; zone: Zone; source: FileSource },
): RowReader {
  const { defaults } = mapping;
  const zoneName = defaults.zone === undefined ? zone : readZone(defaults.zone);
  const problems: FieldProblem[] = Object.entries(mapping.columns).flatMap(([field, column]) =>
    columns.includes(column)
      ? []
      : [{ field: `mapping.columns.${field}`, key: "import.no_such_column", values: { column } }],
  );
  if (zoneName === undefined) problems.push({ field: "mapping.defaults.zone", key: "field.invalid_value" });
  if (mapping.columns.publishedAt === undefined)
    problems.push({ field: "mapping.columns.publishedAt", key: "import.needs_date" });
  if (mapping.columns.title === undefined && mapping.columns.text === undefined)
    problems.push({ field: "mapping.columns.text", key: "import.needs_words" });
  if (problems.length > 0 || zoneName === undefined)
    throw new AppError("invalid", "invalid_input", {}, undefined, problems);
  return {
    columns,
    places: placesOf(columns, mapping),
    defaults: { outlet: defaults.outlet?.trim() || undefined, channel: defaults.channel },
    zone: zoneName,
    order: defaults.dateOrder ?? "dmy",
    hasGuards: record.format === "csv",
    now,
    source,
    fileName: record.fileName,
    fileHash: record.sha256,
  };
}
