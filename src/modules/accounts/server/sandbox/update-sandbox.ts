import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { Sandbox } from "../../contract/sandbox.ts";
import { withAccounts } from "../account-tables.ts";
import { readSandbox } from "./read-sandbox.ts";

/**
 * An admin sends everything outgoing to the practice network, or to the real networks again. What was written while the
 * switch was on stays practice for good; what waited before goes to practice as long as it is on.
 */
export async function updateSandbox(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { isOn }: { isOn: boolean },
): Promise<Sandbox> {
  return db.transaction().execute(async (tx) => {
    const before = await readSandbox(tx, workspaceId);
    if (before.isOn === isOn) return before;
    const at = now();
    const set = { is_sandboxed: isOn, sandboxed_at: at, sandboxed_by_name: actor.name };
    await withAccounts(tx)
      .insertInto("accounts.workspace_setting")
      .values({ workspace_id: workspaceId, ...set })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(set))
      .execute();
    await announceLive(tx, workspaceId, { type: "sandbox" });
    const facts = isOn ? { action: "sandbox.switched_on" } : { action: "sandbox.switched_off" };
    await recordAudit(tx, workspaceId, actor, { ...facts, subjectKind: "sandbox", subjectId: null }, at);
    return readSandbox(tx, workspaceId);
  });
}
