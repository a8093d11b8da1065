import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { readSampleHeadlines, sampleDraft } from "./sample-headlines.ts";
import { storeMentions } from "./store-mentions.ts";

const batch = 1_000;

/** A PR officer who wants to look around first fills the desk with real headlines of September 2019. */
export async function loadSample(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  analyst?: Analyst,
): Promise<{ stored: number }> {
  const drafts = (await readSampleHeadlines()).map((headline) => sampleDraft(workspaceId, headline));
  let stored = 0;
  for (let from = 0; from < drafts.length; from += batch)
    stored += (await storeMentions(db, workspaceId, drafts.slice(from, from + batch), now(), analyst)).fresh;
  await db
    .transaction()
    .execute((tx) =>
      recordAudit(
        tx,
        workspaceId,
        actor,
        { action: "sample.loaded", subjectKind: "mention", subjectId: null, details: { stored } },
        now(),
      ),
    );
  return { stored };
}
