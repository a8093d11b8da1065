import { connectorOf } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { NetworkQuery } from "../../contract/network-query.ts";
import type { NetworkSourceChange } from "../../contract/network-sources.ts";
import type { Source } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import type { SourceRow } from "../sources/poll-store.ts";
import { sourceThread } from "../sources/source-notice.ts";
import { findSourceRow, findSourceView } from "../sources/source-store.ts";
import { alreadyThere, intervalOf, requireAbility, urlKeyOf } from "./network-source-rules.ts";
import { findNetworkSource, type NetworkSourceRow, withNetworkSources } from "./network-source-tables.ts";
import { titleOf } from "./network-source-words.ts";

/**
 * A PR officer changes what a source listens to on its network, how often it asks, or what a stream keeps. A search with
 * other words begins anew, as on its first day; what it brought before stays, and what comes again is known. A stream
 * goes on where it was.
 * @throws AppError not_found; invalid for what the network or this kind of source cannot do; conflict when another source
 *   of the account asks the same
 */
export async function updateNetworkSource(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: NetworkSourceChange,
  jobs: JobQueue,
): Promise<Source> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const source = await findSourceRow(tx, workspaceId, input.id);
    const listening = await findNetworkSource(tx, source.id);
    if (!listening || source.kind === "inbox") throw notFound("source");
    const change = changeOf(source, listening, input);
    if (Object.keys(change.details).length === 0) return findSourceView(tx, workspaceId, source.id, at);
    await refuseTwin(tx, source, change.source.url_key);
    const tables = withNetworkSources(tx);
    const isActive = source.state === "active";
    await tables
      .updateTable("listen.source")
      .set({
        ...change.source,
        ...(source.kind === "network" && isActive && { next_poll_at: at, queued_until: null }),
        // Whoever asks or listens by what held before has to let go: what they bring is not stored any more.
        ...(change.isOther && { lease_id: null, leased_until: null }),
      })
      .where("id", "=", source.id)
      .execute();
    if (change.listening !== null)
      await tables
        .updateTable("listen.network_source")
        .set(change.listening)
        .where("source_id", "=", source.id)
        .execute();
    if (change.isNewQuestion) await withdrawNotice(tx, workspaceId, sourceThread(source.id));
    if (source.kind === "network" && isActive) await queueSweepJob(jobs, tx);
    const { details } = change;
    const facts = { action: "source.updated", subjectKind: "source", subjectId: source.id, details };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return findSourceView(tx, workspaceId, source.id, at);
  });
}

type Change = {
  source: Partial<Omit<SourceRow, "mention_count">>;
  listening: { query?: string; keeps_all?: boolean; cursor?: null; reading_since?: null } | null;
  /** Another question, or another choice of what is kept: what runs now runs by the old one. */
  isOther: boolean;
  isNewQuestion: boolean;
  details: Record<string, { from: unknown; to: unknown }>;
};

function changeOf(source: SourceRow, listening: NetworkSourceRow, input: NetworkSourceChange): Change {
  const { manifest } = connectorOf(listening.network);
  const change: Change = { source: {}, listening: null, isOther: false, isNewQuestion: false, details: {} };
  const before = NetworkQuery.nullable().catch(null).parse(listening.query);
  const isStream = source.kind === "stream";
  const query = input.query ?? before;
  if (input.query !== undefined) {
    if (isStream) throw invalidField("query", "listen.network_cannot");
    requireAbility(manifest, input.query);
    const [was, is] = [urlKeyOf(listening.account_id, before), urlKeyOf(listening.account_id, query)];
    if (is !== was) {
      change.source.url_key = is;
      // Nobody has given it a name of its own.
      if (source.title === titleOf(before, manifest)) change.source.title = titleOf(query, manifest);
      // This question has never been answered: its first look takes one page, and ends no reading back at known posts.
      Object.assign(change.source, { last_success_at: null, failures_in_a_row: 0, failing_since: null });
      change.listening = { query: JSON.stringify(query), cursor: null, reading_since: null };
      change.isOther = true;
      change.isNewQuestion = true;
      change.details["query"] = { from: before, to: query };
    }
  }
  if (input.keepsAll !== undefined && input.keepsAll !== listening.keeps_all) {
    if (!isStream) throw invalidField("keepsAll", "listen.network_cannot");
    change.listening = { ...change.listening, keeps_all: input.keepsAll };
    change.isOther = true;
    change.details["keepsAll"] = { from: listening.keeps_all, to: input.keepsAll };
  }
  if (input.fixedIntervalMinutes !== undefined && !isStream) {
    const minutes = intervalOf(manifest, query, input.fixedIntervalMinutes);
    const was = source.fixed_interval_minutes;
    if (minutes !== was) {
      change.source.fixed_interval_minutes = minutes;
      change.details["fixedIntervalMinutes"] = { from: was, to: minutes };
    }
  }
  return change;
}

/** @throws AppError conflict when another source of the account asks the same */
async function refuseTwin(tx: Tx, source: SourceRow, urlKey: string | undefined): Promise<void> {
  if (urlKey === undefined) return;
  const twin = await withNetworkSources(tx)
    .selectFrom("listen.source")
    .select("id")
    .where("workspace_id", "=", source.workspace_id)
    .where("kind", "=", source.kind)
    .where("url_key", "=", urlKey)
    .where("id", "<>", source.id)
    .executeTakeFirst();
  if (twin) throw await alreadyThere(tx, source.workspace_id, source.kind, urlKey);
}
