import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { originKey } from "../mentions/mention-identity.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { rewriteMentions } from "../mentions/rewrite-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { lockForMatching, rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { withNetworkSources } from "./network-source-tables.ts";

/**
 * Forgets the words of posts that their authors took back on a network, by whichever of the workspace's sources they
 * came: text, picture, earlier wordings and what the network said of them. That there was a post, when, by which account
 * and with what tone stays, so that figures of the past remain what they were. Networks' terms ask for it, and so does
 * the right to erasure (UU 27/2022, article 8). Safe to repeat.
 * @returns how many mentions it was
 */
export async function forgetRemoved(
  db: Db,
  { workspaceId, network }: { workspaceId: string; network: string },
  externalIds: readonly string[],
  at: Date,
): Promise<number> {
  if (externalIds.length === 0) return 0;
  const sources = await withNetworkSources(db)
    .selectFrom("listen.network_source")
    .select("source_id")
    .where("workspace_id", "=", workspaceId)
    .where("network", "=", network)
    .execute();
  const keys = sources.flatMap(({ source_id }) =>
    externalIds.map((id) => originKey(workspaceId, source_id, id)),
  );
  const { rows: heard } = await sql<{ mention_id: string }>`
    select distinct mention_id from listen.mention_origin
    where origin_key = any(${plainArray(keys)}::uuid[]) and workspace_id = ${workspaceId}::uuid`.execute(db);
  if (heard.length === 0) return 0;
  const ids = heard.map(({ mention_id }) => mention_id);
  return db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdMonitors(tx, workspaceId);
    // Origins before mentions, each in the order of their keys, as the intake locks them.
    await sql`select from listen.mention_origin where mention_id = any(${plainArray(ids)}::uuid[])
      and workspace_id = ${workspaceId}::uuid order by origin_key for update`.execute(tx);
    await lockForMatching(tx, workspaceId, ids);
    const mentions = await tx
      .selectFrom("listen.mention as mention")
      .innerJoin("listen.mention_identity as identity", (join) =>
        join
          .onRef("identity.id", "=", "mention.id")
          .onRef("identity.workspace_id", "=", "mention.workspace_id")
          .onRef("identity.published_at", "=", "mention.published_at"),
      )
      .selectAll("mention")
      .where("identity.workspace_id", "=", workspaceId)
      .where(sql<boolean>`identity.id = any(${plainArray(ids)}::uuid[])`)
      .where("mention.gone_at", "is", null)
      .orderBy("mention.id")
      .execute();
    if (mentions.length === 0) return 0;
    const gone = mentions.map(({ id }) => id);
    await tx
      .deleteFrom("listen.mention_version")
      .where("workspace_id", "=", workspaceId)
      .where("mention_id", "in", gone)
      .execute();
    await sql`update listen.mention_origin set raw = null
      where mention_id = any(${plainArray(gone)}::uuid[]) and workspace_id = ${workspaceId}::uuid`.execute(
      tx,
    );
    await rewriteMentions(
      tx,
      mentions.map((mention) => ({
        ...mention,
        gone_at: at,
        title: "",
        text: "",
        image_url: null,
        version_count: 1,
        persons: null,
        organisations: null,
        voices: null,
      })),
    );
    await sql`
      update listen.mention as mention set gone_at = ${at.toISOString()}::timestamptz, image_url = null, version_count = 1
      from listen.mention_identity as identity
      where identity.workspace_id = ${workspaceId}::uuid and identity.id = any(${plainArray(gone)}::uuid[])
        and mention.workspace_id = identity.workspace_id and mention.published_at = identity.published_at
        and mention.id = identity.id`.execute(tx);
    await rematchMentions(tx, workspaceId, gone, at, undefined, true);
    for (const { id } of mentions)
      await recordAudit(
        platformTx,
        workspaceId,
        systemActor,
        { action: "mention.taken_back", subjectKind: "mention", subjectId: id, details: { network } },
        at,
      );
    return mentions.length;
  });
}
