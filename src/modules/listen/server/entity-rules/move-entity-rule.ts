import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { EntityRule } from "../../contract/entity-rules.ts";
import { contestedNames, nearestRival } from "../../contract/rule-order.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { noteChangedNames } from "./changed-names.ts";
import { findEntityRule, findEntityRules, toEntityRule } from "./entity-rule-store.ts";

/**
 * An admin puts a rule before the nearest one above it that is about the same name, or behind the nearest one below, so
 * that it wins or gives way. Where there is none nothing changes.
 * @returns the rules in their order
 * @throws AppError `not_found`
 */
export async function moveEntityRule(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, direction }: { id: string; direction: "up" | "down" },
): Promise<{ items: EntityRule[] }> {
  const at = now();
  return db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const moved = await findEntityRule(tx, workspaceId, id);
    const rules = await findEntityRules(tx, workspaceId);
    const rival = nearestRival(rules, id, direction);
    if (rival === undefined) return { items: rules.map(toEntityRule) };
    const order = rules.filter((rule) => rule.id !== id);
    order.splice(order.indexOf(rival) + (direction === "up" ? 0 : 1), 0, moved);
    for (const [at, rule] of order.entries()) {
      const seq = rules[at]?.seq;
      if (seq === undefined || seq === rule.seq) continue;
      await tx
        .updateTable("listen.entity_rule")
        .set({ seq })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", rule.id)
        .execute();
    }
    await noteChangedNames(tx, workspaceId, contestedNames(moved, rival), at);
    const facts = {
      action: "entity_rule.moved",
      subjectKind: "entity_rule",
      subjectId: id,
      details: { name: moved.name, direction, past: rival.name },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return { items: order.map(toEntityRule) };
  });
}
