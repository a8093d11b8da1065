import { randomUUID } from "node:crypto";
import type { TablePosition, TableRow } from "#connectors/table/table-shape.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Logger } from "#platform/log/logger.ts";
import { findWorkspace } from "#platform/workspaces/workspace-store.ts";
import { AppError } from "#shared/app-error.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { fileSourceOf, noteFileSource } from "./file-source.ts";
import { findKnownDrafts } from "./find-known-drafts.ts";
import {
  findImport,
  type ImportRecord,
  insertRefusals,
  leaseImport,
  leaseSeconds,
  type RefusedRow,
  renewLease,
  updateImport,
} from "./import-store.ts";
import { announceImport, toImportError } from "./import-view.ts";
import { openImport, readerFor } from "./open-import.ts";
import { type RowReader, readImportRow } from "./read-import-row.ts";

export type RunImportParts = {
  db: Db;
  dataDir: string;
  now: () => Date;
  log: Pick<Logger, "error">;
  /** Reads what is new; without one it is analysed later. */
  analyst?: Analyst | undefined;
  /** Rows stored together; 1,000 unless told. */
  batchRows?: number;
  /** Hears after every batch. */
  onProgress?: (progress: Progress) => void;
};

export type Progress = Pick<
  ImportRecord,
  "rowsRead" | "rowsStored" | "rowsKnown" | "rowsRefused" | "rowsTotal" | "rowsPerSecond"
>;

/**
 * What became of a run: `done`, `failed` (told on the import's page), `stopped` by the signal to be gone on with, or
 * `left`: paused, cancelled, or in the hands of another worker.
 */
export type RunOutcome = "done" | "failed" | "stopped" | "left";

const usualBatchRows = 1_000;
/** Screens are told at most this often. Milliseconds. */
const announceMs = 500;

/**
 * Reads a file into the desk, from where it was left. Each batch of rows is stored in one transaction with the place
 * behind it, so that a process that dies at any moment has lost no row and doubles none when another one goes on.
 */
export async function runImport(
  parts: RunImportParts,
  { workspaceId, importId }: { workspaceId: string; importId: string },
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { db } = parts;
  const leaseId = randomUUID();
  if (!(await leaseImport(db, workspaceId, importId, leaseId, parts.now()))) return "left";
  const holdLease = setInterval(() => {
    db.transaction()
      .execute((tx) => renewLease(tx, workspaceId, importId, leaseId))
      .catch(() => undefined);
  }, leaseSeconds * 300);
  try {
    const record = await findImport(db, workspaceId, importId);
    const outcome = await readRows(parts, record, leaseId, signal);
    if (outcome === "done") await finish(parts, workspaceId, importId, leaseId);
    if (outcome === "stopped")
      await updateImport(db, workspaceId, importId, { lease_id: null, leased_until: null });
    return outcome;
  } catch (thrown) {
    const error = toImportError(thrown);
    if (!(error instanceof AppError)) parts.log.error({ err: thrown, importId }, "import failed");
    const { key, values } = error instanceof AppError ? error : { key: "import.internal", values: {} };
    await db.transaction().execute(async (tx) => {
      if (!(await renewLease(tx, workspaceId, importId, leaseId))) return;
      await updateImport(tx, workspaceId, importId, {
        state: "failed",
        error_key: key,
        error_values: JSON.stringify(values),
        finished_at: parts.now(),
        rows_per_second: null,
        lease_id: null,
        leased_until: null,
      });
      await announceImport(tx, workspaceId, importId);
    });
    return "failed";
  } finally {
    clearInterval(holdLease);
  }
}

async function readRows(
  parts: RunImportParts,
  record: ImportRecord,
  leaseId: string,
  signal: AbortSignal,
): Promise<"done" | "stopped" | "left"> {
  const { mapping } = record;
  if (mapping === null) throw new AppError("invalid", "import.no_mapping");
  const { zone } = await findWorkspace(parts.db, record.workspaceId);
  const table = await openImport(parts.dataDir, record, mapping.sheet);
  try {
    const source = fileSourceOf(record.workspaceId);
    const reader = readerFor(record, table.columns, mapping, { now: parts.now(), zone, source });
    const run = createRun(parts, record, leaseId, reader, (progress, end) =>
      table.bytes > 0
        ? Math.max(progress.rowsRead, Math.round((progress.rowsRead * table.bytes) / Math.max(1, end.byte)))
        : table.statedRows && Math.max(progress.rowsRead, table.statedRows - table.start.row),
    );
    const batchRows = parts.batchRows ?? usualBatchRows;
    let waiting: TableRow[] = [];
    for await (const rows of table.rows(record.position ?? table.start)) {
      for (const row of rows) {
        waiting.push(row);
        if (waiting.length < batchRows) continue;
        if (!(await run.store(waiting))) return "left";
        waiting = [];
        if (signal.aborted) return "stopped";
      }
      if (signal.aborted) return "stopped";
    }
    if (waiting.length > 0 && !(await run.store(waiting))) return "left";
    return "done";
  } finally {
    table.close();
  }
}

type EstimateTotal = (progress: Progress, end: TablePosition) => number | null;

function createRun(
  parts: RunImportParts,
  record: ImportRecord,
  leaseId: string,
  reader: RowReader,
  estimateTotal: EstimateTotal,
) {
  const { workspaceId, id: importId, isDryRun } = record;
  let progress: Progress = record;
  let begunMs = performance.now();
  let announcedMs = 0;
  return {
    /** Stores a batch and the place behind it. @returns false when the import is no longer this worker's */
    async store(rows: readonly TableRow[]): Promise<boolean> {
      const end = rows.at(-1)?.end;
      if (end === undefined) return true;
      const { drafts, refused } = splitRows(rows, reader);
      const next = await parts.db.transaction().execute(async (tx) => {
        if (!(await renewLease(tx, workspaceId, importId, leaseId))) return undefined;
        const now = parts.now();
        const stored = await storeDrafts(tx, workspaceId, drafts, isDryRun, now, parts.analyst);
        await insertRefusals(tx, workspaceId, importId, refused);
        const seconds = Math.max(0.001, (performance.now() - begunMs) / 1000);
        const counted = {
          rowsRead: progress.rowsRead + rows.length,
          rowsStored: progress.rowsStored + stored.fresh,
          rowsKnown: progress.rowsKnown + stored.known,
          rowsRefused: progress.rowsRefused + refused.length,
          rowsTotal: null,
          rowsPerSecond: smooth(progress.rowsPerSecond, rows.length / seconds),
        };
        const after: Progress = { ...counted, rowsTotal: estimateTotal(counted, end) };
        await updateImport(tx, workspaceId, importId, changeOf(after, end));
        if (!isDryRun && stored.fresh > 0) await noteFileSource(tx, workspaceId, stored.fresh, now);
        if (performance.now() - announcedMs >= announceMs) {
          announcedMs = performance.now();
          await announceImport(tx, workspaceId, importId);
        }
        return after;
      });
      if (next === undefined) return false;
      progress = next;
      begunMs = performance.now();
      parts.onProgress?.(progress);
      return true;
    },
  };
}

const smooth = (before: number | null, now: number): number =>
  before === null ? now : before * 0.8 + now * 0.2;

const changeOf = (progress: Progress, end: TablePosition) => ({
  position_byte: Math.round(end.byte),
  position_row: end.row,
  rows_read: progress.rowsRead,
  rows_stored: progress.rowsStored,
  rows_known: progress.rowsKnown,
  rows_refused: progress.rowsRefused,
  rows_total: progress.rowsTotal,
  rows_per_second: progress.rowsPerSecond,
});

function splitRows(
  rows: readonly TableRow[],
  reader: RowReader,
): { drafts: MentionDraft[]; refused: RefusedRow[] } {
  const drafts: MentionDraft[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const read = readImportRow(row, reader);
    if ("draft" in read) drafts.push(read.draft);
    else {
      const cells = row.cells.length > 0 ? row.cells : null;
      refused.push({ row: row.number, reasons: read.reasons, cells, source: row.source });
    }
  }
  return { drafts, refused };
}

async function storeDrafts(
  tx: Tx,
  workspaceId: string,
  drafts: readonly MentionDraft[],
  isDryRun: boolean,
  now: Date,
  analyst: Analyst | undefined,
): Promise<{ fresh: number; known: number }> {
  if (!isDryRun) return storeMentions(tx, workspaceId, drafts, now, analyst);
  const known = (await findKnownDrafts(tx, workspaceId, drafts, now)).filter((isKnown) => isKnown).length;
  return { fresh: drafts.length - known, known };
}

async function finish(
  { db, now }: RunImportParts,
  workspaceId: string,
  importId: string,
  leaseId: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await renewLease(tx, workspaceId, importId, leaseId))) return;
    const { fileName, isDryRun, rowsRead, rowsStored, rowsKnown, rowsRefused } = await findImport(
      tx,
      workspaceId,
      importId,
    );
    const at = now();
    await updateImport(tx, workspaceId, importId, {
      state: "done",
      rows_total: rowsRead,
      finished_at: at,
      lease_id: null,
      leased_until: null,
    });
    await announceImport(tx, workspaceId, importId);
    const details = { fileName, isDryRun, rowsRead, rowsStored, rowsKnown, rowsRefused };
    const facts = { action: "import.finished", subjectKind: "import", subjectId: importId, details };
    await recordAudit(tx, workspaceId, systemActor, facts, at);
  });
}
