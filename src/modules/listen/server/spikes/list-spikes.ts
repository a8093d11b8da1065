import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentSpike, SpikeKind } from "../../contract/spike.ts";
import { openVeil } from "../personal-data/veil.ts";
import { withSpikes } from "./spike-tables.ts";
import { toSpike } from "./spike-view.ts";

type ListInput = {
  kind?: SpikeKind | undefined;
  subject?: string | undefined;
  state?: "running" | "over" | undefined;
  limit: number;
  skip: number;
};

/** An officer sees which volumes left the usual, newest first; also those that only looked like it. */
export async function listSpikes(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: ListInput,
): Promise<{ items: SentSpike[]; nextSkip: number | null }> {
  let query = withSpikes(context.db)
    .selectFrom("listen.spike")
    .selectAll()
    .where("workspace_id", "=", context.workspaceId);
  if (input.kind !== undefined) query = query.where("kind", "=", input.kind);
  if (input.subject !== undefined) query = query.where("subject", "=", input.subject);
  if (input.state !== undefined)
    query = query.where("ended_at", input.state === "running" ? "is" : "is not", null);
  const rows = await query
    .orderBy("started_at", "desc")
    .orderBy("id")
    .limit(input.limit + 1)
    .offset(input.skip)
    .execute();
  const veil = await openVeil(context.db, context.workspaceId);
  const { zone } = context.membership;
  return {
    items: rows.slice(0, input.limit).map((row) => toSpike(row, veil, zone, context.now())),
    nextSkip: rows.length > input.limit ? input.skip + input.limit : null,
  };
}
