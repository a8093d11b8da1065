import { type RawBuilder, sql } from "kysely";
import type { MentionQuery } from "./mention-query.ts";

/**
 * The query narrowed to one mention of each group of copies: of those that it finds, the one that comes first in the order
 * asked for. Which one that is does not depend on the page, so that pages hold together.
 */
export function withCopiesTogether(
  query: MentionQuery,
  order: "newest" | "oldest" | "relevance",
): MentionQuery {
  const condition = comesFirst(query, order === "oldest" ? sql`<` : sql`>`);
  return {
    ...query,
    isEverything: false,
    branches: query.branches.map((branch) => ({ ...branch, rest: [...branch.rest, condition] })),
  };
}

/** Asked of a row called `mention`: no copy of it that the query finds stands before it. */
function comesFirst(
  { condition, isEverything }: MentionQuery,
  before: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const isFound = isEverything
    ? sql``
    : sql`and exists (select from listen.mention as mention where mention.workspace_id = other.workspace_id
        and mention.published_at = other.published_at and mention.id = other.mention_id and ${condition})`;
  return sql`not exists (
    select from listen.copy_member as own
    join listen.copy_member as other on other.workspace_id = own.workspace_id and other.group_id = own.group_id
      and (other.published_at, other.mention_id) ${before} (own.published_at, own.mention_id)
    where own.workspace_id = mention.workspace_id and own.mention_id = mention.id ${isFound})`;
}
