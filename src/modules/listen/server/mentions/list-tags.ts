import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withMentions } from "./tables.ts";

/** An officer sees which tags the office uses, the most used first. */
export async function listTags(
  context: Pick<RequestContext, "db" | "workspaceId">,
): Promise<{ items: { tag: string; count: number }[] }> {
  const { rows } = await sql<{ tag: string; count: number }>`
    select max(tag) as tag, count(distinct mention_id)::int as count from listen.tag_now
    where workspace_id = ${context.workspaceId}::uuid
    group by tag_key order by count desc, tag_key`.execute(withMentions(context.db));
  return { items: rows };
}
