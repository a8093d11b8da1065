import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Workspace } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Zone } from "#shared/ids.ts";
import { findWorkspace } from "./workspace-store.ts";

/** An admin renames the office or moves it to another time zone; its address stays, so that links keep working. */
export async function updateWorkspace(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { name?: string | undefined; zone?: Zone | undefined },
): Promise<Workspace> {
  return db.transaction().execute(async (tx) => {
    const before = await findWorkspace(tx, workspaceId);
    const after = { ...before, name: input.name ?? before.name, zone: input.zone ?? before.zone };
    if (after.name === before.name && after.zone === before.zone) return before;
    await tx
      .updateTable("platform.workspace")
      .set({ name: after.name, zone: after.zone })
      .where("id", "=", workspaceId)
      .execute();
    const details = {
      from: { name: before.name, zone: before.zone },
      to: { name: after.name, zone: after.zone },
    };
    await recordAudit(
      tx,
      workspaceId,
      actor,
      { action: "workspace.updated", subjectKind: "workspace", subjectId: workspaceId, details },
      now(),
    );
    return after;
  });
}
