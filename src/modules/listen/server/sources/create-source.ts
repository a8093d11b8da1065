import { randomUUID } from "node:crypto";
import { addressKey } from "#connectors/page/canonical-url.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { NewSource, Source } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import { findByAddress, findSourceView } from "./source-store.ts";
import { withSources } from "./source-tables.ts";

/** More sources than any desk reads; each is polled for ever. */
const mostSources = 5_000;

/**
 * A PR officer adds an address the desk should listen to; the first look follows at once.
 * @throws AppError conflict when the desk listens to it already, naming the source
 */
export async function createSource(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: NewSource,
  jobs: JobQueue,
): Promise<Source> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const urlKey = sourceKey(input.url);
    await refuseTooMany(tx, workspaceId, 1);
    const id = await insertSource(tx, workspaceId, input, at);
    if (id === undefined) {
      const known = (await findByAddress(tx, workspaceId, [urlKey])).get(`${input.kind} ${urlKey}`);
      throw new AppError("conflict", "listen.source_exists", {
        title: known?.title ?? input.url,
        sourceId: known?.id ?? "",
      });
    }
    await queueSweepJob(jobs, tx);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "source.created",
        subjectKind: "source",
        subjectId: id,
        details: { url: input.url, kind: input.kind },
      },
      at,
    );
    return findSourceView(tx, workspaceId, id, at);
  });
}

/** @throws AppError invalid for an address that cannot be compared with others */
function sourceKey(url: string): string {
  const key = addressKey(url);
  if (key === undefined) throw invalidField("url", "field.invalid_format", { format: "url" });
  return key;
}

/** @throws AppError invalid when the workspace would have more sources than a desk can read */
export async function refuseTooMany(tx: Tx, workspaceId: string, added: number): Promise<void> {
  const { count } = await withSources(tx)
    .selectFrom("listen.source")
    .select((rows) => rows.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  if (Number(count) + added > mostSources)
    throw new AppError("invalid", "listen.too_many_sources", { maximum: mostSources });
}

/** Stores a source that is due now. @returns its id, or undefined when the workspace has one at this address */
export async function insertSource(
  tx: Tx,
  workspaceId: string,
  input: NewSource,
  at: Date,
  siteUrl: string | null = null,
): Promise<string | undefined> {
  const host = new URL(input.url).hostname.replace(/^www\./, "");
  const row = await withSources(tx)
    .insertInto("listen.source")
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      kind: input.kind,
      title: input.title ?? host,
      outlet: input.outlet ?? host,
      channel: input.channel,
      url: input.url,
      url_key: sourceKey(input.url),
      site_url: input.kind === "site" ? input.url : siteUrl,
      folder: input.folder,
      completes_items: input.completesItems,
      fixed_interval_minutes: input.fixedIntervalMinutes,
      created_at: at,
      next_poll_at: at,
    })
    .onConflict((conflict) => conflict.columns(["workspace_id", "kind", "url_key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}
