import { parseOpml } from "#connectors/feed/opml.ts";
import { addressKey } from "#connectors/page/canonical-url.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError } from "#shared/app-error.ts";
import { NewSource } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import { insertSource, refuseTooMany } from "./create-source.ts";

/** As many as one file may bring. */
const mostEntries = 2_000;
type Refused = { title: string; reason: string };

/**
 * A PR officer brings the subscriptions of another reader; folders are kept, what the desk listens to already is left
 * as it is.
 * @throws AppError invalid when the file is no OPML
 */
export async function importOpml(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { opml }: { opml: string },
  jobs: JobQueue,
): Promise<{ created: number; known: number; refused: Refused[] }> {
  const { entries, skipped, notes } = parseOpml(opml);
  if (entries.length === 0 && notes.some(({ code }) => code === "not-a-feed"))
    throw new AppError("invalid", "listen.not_opml");
  const refused: Refused[] = Array.from({ length: skipped }, () => ({ title: "", reason: "no_address" }));
  const wanted: { source: NewSource; siteUrl: string | null }[] = [];
  for (const [index, entry] of entries.entries()) {
    const title = entry.title ?? entry.url;
    const source = NewSource.safeParse({
      url: entry.url,
      ...(entry.title === undefined ? {} : { title: entry.title.slice(0, 200) }),
      folder: entry.folder.join("/").slice(0, 120),
    });
    if (index >= mostEntries) refused.push({ title, reason: "too_many" });
    else if (!source.success || addressKey(entry.url) === undefined)
      refused.push({ title, reason: entry.url.length > 2000 ? "too_long" : "no_address" });
    else wanted.push({ source: source.data, siteUrl: entry.siteUrl ?? null });
  }
  const at = now();
  return db.transaction().execute(async (tx) => {
    await refuseTooMany(tx, workspaceId, wanted.length);
    let created = 0;
    for (const { source, siteUrl } of wanted.toSorted((a, b) => (a.source.url < b.source.url ? -1 : 1)))
      if ((await insertSource(tx, workspaceId, source, at, siteUrl)) !== undefined) created += 1;
    if (created > 0) {
      await queueSweepJob(jobs, tx);
      await recordAudit(
        tx,
        workspaceId,
        actor,
        { action: "source.imported_opml", subjectKind: "source", subjectId: null, details: { created } },
        at,
      );
    }
    return { created, known: wanted.length - created, refused };
  });
}
