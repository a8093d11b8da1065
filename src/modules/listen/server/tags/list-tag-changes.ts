import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { TagChange } from "../../contract/tag.ts";
import { withTags } from "./tag-tables.ts";

/** An officer looks back who tagged what, and finds the act to take back. */
export async function listTagChanges(
  { db, workspaceId, actor }: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  { limit }: { limit: number },
): Promise<{ items: TagChange[] }> {
  const { rows } = await sql<{
    id: string;
    actor_id: string | null;
    name: string | null;
    created_at: Date;
    undone_at: Date | null;
    added: string[];
    removed: string[];
    mentions: number;
  }>`
    with acts as (
      select * from listen.change where workspace_id = ${workspaceId}::uuid and kind = 'tagged'
      order by created_at desc, id limit ${limit}
    )
    select acts.id, acts.actor_id, person.name, acts.created_at, acts.undone_at, items.*
    from acts
    left join auth."user" as person on person.id::text = acts.actor_id
    cross join lateral (
      select count(distinct mention_id)::int as mentions,
        coalesce(array_agg(distinct tag) filter (where was_added), '{}') as added,
        coalesce(array_agg(distinct tag) filter (where not was_added), '{}') as removed
      from listen.change_item as item where item.change_id = acts.id
    ) as items
    where items.mentions > 0
    order by acts.created_at desc, acts.id`.execute(withTags(db));
  return {
    items: rows.map((row) => ({
      id: row.id,
      actorName: row.name ?? "",
      at: row.created_at.toISOString(),
      added: row.added,
      removed: row.removed,
      mentions: row.mentions,
      undoneAt: row.undone_at?.toISOString() ?? null,
      isMine: row.actor_id !== null && row.actor_id === actor.id,
    })),
  };
}
