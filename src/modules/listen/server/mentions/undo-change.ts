import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { readyForTags, rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { holdOffRetention, takeTurn } from "./retention-store.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/**
 * An officer takes back an act of theirs: tags come and go exactly as they were, a written note disappears, a removed
 * one returns. Once each, and only by who acted. What others changed since stays as they left it.
 * @throws AppError `not_found` for an act that is unknown, another workspace's or another member's; `conflict` when it
 * was taken back before.
 */
export async function undoChange(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string },
): Promise<{ changed: number }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdOffRetention(tx);
    await holdMonitors(tx, workspaceId);
    await takeTurn(tx, workspaceId);
    const change = await tx
      .selectFrom("listen.change")
      .selectAll()
      .where("id", "=", input.id)
      .where("workspace_id", "=", workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!change || change.actor_id !== actor.id) throw notFound("change");
    if (change.undone_at !== null) throw new AppError("conflict", "already_undone");
    const ids = await changedMentions(tx, workspaceId, change.id);
    await readyForTags(tx, workspaceId, ids);
    const changed =
      change.kind === "tagged"
        ? await restoreTags(tx, workspaceId, change.id)
        : await restoreNote(tx, workspaceId, change.id, change.kind === "note_added" ? at : null);
    await rematchMentions(tx, workspaceId, ids, at, change.kind === "tagged" ? "tag" : "note");
    await tx.updateTable("listen.change").set({ undone_at: at }).where("id", "=", change.id).execute();
    await recordAudit(
      platformTx,
      workspaceId,
      actor,
      {
        action: "change.undone",
        subjectKind: "change",
        subjectId: change.id,
        details: { kind: change.kind, changed },
      },
      at,
    );
    return { changed };
  });
}

/** The mentions that an act was about. A note has the id of the act that wrote or removed it. */
async function changedMentions(tx: MentionDb, workspaceId: string, changeId: string): Promise<string[]> {
  const { rows } = await sql<{ mention_id: string }>`
    select mention_id from listen.change_item where change_id = ${changeId}::uuid
    union
    select mention_id from listen.mention_note
    where id = ${changeId}::uuid and workspace_id = ${workspaceId}::uuid`.execute(tx);
  return rows.map((row) => row.mention_id);
}

/** Additions that still stand as this act made them go; removals return with their maker and time. */
async function restoreTags(tx: MentionDb, workspaceId: string, changeId: string): Promise<number> {
  const { rows } = await sql<{ changed: number }>`
    with item as (select * from listen.change_item where change_id = ${changeId}::uuid order by mention_id, tag_key),
    removed as (
      delete from listen.mention_tag as tagged using item
      where item.was_added and tagged.workspace_id = ${workspaceId}::uuid and tagged.tag_key = item.tag_key
        and tagged.published_at = item.published_at and tagged.mention_id = item.mention_id
        and tagged.tagged_at = item.tagged_at and tagged.tagged_by is not distinct from item.tagged_by
      returning tagged.mention_id
    ),
    allowed as (
      delete from listen.tag_kept_off as off using item
      where not item.was_added and off.workspace_id = ${workspaceId}::uuid and off.mention_id = item.mention_id
        and off.tag_key = coalesce((
          select coalesce(main.key, own.key) from listen.tag_name as named join listen.tag as own on own.id = named.tag_id
          left join listen.tag as main on main.id = own.merged_into
          where named.workspace_id = ${workspaceId}::uuid and named.name_key = item.tag_key), item.tag_key)
    ),
    returned as (
      insert into listen.mention_tag
        (workspace_id, tag_key, published_at, mention_id, tag, tagged_by, tagged_at, rule_id)
      select ${workspaceId}::uuid, item.tag_key, item.published_at, item.mention_id, item.tag, item.tagged_by,
        item.tagged_at, item.rule_id
      from item join listen.mention_identity as identity on identity.id = item.mention_id
      where not item.was_added
      on conflict do nothing
      returning mention_id
    )
    select count(distinct mention_id)::int as changed
    from (select mention_id from removed union all select mention_id from returned) as touched`.execute(tx);
  return rows[0]?.changed ?? 0;
}

async function restoreNote(
  tx: MentionDb,
  workspaceId: string,
  noteId: string,
  removedAt: Date | null,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("listen.mention_note")
    .set({ removed_at: removedAt })
    .where("id", "=", noteId)
    .where("workspace_id", "=", workspaceId)
    .where("removed_at", removedAt === null ? "is not" : "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
