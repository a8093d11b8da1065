import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Actor, RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Import, ImportMapping } from "../../contract/imports.ts";
import { fileSourceOf } from "./file-source.ts";
import type { TransferServices } from "./import-parts.ts";
import { queueImport } from "./import-queue.ts";
import { findImport, type ImportRecord, lockImport, removeRefusals, updateImport } from "./import-store.ts";
import { announceImport, importView } from "./import-view.ts";
import { openImport, readerFor } from "./open-import.ts";

type StartInput = { id: string; mapping: ImportMapping; isDryRun: boolean };

/**
 * An officer has a file read into the desk, or tried as a whole without storing anything. What an earlier try of the
 * same file stored is recognised and stays as it is.
 * @throws AppError `conflict` (`import.running`, `import.already_done`), `invalid` naming what is wrong with the mapping
 */
export async function startImport(
  context: RequestContext,
  input: StartInput,
  { dataDir, jobs, translate }: TransferServices,
): Promise<Import> {
  const { db, workspaceId } = context;
  const record = await findImport(db, workspaceId, input.id);
  requireStartable(record);
  const table = await openImport(dataDir, record, input.mapping.sheet);
  const { columns, delimiter } = table;
  table.close();
  const { zone } = context.membership;
  readerFor(record, columns, input.mapping, { now: context.now(), zone, source: fileSourceOf(workspaceId) });
  await db.transaction().execute(async (tx) => {
    requireStartable(await lockImport(tx, workspaceId, input.id));
    await removeRefusals(tx, workspaceId, input.id);
    await updateImport(tx, workspaceId, input.id, {
      ...fromTheStart,
      state: "waiting",
      is_dry_run: input.isDryRun,
      mapping: JSON.stringify(input.mapping),
      columns: [...columns],
      delimiter,
    });
    await queueImport(jobs, { workspaceId, importId: input.id }, tx);
    await announceImport(tx, workspaceId, input.id);
    await auditImport(tx, context, record, "started", { isDryRun: input.isDryRun });
  });
  return importView(await findImport(db, workspaceId, input.id), context, translate);
}

const fromTheStart = {
  position_byte: null,
  position_row: null,
  rows_read: 0,
  rows_stored: 0,
  rows_known: 0,
  rows_refused: 0,
  rows_total: null,
  rows_per_second: null,
  error_key: null,
  error_values: null,
  started_at: null,
  finished_at: null,
  lease_id: null,
  leased_until: null,
} as const;

/** A try of the whole file, and one that ended badly, may be followed by another; a real one that ended well may not. */
function requireStartable({ state, isDryRun }: ImportRecord): void {
  if (state === "waiting" || state === "running" || state === "paused")
    throw new AppError("conflict", "import.running");
  if (state === "done" && !isDryRun) throw new AppError("conflict", "import.already_done");
}

/** The audit entry of what somebody did with an import. */
export const auditImport = (
  tx: Parameters<typeof recordAudit>[0],
  context: { workspaceId: string; actor: Actor; now: () => Date },
  record: Pick<ImportRecord, "id" | "fileName">,
  act: "started" | "paused" | "resumed" | "cancelled",
  details: Record<string, unknown> = {},
): Promise<void> =>
  recordAudit(
    tx,
    context.workspaceId,
    context.actor,
    {
      action: `import.${act}`,
      subjectKind: "import",
      subjectId: record.id,
      details: { fileName: record.fileName, ...details },
    },
    context.now(),
  );
