import type { z } from "zod";
import type { TableRow } from "#connectors/table/table-shape.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { ImportMapping, importContract } from "../../contract/imports.ts";
import { wordsOfFiles } from "../personal-data/words-of-files.ts";
import type { TransferServices } from "./import-parts.ts";
import { findImport } from "./import-store.ts";
import { type OpenTable, openImport } from "./open-import.ts";
import { suggestMapping } from "./suggest-mapping.ts";

type Output = NonNullable<(typeof importContract.previewImport)["~orpc"]["outputSchema"]>;
export type ImportPreview = Omit<z.input<Output>, "suggested"> & { suggested: ImportMapping };

const shownRows = 20;
/** Rows that a proposal is made from: some columns are empty in the first ones. */
const readRows = 200;
/** Of a cell this much is shown. Characters. */
const shownCell = 500;

/** An officer sees what is in a file and which column seems to hold what, before anything is stored. */
export async function previewImport(
  { db, workspaceId, membership, now }: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  { id, sheet }: { id: string; sheet?: string | undefined },
  { dataDir }: Pick<TransferServices, "dataDir">,
): Promise<ImportPreview> {
  const table = await openImport(dataDir, await findImport(db, workspaceId, id), sheet);
  try {
    const say = await wordsOfFiles(db, workspaceId, membership);
    const rows = await firstRows(table, readRows);
    const cells = rows.filter(({ problem }) => problem === null).map((row) => row.cells);
    const suggested = suggestMapping(table.columns, cells, now());
    return {
      sheets: [...table.sheets],
      columns: [...table.columns],
      rows: cells.slice(0, shownRows).map((row) => row.map((cell) => say(cell.slice(0, shownCell)))),
      suggested: sheet === undefined ? suggested : { ...suggested, sheet },
    };
  } finally {
    table.close();
  }
}

/** The first rows of a table, those that cannot be read among them. */
export async function firstRows(table: OpenTable, count: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of table.rows(table.start)) {
    rows.push(...batch);
    if (rows.length >= count) break;
  }
  return rows.slice(0, count);
}
