import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { OwnContact } from "../../contract/personal-data.ts";
import { changeRules } from "./rules-store.ts";

/**
 * An admin takes a contact off the office's own: it is covered again like any other.
 * @throws AppError `not_found`
 */
export async function removeOwnContact(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id }: { id: string },
): Promise<OwnContact> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const { before } = await changeRules(tx, workspaceId, at, (rules) => ({
      ...rules,
      contacts: rules.contacts.filter((one) => one.id !== id),
    }));
    const removed = before.contacts.find((one) => one.id === id);
    if (!removed) throw notFound("own_contact");
    const { contact, note } = removed;
    const facts = {
      action: "personal_data.contact_removed",
      subjectKind: "workspace",
      subjectId: workspaceId,
    };
    await recordAudit(tx, workspaceId, actor, { ...facts, details: { contact, note } }, at);
    return removed;
  });
}
