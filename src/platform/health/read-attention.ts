import { sql } from "kysely";
import { freeBytes } from "#platform/data-folder.ts";
import type { Db } from "#platform/db/database.ts";
import { visibleJobs } from "#platform/jobs/job-view.ts";
import { listPreviews } from "#platform/mail/previews.ts";
import { findHomeWorkspaceId } from "#platform/workspaces/require-home-workspace.ts";

/** Something of the desk itself that needs a person. */
export type DeskAttention = {
  kind: "job_failed" | "job_late" | "disk_low" | "mail_preview";
  subjectId: string | null;
  title: string;
  at: string;
  key: string;
  values: Record<string, string | number>;
};

const lateAfterSeconds = 300;
const lowDiskBytes = 1024 * 1024 * 1024;
const mostJobs = 5;

/**
 * What of the desk itself needs somebody of this workspace: work that was given up or waits too long; for the home
 * workspace also a disk that is nearly full and mail that went nowhere because no server is set.
 */
export async function readAttention(
  db: Db,
  workspaceId: string,
  parts: { dataDir: string; previewDir: string; now: () => Date; isMailConfigured(): Promise<boolean> },
): Promise<DeskAttention[]> {
  const visible = await visibleJobs(db, workspaceId);
  const jobs = await visible
    .select(["id", "name", "state"])
    .select(sql<Date>`coalesce(completed_on, start_after)`.as("at"))
    .where((eb) =>
      eb.or([
        eb("state", "=", "failed"),
        sql<boolean>`state in ('created', 'retry') and start_after < now() - make_interval(secs => ${lateAfterSeconds})`,
      ]),
    )
    .orderBy("at", "desc")
    .limit(mostJobs)
    .execute();
  const found: DeskAttention[] = jobs.map((job) => ({
    kind: job.state === "failed" ? "job_failed" : "job_late",
    subjectId: job.id,
    title: job.name,
    at: job.at.toISOString(),
    key: job.name,
    values: {},
  }));
  if ((await findHomeWorkspaceId(db)) !== workspaceId) return found;
  const at = parts.now().toISOString();
  const free = await freeBytes(parts.dataDir).catch(() => Number.POSITIVE_INFINITY);
  if (free < lowDiskBytes)
    found.push({
      kind: "disk_low",
      subjectId: null,
      title: "",
      at,
      key: "disk_low",
      values: { megabytes: Math.round(free / 1024 / 1024) },
    });
  const [kept] = (await parts.isMailConfigured()) ? [] : await listPreviews(parts.previewDir);
  if (kept)
    found.push({
      kind: "mail_preview",
      subjectId: null,
      title: "",
      at: kept.at,
      key: "mail_preview",
      values: {},
    });
  return found;
}
