import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { takeMonitors } from "../monitors/monitor-lock.ts";
import { type TagDb, withTags } from "./tag-tables.ts";

export type TagContext = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

export type TagChangeParts = {
  platformTx: Tx;
  tx: TagDb;
  jobs: JobQueue;
  workspaceId: string;
  at: Date;
};

/**
 * Runs a change to tags or to the rules that give them. Whoever stores or tags mentions waits until it is done, so that
 * nobody sees one half of it.
 */
export async function changeTags<T>(
  { db, workspaceId, now }: TagContext,
  jobs: JobQueue,
  run: (parts: TagChangeParts) => Promise<T>,
): Promise<T> {
  const at = now();
  return db.transaction().execute(async (platformTx) => {
    const tx = withTags(platformTx);
    await takeMonitors(tx, workspaceId);
    const result = await run({ platformTx, tx, jobs, workspaceId, at });
    await announceLive(platformTx, workspaceId, { type: "tags" });
    return result;
  });
}
