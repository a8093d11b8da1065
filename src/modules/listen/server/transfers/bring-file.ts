import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { keepFile } from "#platform/files/keep-file.ts";
import { acceptedTypes } from "#platform/files/media-type.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { findWorkspace } from "#platform/workspaces/workspace-store.ts";
import { AppError } from "#shared/app-error.ts";
import { ImportField, type ImportMapping } from "../../contract/imports.ts";
import { formatOfFile } from "./create-import.ts";
import { fileSourceOf } from "./file-source.ts";
import { findImport, type ImportRecord, insertImport, updateImport } from "./import-store.ts";
import { openImport, readerFor } from "./open-import.ts";
import { firstRows } from "./preview-import.ts";
import { type RunImportParts, runImport } from "./run-import.ts";
import { suggestMapping } from "./suggest-mapping.ts";

export type BringFileOptions = {
  file: string;
  workspaceId: string;
  actor: Actor;
  /** Field and column, `title=Judul`; without any the columns are recognised by name. */
  pairs: readonly string[];
  isDryRun: boolean;
  signal: AbortSignal;
  /** Hears which column was taken for what, before the first row. */
  onMapping(mapping: ImportMapping): void;
};

const rowsForMapping = 200;

/**
 * Brings a file from the server's own disk in at once, as an import like any other: when this process dies, the desk
 * goes on with it.
 * @throws AppError for a file that is no table, or a mapping that cannot be used
 */
export async function bringFile(parts: RunImportParts, options: BringFileOptions): Promise<ImportRecord> {
  const { db, dataDir, now } = parts;
  const { workspaceId, actor, isDryRun } = options;
  const fileName = path.basename(options.file);
  const kept = await keepFile(db, dataDir, workspaceId, {
    source: createReadStream(options.file),
    originalName: fileName,
    accept: acceptedTypes.tables,
    maxBytes: Number.POSITIVE_INFINITY,
    createdBy: actor.id,
    now: now(),
  });
  const { sha256, bytes } = kept;
  const importId = randomUUID();
  const fresh = { id: importId, fileId: kept.id, fileName, format: formatOfFile(kept), sha256, bytes };
  const { mapping, columns, delimiter } = await chooseMapping(parts, fresh, options);
  options.onMapping(mapping);
  await db.transaction().execute(async (tx) => {
    const at = now();
    await insertImport(tx, workspaceId, { ...fresh, createdBy: actor.id, createdAt: at });
    await updateImport(tx, workspaceId, importId, {
      state: "waiting",
      is_dry_run: isDryRun,
      mapping: JSON.stringify(mapping),
      columns: [...columns],
      delimiter,
    });
    const details = { fileName, format: fresh.format, bytes, isDryRun };
    const facts = { action: "import.started", subjectKind: "import", subjectId: importId, details };
    await recordAudit(tx, workspaceId, actor, facts, at);
  });
  await runImport(parts, { workspaceId, importId }, options.signal);
  return findImport(db, workspaceId, importId);
}

async function chooseMapping(
  { db, dataDir, now }: RunImportParts,
  record: Pick<ImportRecord, "fileId" | "fileName" | "sha256" | "format">,
  { workspaceId, pairs }: BringFileOptions,
) {
  const { zone } = await findWorkspace(db, workspaceId);
  const table = await openImport(dataDir, record, undefined);
  try {
    const { columns, delimiter } = table;
    const rows = (await firstRows(table, rowsForMapping)).filter(({ problem }) => problem === null);
    const suggested = suggestMapping(
      columns,
      rows.map((row) => row.cells),
      now(),
    );
    const mapping = pairs.length === 0 ? suggested : { ...suggested, columns: readPairs(pairs) };
    readerFor(record, columns, mapping, { now: now(), zone, source: fileSourceOf(workspaceId) });
    return { mapping, columns, delimiter };
  } finally {
    table.close();
  }
}

function readPairs(pairs: readonly string[]): ImportMapping["columns"] {
  const columns: ImportMapping["columns"] = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const field = ImportField.safeParse(pair.slice(0, at));
    if (at < 1 || !field.success) throw new AppError("invalid", "import.bad_pair", { pair });
    columns[field.data] = pair.slice(at + 1);
  }
  return columns;
}
