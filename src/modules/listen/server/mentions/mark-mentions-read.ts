import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { findPositions, readerOf } from "./mention-store.ts";
import { withMentions } from "./tables.ts";

/** An officer marks mentions as read, or unread again, for themselves alone. Returns how many that changed. */
export async function markMentionsRead(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { ids: readonly string[]; isRead: boolean },
): Promise<{ changed: number }> {
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const ids = (await findPositions(db, workspaceId, input.ids)).map(({ id }) => id).sort();
  const { numAffectedRows } = input.isRead
    ? await sql`
        insert into listen.mention_read (workspace_id, reader_id, mention_id, read_at)
        select ${workspaceId}::uuid, ${readerOf(context)}, id, ${context.now().toISOString()}::timestamptz
        from unnest(${ids}::uuid[]) as id
        on conflict do nothing`.execute(db)
    : await sql`
        delete from listen.mention_read where reader_id = ${readerOf(context)} and mention_id = any(${ids}::uuid[])`.execute(
        db,
      );
  return { changed: Number(numAffectedRows ?? 0n) };
}
