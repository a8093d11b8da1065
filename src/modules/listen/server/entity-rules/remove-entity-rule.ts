import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { noteChangedNames } from "./changed-names.ts";
import { findEntityRule, toEntityRule } from "./entity-rule-store.ts";

/**
 * An admin leaves a name to the engine, or to the other rules, again.
 * @throws AppError `not_found`
 */
export async function removeEntityRule(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<void> {
  await db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const before = await findEntityRule(tx, workspaceId, id);
    await tx
      .deleteFrom("listen.entity_rule")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await noteChangedNames(tx, workspaceId, before.aliases, now());
    const facts = {
      action: "entity_rule.removed",
      subjectKind: "entity_rule",
      subjectId: id,
      details: { before: toEntityRule(before) },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, now());
  });
}
