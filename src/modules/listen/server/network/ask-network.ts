import { hash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { NetworkSettings } from "../../contract/network.ts";
import { hourMs } from "../mentions/mention-counts.ts";
import { withMentions } from "../mentions/tables.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { makeNetworkKind } from "./make-network.ts";
import { type NetworkTable, withNetworks } from "./network-tables.ts";

/**
 * An officer asks who passes on, answers, names and repeats whom. The same question within an hour has one answer; one that
 * failed is tried again.
 * @throws AppError `invalid` that tells the mistakes of the query at their places
 */
export async function askNetwork(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  settings: NetworkSettings,
  jobs: JobQueue,
): Promise<{ id: string }> {
  const { workspaceId } = context;
  const now = context.now();
  const clock = { now, zone: context.membership.zone };
  await readMentionQuery(withMentions(context.db), workspaceId, settings.q, clock);
  const { from, until, q, most } = settings;
  const hour = Math.floor(now.getTime() / hourMs);
  const key = hash("sha256", JSON.stringify([from, until, q, most, hour]));
  const { id, state } = await withNetworks(context.db)
    .insertInto("listen.network")
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      settings_key: key,
      settings: JSON.stringify({ from, until, q, most }),
      state: "waiting",
      result: null,
      asked_at: now,
      finished_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "settings_key"]).doUpdateSet({
        state: sql<
          NetworkTable["state"]
        >`case when network.state = 'failed' then 'waiting' else network.state end`,
      }),
    )
    .returning(["id", "state"])
    .executeTakeFirstOrThrow();
  if (state !== "done")
    await jobs.send(makeNetworkKind, { workspaceId, networkId: id }, { singletonKey: id });
  return { id };
}
