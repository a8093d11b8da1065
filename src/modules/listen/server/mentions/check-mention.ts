import { recordAudit } from "#platform/audit/record-audit.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { lookAtOriginal, type OriginalState } from "../originals/look-at-original.ts";
import { findPositions, markMentionsGone } from "./mention-store.ts";
import { withMentions } from "./tables.ts";

/**
 * An officer asks whether something is still there where it was said. What answers 404 or 410 is marked as gone, with
 * the copy kept; what answers again loses the mark. Anything else (no answer, a closed
 * door, another page in its stead) changes nothing.
 * @throws AppError not_found
 */
export async function checkMention(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
  fetch: SafeFetch,
): Promise<{ outcome: OriginalState }> {
  const { workspaceId, actor } = context;
  const db = withMentions(context.db);
  const [position] = await findPositions(db, workspaceId, [id]);
  if (!position) throw notFound("mention");
  const { url } = await db
    .selectFrom("listen.mention")
    .select("url")
    .where("workspace_id", "=", workspaceId)
    .where("published_at", "=", position.publishedAt)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const outcome = url === null ? "unknown" : (await lookAtOriginal(fetch, url)).state;
  if (outcome === "unknown" || outcome === "moved") return { outcome };
  const at = context.now();
  await context.db.transaction().execute(async (tx) => {
    const changed = await markMentionsGone(
      withMentions(tx),
      workspaceId,
      [id],
      outcome === "gone" ? at : null,
    );
    if (changed === 0) return;
    const action = outcome === "gone" ? "mention.gone" : "mention.there_again";
    await recordAudit(tx, workspaceId, actor, { action, subjectKind: "mention", subjectId: id }, at);
  });
  return { outcome };
}
