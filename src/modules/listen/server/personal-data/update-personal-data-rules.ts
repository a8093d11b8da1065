import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type PersonalDataRules, personalDataKind } from "../../contract/personal-data.ts";
import { changeRules } from "./rules-store.ts";

/** An admin sets which personal data is covered in articles of the press, and which in everything else. */
export async function updatePersonalDataRules(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: PersonalDataRules,
): Promise<PersonalDataRules> {
  const { db, workspaceId, actor } = context;
  const at = context.now();
  const inOrder = (kinds: PersonalDataRules["press"]) =>
    personalDataKind.options.filter((kind) => kinds.includes(kind));
  const rules = { press: inOrder(input.press), others: inOrder(input.others) };
  await db.transaction().execute(async (tx) => {
    const changed = await changeRules(tx, workspaceId, at, (before) => ({ ...before, ...rules }));
    const before = { press: changed.before.press, others: changed.before.others };
    const facts = { action: "personal_data.rules_changed", subjectKind: "workspace", subjectId: workspaceId };
    await recordAudit(tx, workspaceId, actor, { ...facts, details: { before, after: rules } }, at);
  });
  return rules;
}
