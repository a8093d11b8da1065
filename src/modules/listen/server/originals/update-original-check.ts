import type { z } from "zod";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { OriginalCheck } from "../../contract/overview.ts";
import { getOriginalCheck } from "./get-original-check.ts";
import { readOriginalDays, writeOriginalDays } from "./original-store.ts";

/** An admin sets for how long saved mentions are looked at where they were said, or that they are not. */
export async function updateOriginalCheck(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { days }: { days: number | null },
): Promise<z.output<typeof OriginalCheck>> {
  const { db, workspaceId, actor } = context;
  const at = context.now();
  await db.transaction().execute(async (tx) => {
    const before = await readOriginalDays(tx, workspaceId);
    await writeOriginalDays(tx, workspaceId, days, at);
    const facts = { action: "original_check.changed", subjectKind: "workspace", subjectId: workspaceId };
    await recordAudit(tx, workspaceId, actor, { ...facts, details: { before, days } }, at);
  });
  return getOriginalCheck(context);
}
