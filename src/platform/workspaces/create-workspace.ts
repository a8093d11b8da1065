import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Workspace } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { signedIn } from "#platform/session/get-me.ts";
import type { Zone } from "#shared/ids.ts";
import { insertMember } from "./member-store.ts";
import { insertWorkspace } from "./workspace-store.ts";

/** Somebody opens another workspace, say for a second client, and owns it. */
export async function createWorkspace(
  context: Pick<RequestContext, "db" | "principal" | "actor" | "now">,
  input: { name: string; zone: Zone },
): Promise<Workspace> {
  const { userId } = signedIn(context);
  return context.db.transaction().execute(async (tx) => {
    const at = context.now();
    const workspace = await insertWorkspace(tx, input, at);
    await insertMember(tx, workspace.id, userId, "owner", at);
    await recordAudit(
      tx,
      workspace.id,
      context.actor,
      {
        action: "workspace.created",
        subjectKind: "workspace",
        subjectId: workspace.id,
        details: { name: workspace.name },
      },
      at,
    );
    return workspace;
  });
}
