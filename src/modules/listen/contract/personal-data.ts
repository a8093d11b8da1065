import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id } from "#shared/ids.ts";

/** What can identify or reach a person; the kinds that the language engine finds. */
export const personalDataKind = z.enum([
  "nationalId",
  "taxId",
  "phone",
  "email",
  "address",
  "plate",
  "account",
  "position",
]);
export type PersonalDataKind = z.infer<typeof personalDataKind>;

/**
 * Words that somebody else said, as they leave the server. Handlers cannot answer with a plain string here: only a veil
 * (`server/personal-data/veil.ts`) makes such words, and it covers the personal data in them. Readers of the answer
 * see a string.
 */
export const shownWords = z.string().brand<"ShownWords", "in">();
export type ShownWords = z.input<typeof shownWords>;

/** How much of a kind is covered in what is shown. */
export const CoveredCount = z.object({ kind: personalDataKind, count: z.number() });
export type CoveredCount = z.infer<typeof CoveredCount>;

/** Which kinds an office covers: in articles of the press, which anybody can read, and in everything else. */
export const PersonalDataRules = z.object({
  press: z.array(personalDataKind).max(personalDataKind.options.length),
  others: z.array(personalDataKind).max(personalDataKind.options.length),
});
export type PersonalDataRules = z.infer<typeof PersonalDataRules>;

/** More ways to reach one office than anybody prints. */
export const mostOwnContacts = 200;

/**
 * How the office itself is reached: a telephone or account number in any spelling, a mail address, or with `@kota.go.id` every
 * address of a mail domain. None of it is covered anywhere.
 */
export const OwnContactSettings = z.object({
  contact: z.string().trim().min(1).max(254),
  note: z.string().trim().max(120).default(""),
});
export type OwnContactSettings = z.infer<typeof OwnContactSettings>;

export const OwnContact = OwnContactSettings.extend({ id, kind: z.enum(["number", "email", "domain"]) });
export type OwnContact = z.infer<typeof OwnContact>;

const tags = ["personalData"];

export const personalDataContract = {
  getPersonalDataRules: operation("settings.read")
    .route({
      method: "GET",
      path: "/listen/personal-data",
      tags,
      summary: "Which personal data is covered where",
    })
    .output(PersonalDataRules),
  updatePersonalDataRules: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/listen/personal-data",
      tags,
      summary: "Set which personal data is covered where",
    })
    .input(PersonalDataRules)
    .output(PersonalDataRules),
  listOwnContacts: operation("settings.read")
    .route({
      method: "GET",
      path: "/listen/personal-data/contacts",
      tags,
      summary: "Contacts of the office itself, which are not covered",
    })
    .output(z.object({ items: z.array(OwnContact) })),
  addOwnContact: operation("settings.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/personal-data/contacts",
      tags,
      summary: "List a contact of the office itself, so that it is covered nowhere",
      successStatus: 201,
    })
    .input(OwnContactSettings)
    .output(OwnContact),
  updateOwnContact: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/listen/personal-data/contacts/{id}",
      tags,
      summary: "Word the note of a contact anew",
    })
    .input(OwnContactSettings.pick({ note: true }).extend({ id }))
    .output(OwnContact),
  removeOwnContact: operation("settings.manage")
    .route({
      method: "DELETE",
      path: "/listen/personal-data/contacts/{id}",
      tags,
      summary: "Take a contact off the list; it is covered again like any other",
    })
    .input(z.object({ id }))
    .output(OwnContact),
};

/** The route of `revealMention`, whose answer is a whole mention. */
export const revealOperation = operation("mentions.personal")
  .route({
    method: "POST",
    path: "/listen/mentions/{id}/reveal",
    tags,
    summary: "One mention with its personal data in view; who looked, and when, goes into the audit log",
  })
  .input(z.object({ id }));
