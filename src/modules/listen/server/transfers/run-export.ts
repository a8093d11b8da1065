import { randomUUID } from "node:crypto";
import type { WrittenTable } from "#connectors/table/table-shape.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { discardDraft, keepDraft, receiveDraft } from "#platform/files/content-store.ts";
import { insertFile } from "#platform/files/file-store.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { findWorkspace } from "#platform/workspaces/workspace-store.ts";
import { AppError } from "#shared/app-error.ts";
import { liftVeil, type Veil } from "../personal-data/veil.ts";
import { summarizeMentions } from "../search/summarize-mentions.ts";
import { type ExportRecord, endExport, leaseExport, releaseExport, renewExport } from "./export-store.ts";
import type { TransferParts } from "./import-parts.ts";
import { writeExport } from "./write-export.ts";

/** Screens are told and the lease is renewed at most this often. Milliseconds. */
const tellMs = 500;

export const exportMediaTypes = {
  csv: "text/csv",
  jsonl: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** The end of this process: another one begins the export again. */
class Stopped extends Error {}
/** Another worker has the export. */
class Lost extends Error {}

/**
 * Writes everything a query finds into a file that can be fetched for a week. An export whose worker dies is begun again
 * from its first row: the file appears whole or not at all.
 */
export async function runExport(
  parts: TransferParts,
  { workspaceId, exportId }: { workspaceId: string; exportId: string },
  signal: AbortSignal,
): Promise<void> {
  const { db } = parts;
  const leaseId = randomUUID();
  const record = await leaseExport(db, workspaceId, exportId, leaseId);
  if (record === undefined) return;
  try {
    await writeFile(parts, record, leaseId, signal);
  } catch (error) {
    if (error instanceof Lost) return;
    if (error instanceof Stopped) {
      await releaseExport(db, workspaceId, exportId, leaseId);
      return;
    }
    if (!(error instanceof AppError)) parts.log.error({ err: error, exportId }, "export failed");
    const told =
      error instanceof AppError
        ? { key: error.key, values: error.values }
        : { key: "export.internal", values: {} };
    await endExport(
      db,
      workspaceId,
      exportId,
      leaseId,
      { state: "failed", done: 0, fileId: null, error: told },
      parts.now(),
    );
  }
  await announceExport(parts, record);
}

const announceExport = (
  { db }: Pick<TransferParts, "db">,
  { workspaceId, id }: ExportRecord,
): Promise<void> => announceLive(db, workspaceId, { type: "export", exportId: id });

/** The veil for an export with personal data; who asked for it was checked when they did. */
const liftFor = (
  { db, now }: Pick<TransferParts, "db" | "now">,
  { workspaceId, id, q, createdByName }: ExportRecord,
): Promise<Veil> => {
  const details = { q, askedBy: createdByName };
  const facts = { action: "personal_data.exported", subjectKind: "export", subjectId: id, details };
  return db.transaction().execute((tx) => liftVeil(tx, workspaceId, systemActor, facts, now()));
};

async function writeFile(
  parts: TransferParts,
  record: ExportRecord,
  leaseId: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, dataDir } = parts;
  const { workspaceId, id: exportId, format } = record;
  const workspace = await findWorkspace(db, workspaceId);
  const now = record.createdAt;
  const reader = { ...workspace, workspaceId, role: "viewer", permissions: [] } as const;
  const { total } = await summarizeMentions(
    { db, workspaceId, now: () => now, membership: reader },
    { q: record.q, bucket: "month" },
  );
  let toldMs = 0;
  const lifted = record.isPlain ? await liftFor(parts, record) : undefined;
  const wish = {
    q: record.q,
    format,
    locale: record.locale,
    receivedBefore: now,
    now,
    zone: workspace.zone,
    lifted,
  };
  const pieces = writeExport(parts, workspaceId, wish, async (done) => {
    if (signal.aborted) throw new Stopped();
    if (performance.now() - toldMs < tellMs) return;
    toldMs = performance.now();
    if (!(await renewExport(db, workspaceId, exportId, leaseId, { done, total }))) throw new Lost();
    await announceExport(parts, record);
  });
  let written: WrittenTable = { rows: 0, isCut: false };
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    written = yield* pieces;
  };
  const draft = await receiveDraft(dataDir, bytes(), Number.POSITIVE_INFINITY);
  try {
    await keepDraft(dataDir, draft);
    await db.transaction().execute(async (tx) => {
      const at = parts.now();
      const fileId = randomUUID();
      await insertFile(tx, workspaceId, {
        id: fileId,
        sha256: draft.sha256,
        bytes: draft.bytes,
        mediaType: exportMediaTypes[format],
        originalName: exportName(record),
        createdBy: record.createdBy,
        createdAt: at,
      });
      const error = written.isCut ? { key: "export.cut", values: { rows: written.rows } } : null;
      const end = { state: "done", done: written.rows, fileId, error } as const;
      if (!(await endExport(tx, workspaceId, exportId, leaseId, end, at))) throw new Lost();
      const details = { q: record.q, format, rows: written.rows, bytes: draft.bytes };
      const facts = { action: "export.finished", subjectKind: "export", subjectId: exportId, details };
      await recordAudit(tx, workspaceId, systemActor, facts, at);
    });
  } finally {
    await discardDraft(draft);
  }
}

/** `gaung-2025-06-18-0912.csv`, by UTC. */
function exportName({ createdAt, format }: Pick<ExportRecord, "createdAt" | "format">): string {
  const [day = "", time = ""] = createdAt.toISOString().split("T");
  return `gaung-${day}-${time.slice(0, 5).replace(":", "")}.${format}`;
}
