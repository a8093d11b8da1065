import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { EntityRule, EntityRuleDraft } from "../../contract/entity-rules.ts";
import { takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { noteChangedNames } from "./changed-names.ts";
import { checkEntityRule, refuseTakenAlias, refuseTooManyRules } from "./check-entity-rule.ts";
import { findEntityRules, ruleColumns, toEntityRule } from "./entity-rule-store.ts";

/**
 * An admin says what a name means in this office. What is read from now on follows; mentions that
 * say the name already wait to be read again.
 * @throws AppError `invalid` that names the field at fault, or when there are too many rules
 */
export async function createEntityRule(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  draft: EntityRuleDraft,
  analyst: Pick<Analyst, "placeWords" | "phraseShares">,
): Promise<EntityRule> {
  await checkEntityRule(draft, analyst);
  const at = now();
  return db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await takeTurn(tx, workspaceId);
    const rules = await findEntityRules(tx, workspaceId);
    refuseTooManyRules(rules);
    refuseTakenAlias(draft, rules);
    const row = await tx
      .insertInto("listen.entity_rule")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        ...ruleColumns(draft),
        created_at: at,
        updated_at: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await noteChangedNames(tx, workspaceId, draft.aliases, at);
    const facts = {
      action: "entity_rule.created",
      subjectKind: "entity_rule",
      subjectId: row.id,
      details: draft,
    };
    await recordAudit(platformTx, workspaceId, actor, facts, at);
    return toEntityRule(row);
  });
}
