import type { MailMessage } from "#platform/mail/mail-message.ts";
import { writeBriefMail } from "../briefs/write-brief-mail.ts";
import { clippingFileName } from "./clipping-file-name.ts";
import { clippingWork } from "./clipping-work.ts";
import type { OpenedSheet } from "./open-clipping-sheet.ts";
import { writeClippingMail } from "./write-clipping-mail.ts";

/** A mail but for whom it goes to. */
export type Letter = Omit<MailMessage, "to" | "messageId">;

/**
 * The mail of a clipping or a brief, with its A4 pages; a brief shows its chart as a picture in the mail.
 * @throws ChildError when pages or picture cannot be drawn
 */
export async function writeLetter(opened: OpenedSheet): Promise<Letter> {
  const { form, sheet, language, deskUrl } = opened;
  const pages = {
    name: clippingFileName(sheet),
    mediaType: "application/pdf",
    content: await clippingWork.pdf(opened),
  };
  const rest = { language, isAutomatic: true };
  if (form === "clipping") return { ...writeClippingMail(sheet), ...rest, attachments: [pages] };
  const picture = await clippingWork.picture(sheet);
  const contentId = "brief-chart@gaung";
  return {
    ...writeBriefMail(sheet, { deskUrl, picture: picture === null ? null : `cid:${contentId}` }),
    ...rest,
    attachments:
      picture === null
        ? [pages]
        : [{ name: "chart.png", mediaType: "image/png", content: picture, contentId }, pages],
  };
}
