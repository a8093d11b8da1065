import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentBrief } from "../../contract/brief.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { writeBriefMail } from "../briefs/write-brief-mail.ts";
import { writeBriefWhatsapp } from "../briefs/write-brief-whatsapp.ts";
import { ownWords } from "../personal-data/veil.ts";
import { clippingWork } from "./clipping-work.ts";
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
  const opened = await openClippingSheet(db, workspaceId, id, parts);
  const { deskUrl } = opened;
  const { subject, html, text } =
    opened.form === "brief"
      ? writeBriefMail(opened.sheet, { deskUrl, picture: await chartAddress(opened.sheet) })
      : writeClippingMail(opened.sheet);
  const whatsapp =
    opened.form === "brief" ? writeBriefWhatsapp(opened.sheet, deskUrl) : writeWhatsapp(opened.sheet);
  return {
    whatsapp: whatsapp.map(ownWords),
    subject,
    mailHtml: ownWords(html),
    mailText: ownWords(text),
  };
}

/** The chart within the page that shows the mail; receivers get it as a part of the mail. */
async function chartAddress(brief: SentBrief): Promise<string | null> {
  const picture = await clippingWork.picture(brief);
  return picture === null ? null : `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
}
