import { randomUUID } from "node:crypto";
import { connectorOf } from "#connectors/registry.ts";
import { readAccount } from "#modules/accounts/index.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { NewNetworkSource } from "../../contract/network-sources.ts";
import type { Source } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import { refuseTooMany } from "../sources/create-source.ts";
import { findSourceView } from "../sources/source-store.ts";
import { alreadyThere, intervalOf, requireAbility, urlKeyOf } from "./network-source-rules.ts";
import { withNetworkSources } from "./network-source-tables.ts";
import { channelOfFound, titleOf } from "./network-source-words.ts";

/**
 * A PR officer has the desk listen on a network, as one of the office's accounts: by a search, or to all that passes.
 * @throws AppError invalid for what the network cannot do, conflict when the desk listens to the same already
 */
export async function createNetworkSource(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: NewNetworkSource,
  jobs: JobQueue,
): Promise<Source> {
  const at = now();
  const account = await readAccount(db, workspaceId, input.accountId, at);
  const { manifest } = connectorOf(account.network);
  const { query } = input;
  requireAbility(manifest, query);
  const kind = query === null ? "stream" : "network";
  const urlKey = urlKeyOf(account.id, query);
  return db.transaction().execute(async (tx) => {
    await refuseTooMany(tx, workspaceId, 1);
    const id = randomUUID();
    const tables = withNetworkSources(tx);
    const made = await tables
      .insertInto("listen.source")
      .values({
        id,
        workspace_id: workspaceId,
        kind,
        title: input.title ?? titleOf(query, manifest),
        outlet: manifest.name.id,
        channel: channelOfFound(manifest),
        url: `account:${account.id}`,
        url_key: urlKey,
        site_url: account.url,
        folder: input.folder,
        fixed_interval_minutes: intervalOf(manifest, query, input.fixedIntervalMinutes),
        created_at: at,
        next_poll_at: kind === "stream" ? null : at,
      })
      .onConflict((conflict) => conflict.columns(["workspace_id", "kind", "url_key"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) throw await alreadyThere(tx, workspaceId, kind, urlKey);
    await tables
      .insertInto("listen.network_source")
      .values({
        source_id: id,
        workspace_id: workspaceId,
        account_id: account.id,
        network: account.network,
        query: query === null ? null : JSON.stringify(query),
        keeps_all: input.keepsAll,
      })
      .execute();
    if (kind === "network") await queueSweepJob(jobs, tx);
    const details = { network: account.network, handle: account.handle, query, keepsAll: input.keepsAll };
    const facts = { action: "source.created", subjectKind: "source", subjectId: id, details };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return findSourceView(tx, workspaceId, id, at);
  });
}
