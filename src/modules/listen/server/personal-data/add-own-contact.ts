import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField } from "#shared/app-error.ts";
import { type ContactFault, readContact } from "#text/personal-data/own-contacts.ts";
import { mostOwnContacts, type OwnContact, type OwnContactSettings } from "../../contract/personal-data.ts";
import { changeRules } from "./rules-store.ts";

const faultKeys: Record<ContactFault, string> = {
  not_a_contact: "field.not_a_contact",
  short_number: "field.short_number",
  identity_number: "field.identity_number",
  public_mail: "field.public_mail",
};

/**
 * An admin says that a contact is the office's own: from then on it is covered nowhere.
 * @throws AppError `invalid` that names the field: no contact, one that is listed, or one too many
 */
export async function addOwnContact(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { contact, note }: OwnContactSettings,
): Promise<OwnContact> {
  const at = now();
  const read = readContact(contact);
  if (typeof read === "string") throw invalidField("contact", faultKeys[read], { contact });
  const added: OwnContact = { id: randomUUID(), kind: read.kind, contact, note };
  await db.transaction().execute(async (tx) => {
    await changeRules(tx, workspaceId, at, (before) => {
      const same = before.contacts.find((one) => keyOf(one) === read.key);
      if (same) throw invalidField("contact", "field.listed_contact", { contact: same.contact });
      if (before.contacts.length >= mostOwnContacts)
        throw invalidField("contact", "field.too_many_contacts", { most: mostOwnContacts });
      return { ...before, contacts: [...before.contacts, added] };
    });
    const facts = { action: "personal_data.contact_added", subjectKind: "workspace", subjectId: workspaceId };
    await recordAudit(tx, workspaceId, actor, { ...facts, details: { contact, note } }, at);
  });
  return added;
}

function keyOf({ contact }: OwnContact): string | undefined {
  const read = readContact(contact);
  return typeof read === "string" ? undefined : read.key;
}
