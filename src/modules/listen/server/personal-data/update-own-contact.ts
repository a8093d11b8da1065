import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import type { OwnContact } from "../../contract/personal-data.ts";
import { changeRules } from "./rules-store.ts";

/**
 * An admin words the note of one of the office's own contacts anew; what is covered stays as it is.
 * @throws AppError `not_found`
 */
export async function updateOwnContact(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, note }: { id: string; note: string },
): Promise<OwnContact> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const { before, after } = await changeRules(tx, workspaceId, at, (rules) => ({
      ...rules,
      contacts: rules.contacts.map((one) => (one.id === id ? { ...one, note } : one)),
    }));
    const changed = after.contacts.find((one) => one.id === id);
    const known = before.contacts.find((one) => one.id === id);
    if (!changed || !known) throw notFound("own_contact");
    const facts = {
      action: "personal_data.contact_changed",
      subjectKind: "workspace",
      subjectId: workspaceId,
    };
    const details = { contact: changed.contact, before: known.note, after: note };
    await recordAudit(tx, workspaceId, actor, { ...facts, details }, at);
    return changed;
  });
}
