import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { prepareMention } from "../mentions/prepare-mention.ts";

/**
 * Which drafts the desk knows already, without storing any: by origin or by address, or because an earlier draft of the
 * same list says it.
 * @returns one answer for each draft, in their order
 */
export async function findKnownDrafts(
  db: Db | Tx,
  workspaceId: string,
  drafts: readonly MentionDraft[],
  now: Date,
): Promise<boolean[]> {
  if (drafts.length === 0) return [];
  const prepared = drafts.map((draft) => prepareMention(workspaceId, draft, now));
  const { rows } = await sql<{ key: string }>`
    select origin_key::text as key from listen.mention_origin
    where origin_key = any(${prepared.map(({ originKey }) => originKey)}::uuid[])
    union all
    select id::text from listen.mention_identity
    where id = any(${prepared.map(({ id }) => id)}::uuid[]) and workspace_id = ${workspaceId}::uuid`.execute(
    db,
  );
  const known = new Set(rows.map(({ key }) => key));
  return prepared.map(({ id, originKey }) => {
    const isKnown = known.has(id) || known.has(originKey);
    known.add(id).add(originKey);
    return isKnown;
  });
}
