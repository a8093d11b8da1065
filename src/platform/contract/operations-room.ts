import { z } from "zod";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { operation } from "./operation.ts";

/** Audit, jobs, mail and backup: what an administrator looks at. */

export const AuditEntry = z.object({
  seq: z.string(),
  at: instant,
  actorName: z.string(),
  actorKind: z.enum(["user", "api_key", "system"]),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string().nullable(),
  /** What the subject is called today, or was called then; null where nobody knows. */
  subjectName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const auditContract = {
  listAuditEntries: operation("audit.read")
    .route({ method: "GET", path: "/audit", tags: ["audit"], summary: "Who changed what, newest first" })
    .input(
      z.object({
        ...pageInput,
        action: z.string().max(80).optional(),
        actor: z.string().max(120).optional(),
        since: instant.optional(),
        until: instant.optional(),
      }),
    )
    .output(pageOf(AuditEntry)),
  verifyAudit: operation("audit.read")
    .route({
      method: "GET",
      path: "/audit/verification",
      tags: ["audit"],
      summary: "Recompute the chain of hashes and say whether it holds",
    })
    .output(
      z.object({
        isIntact: z.boolean(),
        entries: z.number(),
        firstBrokenSeq: z.string().nullable(),
        headHash: z.string().nullable(),
      }),
    ),
};

export const JobState = z.enum(["waiting", "active", "retrying", "completed", "failed", "cancelled"]);
export const Job = z.object({
  id,
  name: z.string(),
  state: JobState,
  createdAt: instant,
  dueAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  attempts: z.number(),
  error: z.string().nullable(),
});
export type Job = z.infer<typeof Job>;

/** A kind of background work, over the jobs of it that are still on record. */
export const JobKind = z.object({
  name: z.string(),
  waiting: z.number(),
  active: z.number(),
  failed: z.number(),
  lastFinishedAt: instant.nullable(),
  /** How the last one that ended did. */
  lastState: z.enum(["completed", "failed"]).nullable(),
});
export type JobKind = z.infer<typeof JobKind>;

export const jobContract = {
  listJobs: operation("jobs.read")
    .route({
      method: "GET",
      path: "/jobs",
      tags: ["jobs"],
      summary: "Jobs of this desk: waiting, running, failed",
    })
    .input(z.object({ ...pageInput, state: JobState.optional(), name: z.string().max(120).optional() }))
    .output(
      pageOf(Job).extend({ counts: z.record(JobState, z.number()), oldestDueSeconds: z.number().nullable() }),
    ),
  listJobKinds: operation("jobs.read")
    .route({
      method: "GET",
      path: "/jobs/kinds",
      tags: ["jobs"],
      summary: "Kinds of jobs with their last run and what waits or failed; those that failed first",
    })
    .output(z.object({ items: z.array(JobKind) })),
  retryJob: operation("jobs.manage")
    .route({ method: "POST", path: "/jobs/{id}/retry", tags: ["jobs"], summary: "Try a failed job again" })
    .input(z.object({ id }))
    .output(Job),
};

export const MailSettings = z.object({
  isConfigured: z.boolean(),
  /** Set in the environment: shown, but not changeable here. */
  isFromEnvironment: z.boolean(),
  host: z.string(),
  port: z.number().int(),
  isSecure: z.boolean(),
  user: z.string(),
  hasPassword: z.boolean(),
  from: z.string(),
});
export type MailSettings = z.infer<typeof MailSettings>;

export const mailContract = {
  getMailSettings: operation("settings.manage")
    .route({ method: "GET", path: "/mail/settings", tags: ["mail"], summary: "How mail leaves this desk" })
    .output(MailSettings),
  updateMailSettings: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/mail/settings",
      tags: ["mail"],
      summary: "Set the SMTP server; an empty host returns to the preview folder",
    })
    .input(
      z.object({
        host: z.string().trim().max(253),
        port: z.number().int().min(1).max(65535),
        isSecure: z.boolean(),
        user: z.string().max(254),
        password: z.string().max(500).optional(),
        from: z.string().trim().min(3).max(254),
      }),
    )
    .output(MailSettings),
  sendTestMail: operation("settings.manage")
    .route({ method: "POST", path: "/mail/test", tags: ["mail"], summary: "Send yourself a test message" })
    .output(
      z.object({
        outcome: z.enum(["sent", "previewed", "failed"]),
        key: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  listMailPreviews: operation("settings.manage")
    .route({
      method: "GET",
      path: "/mail/previews",
      tags: ["mail"],
      summary: "Messages kept in the preview folder because no server is set",
    })
    .output(
      z.object({
        items: z.array(z.object({ name: z.string(), to: z.string(), subject: z.string(), at: instant })),
      }),
    ),
  getMailPreview: operation("settings.manage")
    .route({ method: "GET", path: "/mail/previews/{name}", tags: ["mail"], summary: "One kept message" })
    .input(z.object({ name: z.string().max(200) }))
    .output(z.object({ name: z.string(), to: z.string(), subject: z.string(), text: z.string() })),
};

export const Backup = z.object({
  id,
  state: z.enum(["waiting", "running", "done", "failed"]),
  createdAt: instant,
  finishedAt: instant.nullable(),
  bytes: z.number().nullable(),
  error: z.string().nullable(),
});
export type Backup = z.infer<typeof Backup>;

export const backupContract = {
  listBackups: operation("backups.manage")
    .route({ method: "GET", path: "/backups", tags: ["backup"], summary: "Backups made from here" })
    .output(z.object({ items: z.array(Backup) })),
  createBackup: operation("backups.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/backups",
      tags: ["backup"],
      summary: "Make a backup file now, as a job",
      successStatus: 201,
    })
    .output(Backup),
};
