import { notFound } from "#shared/app-error.ts";
import { findPositions } from "../mentions/mention-store.ts";
import type { MentionRecord } from "../mentions/rewrite-mentions.ts";
import type { MentionDb } from "../mentions/tables.ts";

/**
 * Whole mentions of a workspace, locked in the order of their ids until the transaction ends, as those who edit lock
 * them. Ids that are unknown, or another workspace's, are left out.
 */
export async function lockMentions(
  tx: MentionDb,
  workspaceId: string,
  ids: readonly string[],
): Promise<MentionRecord[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom("listen.mention_identity as identity")
    .innerJoin("listen.mention as mention", (join) =>
      join
        .onRef("mention.workspace_id", "=", "identity.workspace_id")
        .onRef("mention.published_at", "=", "identity.published_at")
        .onRef("mention.id", "=", "identity.id"),
    )
    .selectAll("mention")
    .where("identity.workspace_id", "=", workspaceId)
    .where("identity.id", "in", [...ids])
    .orderBy("identity.id")
    .forUpdate("mention")
    .execute();
}

/** One whole mention, not locked. @throws AppError `not_found` when it is not the workspace's */
export async function findMention(db: MentionDb, workspaceId: string, id: string): Promise<MentionRecord> {
  const [position] = await findPositions(db, workspaceId, [id]);
  const mention =
    position &&
    (await db
      .selectFrom("listen.mention")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("published_at", "=", position.publishedAt)
      .where("id", "=", id)
      .executeTakeFirst());
  if (!mention) throw notFound("mention");
  return mention;
}

/** One whole mention, locked. @throws AppError `not_found` when it is not the workspace's */
export async function lockMention(tx: MentionDb, workspaceId: string, id: string): Promise<MentionRecord> {
  const [mention] = await lockMentions(tx, workspaceId, [id]);
  if (!mention) throw notFound("mention");
  return mention;
}
