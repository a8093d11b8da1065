import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { z } from "zod";
import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { ClipDraft } from "../../contract/clips.ts";
import type { SentMention } from "../../contract/mentions.ts";
import { getMention } from "./get-mention.ts";
import { storeMentions } from "./store-mentions.ts";

/**
 * An officer keeps what no feed brings: a page of a newspaper, a minute of a broadcast, an article pasted by hand, with
 * its scan. A clip of an address that is already known is refused, so that nobody's wording replaces the outlet's.
 * @throws AppError `conflict` (key `clip_known`, value `id`) when the address is already a mention
 */
export async function createClip(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: z.output<typeof ClipDraft>,
  analyst?: Analyst,
): Promise<SentMention> {
  const { db, workspaceId, actor } = context;
  const at = context.now();
  if (Date.parse(input.publishedAt) > at.getTime() + dayMs)
    throw invalidField("publishedAt", "field.in_future");
  await requireFiles(db, workspaceId, input.attachmentIds);
  const id = await db.transaction().execute(async (tx) => {
    const { ids, fresh } = await storeMentions(
      tx,
      workspaceId,
      [
        {
          sourceId: null,
          sourceTitle: "",
          externalId: randomUUID(),
          url: input.url === undefined ? null : (canonicalUrl(input.url) ?? null),
          channel: input.channel,
          outlet: input.outlet,
          author: input.author || null,
          title: input.title,
          text: input.text,
          language: null,
          publishedAt: new Date(input.publishedAt),
          timePrecision: input.timePrecision,
          imageUrl: null,
          engagement: null,
          parentExternalId: null,
          threadId: null,
          place: input.place || null,
          tags: input.tags,
          attachmentIds: input.attachmentIds,
          raw: null,
        },
      ],
      at,
      analyst,
    );
    const [mentionId = ""] = ids;
    if (fresh === 0) throw new AppError("conflict", "clip_known", { id: mentionId });
    const facts = {
      action: "clip.created",
      subjectKind: "mention",
      subjectId: mentionId,
      details: { channel: input.channel, outlet: input.outlet, attachments: input.attachmentIds.length },
    };
    await recordAudit(tx, workspaceId, actor, facts, at);
    return mentionId;
  });
  return getMention(context, { id });
}

const dayMs = 86_400_000;

/** Another workspace's file is refused like one that does not exist. */
async function requireFiles(db: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ count: number }>`
    select count(distinct id)::int as count from platform.file
    where workspace_id = ${workspaceId}::uuid and id = any(${[...ids]}::uuid[])`.execute(db);
  if (rows[0]?.count !== new Set(ids).size) throw invalidField("attachmentIds", "field.unknown_file");
}
