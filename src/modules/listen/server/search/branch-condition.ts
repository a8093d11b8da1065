import { type RawBuilder, sql } from "kysely";
import type { Branch } from "./query-branches.ts";

/** A stretch of time: from `since`, before `until`; null is open. */
export type Span = { since: Date | null; until: Date | null };

/** Keeps the rows called `mention` of a workspace that lie in a span and in the branch's own times. */
export function branchSpan(workspaceId: string, branch: Span, span: Span): RawBuilder<boolean> {
  const bounds = [sql<boolean>`mention.workspace_id = ${workspaceId}::uuid`];
  const since =
    branch.since !== null && span.since !== null && branch.since > span.since ? branch.since : span.since;
  const from = since ?? branch.since;
  const until =
    branch.until !== null && span.until !== null && branch.until < span.until ? branch.until : span.until;
  const to = until ?? branch.until;
  if (from !== null) bounds.push(sql<boolean>`mention.published_at >= ${from.toISOString()}::timestamptz`);
  if (to !== null) bounds.push(sql<boolean>`mention.published_at < ${to.toISOString()}::timestamptz`);
  return sql`${sql.join(bounds, sql.raw(" and "))}`;
}

/** What a branch asks of a row called `mention` beyond workspace and time. */
export function branchCondition(branch: Branch): RawBuilder<boolean> {
  const conditions = [...branch.rest];
  if (branch.words !== null) conditions.unshift(sql<boolean>`mention.search @@ ${branch.words}::tsquery`);
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql.raw(" and "))})`;
}
