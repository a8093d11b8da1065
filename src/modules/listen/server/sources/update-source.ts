import { connectorOf } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import type { Source, SourceChange } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import { intervalOf } from "../network-sources/network-source-rules.ts";
import { findNetworkSource } from "../network-sources/network-source-tables.ts";
import type { SourceRow } from "./poll-store.ts";
import { sourceThread } from "./source-notice.ts";
import { findSourceRow, findSourceView } from "./source-store.ts";
import { withSources } from "./source-tables.ts";

/**
 * A PR officer renames, files, pauses or resumes a source, or sets how often it is looked at.
 * @throws AppError not_found
 */
export async function updateSource(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: SourceChange,
  jobs: JobQueue,
): Promise<Source> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const before = await findSourceRow(tx, workspaceId, input.id);
    const { changes, details, isDueNow } = changesOf(before, await payable(tx, before, input), at);
    if (Object.keys(details).length > 0) {
      await withSources(tx)
        .updateTable("listen.source")
        .set(changes)
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", input.id)
        .execute();
      if (isDueNow) await queueSweepJob(jobs, tx);
      // Somebody took it in hand: what was said of its state is no longer so.
      if (changes.state !== undefined) await withdrawNotice(tx, workspaceId, sourceThread(input.id));
      await recordAudit(
        tx,
        workspaceId,
        actor,
        { action: "source.updated", subjectKind: "source", subjectId: input.id, details },
        at,
      );
    }
    return findSourceView(tx, workspaceId, input.id, at);
  });
}

/** Where each question costs, how often it is asked never adapts by itself. */
async function payable(tx: Tx, { id, kind }: SourceRow, input: SourceChange): Promise<SourceChange> {
  if (kind !== "network" || input.fixedIntervalMinutes !== null) return input;
  const listening = await findNetworkSource(tx, id);
  if (!listening) return input;
  const { manifest } = connectorOf(listening.network);
  return { ...input, fixedIntervalMinutes: intervalOf(manifest, listening.query, null) };
}

type Changes = {
  changes: Partial<Omit<SourceRow, "mention_count">>;
  details: Record<string, unknown>;
  isDueNow: boolean;
};

function changesOf(before: SourceRow, input: SourceChange, at: Date): Changes {
  const changes: Changes["changes"] = {};
  const details: Record<string, unknown> = {};
  const set = <K extends keyof Changes["changes"]>(
    column: K,
    name: string,
    value: Changes["changes"][K],
  ): void => {
    if (value === undefined || value === before[column]) return;
    changes[column] = value;
    details[name] = { from: before[column], to: value };
  };
  set("title", "title", input.title);
  set("outlet", "outlet", input.outlet);
  set("folder", "folder", input.folder);
  set("channel", "channel", input.channel);
  set("state", "state", input.state);
  set("fixed_interval_minutes", "fixedIntervalMinutes", input.fixedIntervalMinutes);
  set("completes_items", "completesItems", input.completesItems);
  const isResumed = changes.state === "active";
  const isRetimed = changes.fixed_interval_minutes !== undefined;
  // What was read with summaries only is read once more, whole.
  const isReread = changes.completes_items === true;
  if (changes.state === "paused") changes.next_poll_at = null;
  if (isResumed) Object.assign(changes, { failures_in_a_row: 0, failing_since: null });
  if (isReread) Object.assign(changes, { etag: null, last_modified: null, body_hash: null });
  const isActive = (changes.state ?? before.state) === "active";
  const isDueNow = isActive && (isResumed || isRetimed || isReread);
  if (isDueNow) Object.assign(changes, { next_poll_at: at, queued_until: null });
  return { changes, details, isDueNow };
}
