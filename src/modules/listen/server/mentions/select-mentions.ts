import type { RequestContext } from "#platform/http/request-context.ts";
import { findMentions, type Position } from "../search/find-mentions.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { findPositions } from "./mention-store.ts";
import type { MentionDb } from "./tables.ts";

export type MentionChoice = { ids: string[] } | { q: string; limit: number };

/**
 * The mentions an act is about, newest first for a query; ids that are not of this workspace are left out. Both are
 * sorted by id, the order in which acts lock rows.
 */
export async function selectMentions(
  db: MentionDb,
  context: Pick<RequestContext, "workspaceId" | "membership" | "now">,
  choice: MentionChoice,
): Promise<Position[]> {
  const { workspaceId } = context;
  const byId = (a: Position, b: Position): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  if ("ids" in choice) return (await findPositions(db, workspaceId, choice.ids)).sort(byId);
  const clock = { now: context.now(), zone: context.membership.zone };
  const query = await readMentionQuery(db, workspaceId, choice.q, clock);
  const found = await findMentions(db, workspaceId, query.branches, {
    direction: "newest",
    after: null,
    limit: choice.limit,
  });
  return found.sort(byId);
}
