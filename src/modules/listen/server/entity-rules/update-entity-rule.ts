import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { EntityRule, EntityRuleDraft } from "../../contract/entity-rules.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { noteChangedNames } from "./changed-names.ts";
import { checkEntityRule, refuseTakenAlias } from "./check-entity-rule.ts";
import { findEntityRule, findEntityRules, ruleColumns, toEntityRule } from "./entity-rule-store.ts";

/**
 * An admin changes what a name means; the rule keeps its turn among the others.
 * @throws AppError `invalid` that names the field at fault; `not_found`
 */
export async function updateEntityRule(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, ...draft }: EntityRuleDraft & { id: string },
  analyst: Pick<Analyst, "placeWords" | "phraseShares">,
): Promise<EntityRule> {
  // Whoever may not see a rule is not told what is wrong with its change.
  await findEntityRule(withMentions(db), workspaceId, id);
  await checkEntityRule(draft, analyst);
  const at = now();
  return db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const before = await findEntityRule(tx, workspaceId, id);
    const rules = await findEntityRules(tx, workspaceId);
    refuseTakenAlias(
      draft,
      rules.filter((rule) => rule.id !== id),
    );
    const row = await tx
      .updateTable("listen.entity_rule")
      .set({ ...ruleColumns(draft), updated_at: at })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await noteChangedNames(tx, workspaceId, [...before.aliases, ...draft.aliases], at);
    const facts = {
      action: "entity_rule.updated",
      subjectKind: "entity_rule",
      subjectId: id,
      details: { before: toEntityRule(before), after: draft },
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return toEntityRule(row);
  });
}
