import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { readTeachingState, removeExamples, renewTeaching } from "./teaching-store.ts";

/**
 * An admin switches the layer that the workspace taught on or off, or has it forget everything. What people decided
 * about mentions stays in either case; what is read from now on follows.
 */
export async function updateTeaching(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { isOn: boolean; isForgotten: boolean },
): Promise<{ isOn: boolean; learned: number }> {
  const { workspaceId, actor } = context;
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    if (input.isForgotten) await removeExamples(tx, workspaceId);
    await renewTeaching(tx, workspaceId, input.isOn);
    const facts = {
      action: "teaching.updated",
      subjectKind: "workspace",
      subjectId: workspaceId,
      details: { isOn: input.isOn, isForgotten: input.isForgotten },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, context.now());
    return readTeachingState(tx, workspaceId);
  });
}
