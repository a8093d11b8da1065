import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { SentMention } from "../../contract/mentions.ts";
import { mayPersonal } from "../personal-data/require-personal.ts";
import { type Cover, openVeil, ownWords, type Veil } from "../personal-data/veil.ts";
import { findPositions, loadSummaries, readerOf } from "./mention-store.ts";
import { analysedText } from "./mention-traits.ts";
import { type MentionDb, withMentions } from "./tables.ts";

/**
 * An officer opens one mention: its text, every wording it had, every way it came in, what colleagues noted.
 * @param lifted given where the reader's look at personal data is on record
 */
export async function getMention(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor">,
  input: { id: string },
  lifted?: Veil,
): Promise<SentMention> {
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const veil = lifted ?? (await openVeil(context.db, workspaceId));
  const positions = await findPositions(db, workspaceId, [input.id]);
  const [summary] = await loadSummaries(db, workspaceId, readerOf(context), positions, veil);
  const [position] = positions;
  if (!summary || !position) throw notFound("mention");
  const cover = veil(summary.channel);
  const row = await db
    .selectFrom("listen.mention as mention")
    .leftJoin("listen.mention_origin as parent", (join) =>
      join.onRef("parent.origin_key", "=", "mention.parent_key").on("parent.workspace_id", "=", workspaceId),
    )
    .select(["title", "text", "likes", "replies", "shares", "views", "thread_id", "place", "attachment_ids"])
    .select([
      "mention.received_at",
      "engagement_at",
      "edited_at",
      "version_count",
      "parent.mention_id as parent_id",
    ])
    .where("mention.workspace_id", "=", workspaceId)
    .where("mention.published_at", "=", position.publishedAt)
    .where("mention.id", "=", input.id)
    .executeTakeFirstOrThrow();
  const counts = { likes: row.likes, replies: row.replies, shares: row.shares, views: row.views };
  const hasCounts = Object.values(counts).some((count) => count !== null);
  const number = (count: string | null): number | null => (count === null ? null : Number(count));
  const earlier = await db
    .selectFrom("listen.mention_version")
    .select(["number", "seen_at", "title", "text"])
    .where("workspace_id", "=", workspaceId)
    .where("mention_id", "=", input.id)
    .orderBy("number")
    .execute();
  return {
    ...summary,
    text: cover.words(row.text),
    covered: cover.count(analysedText(row)),
    engagement: hasCounts
      ? {
          likes: number(row.likes),
          replies: number(row.replies),
          shares: number(row.shares),
          views: number(row.views),
        }
      : null,
    engagementAt: hasCounts ? (row.engagement_at ?? row.received_at).toISOString() : null,
    parentId: row.parent_id,
    threadId: cover.link(row.thread_id),
    place: row.place === null ? null : cover.words(row.place),
    attachments: await attachmentsOf(context, input.id, row.attachment_ids ?? [], cover),
    versions: [
      ...earlier.map(({ number, seen_at, title, text }) => ({
        number,
        seenAt: seen_at.toISOString(),
        title: cover.words(title),
        text: cover.words(text),
      })),
      {
        number: row.version_count,
        seenAt: (row.edited_at ?? row.received_at).toISOString(),
        title: cover.words(row.title),
        text: cover.words(row.text),
      },
    ],
    ruleTags: await ruleTagsOf(db, workspaceId, input.id),
    origins: await originsOf(db, workspaceId, input.id, cover),
    notes: await notesOf(db, workspaceId, input.id, context.actor.id, veil(null)),
  };
}

async function attachmentsOf(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership">,
  mentionId: string,
  ids: readonly string[],
  cover: Cover,
): Promise<SentMention["attachments"]> {
  if (ids.length === 0) return [];
  const { db, workspaceId, membership } = context;
  const isOpen = !cover.hidesScans || mayPersonal(membership);
  const { rows } = await sql<{ id: string; original_name: string; media_type: string; bytes: string }>`
    select id, original_name, media_type, bytes from platform.file
    where workspace_id = ${workspaceId}::uuid and id = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], id)`.execute(db);
  return rows.map((file) => ({
    id: file.id,
    name: cover.words(file.original_name),
    mediaType: file.media_type,
    bytes: Number(file.bytes),
    url: isOpen
      ? `/api/listen/mentions/${mentionId}/attachments/${file.id}?workspace=${encodeURIComponent(membership.slug)}`
      : null,
  }));
}

async function ruleTagsOf(
  db: MentionDb,
  workspaceId: string,
  mentionId: string,
): Promise<SentMention["ruleTags"]> {
  const { rows } = await sql<{ tag: string; rule: string }>`
    select tagged.tag, rule.name as rule from listen.tag_now as tagged
    join listen.tag_rule as rule on rule.id = tagged.rule_id
    where tagged.workspace_id = ${workspaceId}::uuid and tagged.mention_id = ${mentionId}::uuid
    order by tagged.tag_key`.execute(db);
  return rows;
}

async function originsOf(
  db: MentionDb,
  workspaceId: string,
  mentionId: string,
  cover: Cover,
): Promise<SentMention["origins"]> {
  const rows = await db
    .selectFrom("listen.mention_origin as origin")
    .leftJoin("listen.heard_source as source", (join) =>
      join
        .onRef("source.workspace_id", "=", "origin.workspace_id")
        .onRef("source.source_id", "=", "origin.source_id"),
    )
    .select(["origin.source_id", "source.title", "external_id", "received_at"])
    .select(
      sql<boolean>`exists (select from listen.source as followed
        where followed.workspace_id = origin.workspace_id and followed.id = origin.source_id)`.as(
        "is_followed",
      ),
    )
    .where("origin.workspace_id", "=", workspaceId)
    .where("mention_id", "=", mentionId)
    .orderBy("received_at")
    .orderBy("origin_key")
    .execute();
  return rows.map((row) => ({
    sourceId: row.source_id,
    sourceTitle: row.title ?? "",
    isFollowed: row.is_followed,
    externalId: cover.words(row.external_id),
    receivedAt: row.received_at.toISOString(),
  }));
}

async function notesOf(
  db: MentionDb,
  workspaceId: string,
  mentionId: string,
  readerId: string | null,
  cover: Cover,
): Promise<SentMention["notes"]> {
  const rows = await db
    .selectFrom("listen.mention_note")
    .select(["id", "text", "author_id", "author_name", "created_at"])
    .where("workspace_id", "=", workspaceId)
    .where("mention_id", "=", mentionId)
    .where("removed_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => {
    const isMine = row.author_id !== null && row.author_id === readerId;
    return {
      id: row.id,
      text: isMine ? ownWords(row.text) : cover.words(row.text),
      authorName: row.author_name,
      isMine,
      createdAt: row.created_at.toISOString(),
    };
  });
}
