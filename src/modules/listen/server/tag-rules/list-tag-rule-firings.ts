import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { TagRuleFiring } from "../../contract/tag-rule.ts";
import { findPositions } from "../mentions/mention-store.ts";
import { withTags } from "../tags/tag-tables.ts";

/** An officer reads when a rule gave its tag and took it off. Mentions that retention has removed are not named. */
export async function listTagRuleFirings(
  context: Pick<RequestContext, "db" | "workspaceId">,
  { id, limit }: { id: string; limit: number },
): Promise<{ items: TagRuleFiring[] }> {
  const { workspaceId } = context;
  const db = withTags(context.db);
  const rule = await db
    .selectFrom("listen.tag_rule")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!rule) throw notFound("tag_rule");
  const rows = await db
    .selectFrom("listen.tag_rule_firing")
    .selectAll()
    .where("rule_id", "=", id)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  const named = rows.flatMap((row) => row.mention_ids);
  const there = new Set((await findPositions(db, workspaceId, named)).map((position) => position.id));
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      cause: row.cause,
      given: row.given,
      taken: row.taken,
      mentionIds: row.mention_ids.filter((mentionId) => there.has(mentionId)),
    })),
  };
}
