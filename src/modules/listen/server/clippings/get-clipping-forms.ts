import type { RequestContext } from "#platform/http/request-context.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { ownWords } from "../personal-data/veil.ts";
import { openClippingSheet, type SheetParts } from "./open-clipping-sheet.ts";
import { writeClippingMail } from "./write-clipping-mail.ts";
import { writeWhatsapp } from "./write-whatsapp.ts";

export type ClippingFormsMade = {
  whatsapp: ShownWords[];
  subject: string;
  mailHtml: ShownWords;
  mailText: ShownWords;
};

/**
 * An officer takes a clipping along: as text to paste into a chat, and as the mail that its receivers get. Every word of
 * others in a sheet has been through the veil when the clipping was shown.
 * @throws AppError `not_found`
 */
export async function getClippingForms(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { id }: { id: string },
  parts: SheetParts,
): Promise<ClippingFormsMade> {
  const { sheet } = await openClippingSheet(db, workspaceId, id, parts);
  const { subject, html, text } = writeClippingMail(sheet);
  return {
    whatsapp: writeWhatsapp(sheet).map(ownWords),
    subject,
    mailHtml: ownWords(html),
    mailText: ownWords(text),
  };
}
