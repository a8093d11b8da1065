import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Backup } from "#platform/contract/operations-room.ts";
import type { Db } from "#platform/db/database.ts";
import { rawRoute } from "#platform/http/raw-route.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { requireHomeWorkspace } from "#platform/workspaces/require-home-workspace.ts";
import { notFound } from "#shared/app-error.ts";
import { findBackupFile, insertBackup, listBackupRows, updateBackup } from "./backup-store.ts";
import { type BackupParts, backupFileName, writeBackup } from "./write-backup.ts";

const payload = z.object({ id: z.uuid(), workspaceId: z.uuid() });

export const backupsFolder = (dataDir: string): string => path.join(dataDir, "backups");

/** The job that writes a backup asked for from the desk. */
export const writeBackupJob = (db: Db, parts: BackupParts) =>
  defineJob({
    name: "platform.write-backup",
    payload,
    retryLimit: 0,
    expireInSeconds: 6 * 3600,
    async run({ payload: { id, workspaceId } }) {
      await updateBackup(db, id, { state: "running" });
      try {
        await mkdir(backupsFolder(parts.dataDir), { recursive: true, mode: 0o700 });
        const fileName = backupFileName(parts.now(), id);
        const { bytes } = await writeBackup(parts, path.join(backupsFolder(parts.dataDir), fileName));
        await updateBackup(db, id, { state: "done", finishedAt: parts.now(), bytes, fileName });
      } catch (error) {
        await updateBackup(db, id, {
          state: "failed",
          finishedAt: parts.now(),
          error: error instanceof Error ? error.message : String(error),
        });
        throw error;
      } finally {
        await announceLive(db, workspaceId, { type: "jobs" });
      }
    },
  });

/** Makes a backup of the whole desk, in the background, while everybody goes on working. */
export async function createBackup(context: RequestContext, jobs: JobQueue): Promise<Backup> {
  await requireHomeWorkspace(context);
  const id = randomUUID();
  const at = context.now();
  await context.db.transaction().execute(async (tx) => {
    await insertBackup(tx, { id, requestedBy: context.actor.name, at });
    await jobs.send(
      { name: "platform.write-backup", payload },
      { id, workspaceId: context.workspaceId },
      { tx },
    );
    await recordAudit(
      tx,
      context.workspaceId,
      context.actor,
      { action: "backup.requested", subjectKind: "backup", subjectId: id },
      at,
    );
  });
  return { id, state: "waiting", createdAt: at.toISOString(), finishedAt: null, bytes: null, error: null };
}

/** The backups made from the desk, newest first. */
export async function listBackups(context: RequestContext): Promise<{ items: Backup[] }> {
  await requireHomeWorkspace(context);
  return { items: await listBackupRows(context.db) };
}

/** Hands a finished backup over. Only owners and admins: it holds everything. */
export const backupFileRoute = (dataDir: string) =>
  rawRoute({
    method: "GET",
    path: "/backups/{id}/file",
    tag: "backup",
    summary: "Download a finished backup",
    access: "backups.manage",
    answers: { status: 200, mediaType: "application/gzip" },
    async handle(context, _request, parameters) {
      await requireHomeWorkspace(context);
      const { data: id } = z.uuid().safeParse(parameters["id"]);
      const fileName = id === undefined ? undefined : await findBackupFile(context.db, id);
      if (fileName === undefined) throw notFound("backup");
      const file = path.join(backupsFolder(dataDir), path.basename(fileName));
      const { size } = await stat(file).catch((error: unknown) => {
        throw notFound("backup", error);
      });
      return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
        headers: {
          "content-type": "application/gzip",
          "content-length": String(size),
          "content-disposition": `attachment; filename="${path.basename(fileName)}"`,
        },
      });
    },
  });
