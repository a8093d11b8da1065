import { randomUUID } from "node:crypto";
import { connectorOf } from "#connectors/registry.ts";
import { readAccount } from "#modules/accounts/index.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { NetworkQuery } from "../../contract/network-query.ts";
import { type NewNetworkSource, paidIntervalMinutes } from "../../contract/network-sources.ts";
import type { Source } from "../../contract/sources.ts";
import { queueSweepJob } from "../jobs/source-jobs.ts";
import { refuseTooMany } from "../sources/create-source.ts";
import { findSourceView } from "../sources/source-store.ts";
import { channelOfNetwork } from "./draft-from-post.ts";
import { withNetworkSources } from "./network-source-tables.ts";

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
  if (!manifest.abilities.listen[query?.by ?? "stream"].can)
    throw invalidField("query", "listen.network_cannot");
  const isPaid = query !== null && manifest.costs.some(({ what }) => what === "search");
  const kind = query === null ? "stream" : "network";
  const key = JSON.stringify(query);
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
        title: input.title ?? titleOf(query, manifest.name),
        outlet: manifest.name,
        channel: channelOfFound(account.network, manifest.abilities.insights.posts.can),
        url: `account:${account.id}`,
        url_key: `${account.id} ${key}`,
        site_url: account.url,
        folder: input.folder,
        fixed_interval_minutes: input.fixedIntervalMinutes ?? (isPaid ? paidIntervalMinutes : null),
        created_at: at,
        next_poll_at: kind === "stream" ? null : at,
      })
      .onConflict((conflict) => conflict.columns(["workspace_id", "kind", "url_key"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) throw await alreadyThere(tx, workspaceId, kind, `${account.id} ${key}`);
    await tables
      .insertInto("listen.network_source")
      .values({
        source_id: id,
        workspace_id: workspaceId,
        account_id: account.id,
        network: account.network,
        query: query === null ? null : key,
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

async function alreadyThere(
  tx: Parameters<typeof withNetworkSources>[0],
  workspaceId: string,
  kind: string,
  urlKey: string,
): Promise<AppError> {
  const known = await withNetworkSources(tx)
    .selectFrom("listen.source")
    .select(["id", "title"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("url_key", "=", urlKey)
    .executeTakeFirst();
  return new AppError("conflict", "listen.source_exists", {
    title: known?.title ?? "",
    sourceId: known?.id ?? "",
  });
}

/** Networks of pages say nothing of how a page is read; what they find is news. */
const channelOfFound = (network: string, isOfPosts: boolean) => {
  const own = channelOfNetwork(network);
  return own === "other" && !isOfPosts ? "news" : own;
};

/** What a source is called until somebody gives it a name. */
function titleOf(query: NetworkQuery | null, network: string): string {
  switch (query?.by) {
    case "words":
      return `${query.words} · ${network}`;
    case "hashtag":
      return `#${query.tag} · ${query.server ?? network}`;
    case "author":
      return `@${query.author} · ${network}`;
    case "mention":
      return `… @${query.of} · ${network}`;
    case "domain":
      return `${query.domain} · ${network}`;
    case "link":
      return `${query.url} · ${network}`.slice(0, 200);
    default:
      return network;
  }
}
