import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceAccessChange } from "#platform/live/live-hub.ts";
import { notFound } from "#shared/app-error.ts";

/** An admin revokes a key; the very next request with it is refused, and its open streams end. @throws AppError not_found */
export async function revokeApiKey(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { id: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const revoked = await tx
      .deleteFrom("platform.api_key")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", input.id)
      .returning(["name", "start"])
      .executeTakeFirst();
    if (!revoked) throw notFound("api_key", input.id);
    await announceAccessChange(tx, [workspaceId]);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "api_key.revoked", subjectKind: "api_key", subjectId: input.id, details: revoked },
      now(),
    );
  });
}
