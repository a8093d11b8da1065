import { z } from "zod";
import type { Tx } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";

export const analyseAgainKind = { name: "listen.analyse-again", payload: z.object({ workspaceId: id }) };

/** Has a workspace's run gone on with as soon as a worker is free. */
export async function queueRun(jobs: JobQueue, workspaceId: string, tx?: Tx): Promise<void> {
  await jobs.send(analyseAgainKind, { workspaceId }, { singletonKey: workspaceId, ...(tx ? { tx } : {}) });
}
