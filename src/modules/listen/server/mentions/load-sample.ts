import { z } from "zod";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { id } from "#shared/ids.ts";
import { takeTurn } from "./retention-store.ts";
import { readSampleHeadlines } from "./sample-headlines.ts";
import { readSampleLoad, type SampleLoad, writeSampleLoad } from "./sample-store.ts";
import { withMentions } from "./tables.ts";

export const loadSampleKind = { name: "listen.load-sample", payload: z.object({ workspaceId: id }) };

/**
 * A PR officer who wants to look around first has the desk filled with real headlines of September 2019. It goes on in
 * the background; asked again it goes on where it was, and what is there already is not stored twice.
 */
export async function loadSample(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  jobs: JobQueue,
): Promise<SampleLoad> {
  const total = (await readSampleHeadlines()).length;
  const at = now();
  return db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const before = await readSampleLoad(tx, workspaceId);
    const isUnderWay = before !== undefined && before.done < before.total;
    const load = isUnderWay ? before : { done: 0, total };
    if (!isUnderWay) {
      await writeSampleLoad(tx, workspaceId, load, at);
      const facts = { action: "sample.loaded", subjectKind: "mention", subjectId: null, details: { total } };
      await recordAudit(platformTx, workspaceId, actor, facts, at);
    }
    await jobs.send(loadSampleKind, { workspaceId }, { singletonKey: workspaceId, tx: platformTx });
    return load;
  });
}

/** Whoever waits for the sample sees how much of it is there; null where nobody asked for it. */
export async function getSampleLoad({
  db,
  workspaceId,
}: Pick<RequestContext, "db" | "workspaceId">): Promise<{ load: SampleLoad | null }> {
  return { load: (await readSampleLoad(withMentions(db), workspaceId)) ?? null };
}
