import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { withOutlets } from "./outlet-tables.ts";

/**
 * An officer removes a reach that was entered; the one before it counts again.
 * @throws AppError `not_found`
 */
export async function removeReach(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<void> {
  const { workspaceId, actor } = context;
  await context.db.transaction().execute(async (tx) => {
    const gone = await withOutlets(tx)
      .deleteFrom("listen.reach_range")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .returning(["kind", "key", "low", "high", "source"])
      .executeTakeFirst();
    if (!gone) throw notFound("reach");
    const facts = { action: "reach.removed", subjectKind: "reach", subjectId: id, details: gone };
    await recordAudit(tx, workspaceId, actor, facts, context.now());
  });
}
