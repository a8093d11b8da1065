import { randomUUID } from "node:crypto";
import { formatOfName } from "#connectors/table/open-table.ts";
import type { TableFormat } from "#connectors/table/table-shape.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { type FileRecord, findFile } from "#platform/files/file-store.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { findImport, insertImport } from "./import-store.ts";
import { importView } from "./import-view.ts";

const formats: Readonly<Record<string, TableFormat>> = {
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
  "application/json": "jsonl",
  "application/x-ndjson": "jsonl",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/**
 * What a kept file is read as. Plain text may be any kind of table: what its name says decides, and CSV where it says
 * nothing.
 * @throws AppError `invalid` (`import.not_a_table`)
 */
export function formatOfFile({
  mediaType,
  originalName,
}: Pick<FileRecord, "mediaType" | "originalName">): TableFormat {
  const format =
    formats[mediaType] ?? (mediaType === "text/plain" ? (formatOfName(originalName) ?? "csv") : undefined);
  if (format === undefined) throw new AppError("invalid", "import.not_a_table", { name: originalName });
  return format;
}

/** An officer brings a file of mentions that was handed in before; nothing is read of it yet. */
export async function createImport(
  context: RequestContext,
  input: { fileId: string; fileName: string },
  { translate }: Pick<TransferServices, "translate">,
): Promise<Import> {
  const { db, workspaceId, actor } = context;
  const importId = randomUUID();
  await db.transaction().execute(async (tx) => {
    const file = await findFile(tx, workspaceId, input.fileId);
    const format = formatOfFile(file);
    const createdAt = context.now();
    const { sha256, bytes } = file;
    const { fileId, fileName } = input;
    await insertImport(tx, workspaceId, {
      id: importId,
      fileId,
      fileName,
      format,
      sha256,
      bytes,
      createdAt,
      createdBy: actor.id,
    });
    const details = { fileName, format, bytes };
    const facts = { action: "import.created", subjectKind: "import", subjectId: importId, details };
    await recordAudit(tx, workspaceId, actor, facts, createdAt);
  });
  return importView(await findImport(db, workspaceId, importId), context, translate);
}
