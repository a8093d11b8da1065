import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { sourceThread } from "./source-notice.ts";
import { findSourceRow } from "./source-store.ts";
import { withSources } from "./source-tables.ts";

/**
 * A PR officer stops listening to a source; what was heard there stays.
 * @throws AppError not_found
 */
export async function removeSource(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { title, url } = await findSourceRow(tx, workspaceId, id);
    await withSources(tx)
      .deleteFrom("listen.source")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await withdrawNotice(tx, workspaceId, sourceThread(id));
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "source.removed", subjectKind: "source", subjectId: id, details: { title, url } },
      now(),
    );
  });
}
