import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { defineJob } from "#platform/jobs/define-job.ts";
import { forgetOldNotices } from "#platform/notices/notice-store.ts";

const dayMs = 24 * 3600 * 1000;

/** How long an invitation that was taken, withdrawn or missed still answers with what became of it. */
const invitationKeepDays = 30;

/**
 * Clears away what has run out: answers kept for repeated creates (24 hours), old invitations, sessions, sign-in
 * challenges, rate-limit counts and old notices. What the sign-in library and the database stamp goes by the real clock;
 * invitations and notices go by the desk's, which on a demo is another.
 */
export async function sweepExpiredRecords(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom("platform.idempotency")
    .where("created_at", "<", sql<Date>`now() - interval '24 hours'`)
    .execute();
  await db
    .deleteFrom("platform.invitation")
    .where("expires_at", "<", new Date(now.getTime() - invitationKeepDays * dayMs))
    .execute();
  await forgetOldNotices(db, now);
  await db.deleteFrom("auth.session").where("expiresAt", "<", sql<Date>`now()`).execute();
  await db.deleteFrom("auth.verification").where("expiresAt", "<", sql<Date>`now()`).execute();
  await db
    .deleteFrom("auth.rateLimit")
    .where("lastRequest", "<", sql<number>`extract(epoch from now() - interval '1 hour') * 1000`)
    .execute();
}

/** Sweeps once an hour, in one process. */
export const sweepExpiredRecordsJob = ({ db, now }: { db: Db; now: () => Date }) =>
  defineJob({
    name: "platform.sweep-expired-records",
    payload: z.object({}),
    cron: "17 * * * *",
    run: () => sweepExpiredRecords(db, now()),
  });
