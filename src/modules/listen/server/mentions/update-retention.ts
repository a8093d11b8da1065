import type { z } from "zod";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Retention } from "../../contract/overview.ts";
import { getRetention } from "./get-retention.ts";
import { readRetentionMonths, writeRetentionMonths } from "./retention-store.ts";
import { withMentions } from "./tables.ts";

/** An admin sets how long mentions are kept. Nothing goes before the next nightly run. */
export async function updateRetention(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { months: number | null },
): Promise<z.output<typeof Retention>> {
  const { workspaceId, actor } = context;
  const at = context.now();
  await context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    const before = await readRetentionMonths(tx, workspaceId);
    await writeRetentionMonths(tx, workspaceId, input.months, at);
    const details = { before, months: input.months };
    const facts = { action: "retention.changed", subjectKind: "workspace", subjectId: workspaceId, details };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
  });
  return getRetention(context, {});
}
