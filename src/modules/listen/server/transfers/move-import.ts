import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Import } from "../../contract/imports.ts";
import type { TransferServices } from "./import-parts.ts";
import { queueImport } from "./import-queue.ts";
import { findImport, type ImportRecord, lockImport, updateImport } from "./import-store.ts";
import { announceImport, importView } from "./import-view.ts";
import { auditImport } from "./start-import.ts";

type State = ImportRecord["state"];

/**
 * Moves an import from one state to another. Its worker holds the row for the length of a batch and looks at the state
 * with the next one, so that nothing is stored after a pause was answered.
 * @throws AppError `conflict` (`import.not_now`) when it is in none of the states `from`
 */
export async function moveImport(
  context: RequestContext,
  importId: string,
  { jobs, translate }: TransferServices,
  move: { act: "paused" | "resumed" | "cancelled"; from: readonly State[]; to: State },
): Promise<Import> {
  const { db, workspaceId } = context;
  await db.transaction().execute(async (tx) => {
    const record = await lockImport(tx, workspaceId, importId);
    if (!move.from.includes(record.state)) throw new AppError("conflict", "import.not_now");
    // Nothing to go on with: it never had a mapping.
    if (move.to === "waiting" && record.mapping === null) throw new AppError("conflict", "import.no_mapping");
    await updateImport(tx, workspaceId, importId, {
      state: move.to,
      rows_per_second: null,
      error_key: null,
      error_values: null,
      finished_at: move.to === "cancelled" ? context.now() : null,
      lease_id: null,
      leased_until: null,
    });
    if (move.to === "waiting") await queueImport(jobs, { workspaceId, importId }, tx);
    await announceImport(tx, workspaceId, importId);
    await auditImport(tx, context, record, move.act, { rowsRead: record.rowsRead });
  });
  return importView(await findImport(db, workspaceId, importId), context, translate);
}
