import { createTransport } from "nodemailer";
import { checkMessage, type MailAddress, type MailMessage } from "./mail-message.ts";

/** A message ready for the wire. */
export interface ComposedMessage {
  readonly raw: Buffer;
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

// Nothing in a message may make the composer read a file or fetch an address.
const composer = createTransport({
  streamTransport: true,
  buffer: true,
  newline: "windows",
  disableFileAccess: true,
  disableUrlAccess: true,
});

/**
 * Builds the MIME message: plain text first, HTML as its alternative, attachments after.
 * @throws MailError `invalid_message`
 */
export async function composeMessage(
  from: MailAddress,
  message: MailMessage,
  now: Date,
): Promise<ComposedMessage> {
  checkMessage(message);
  const { to, cc, bcc, replyTo, subject, text, html, attachments, messageId } = message;
  const isAnswer = message.headers?.["In-Reply-To"] !== undefined;
  const automatic =
    message.isAutomatic === true ? { "Auto-Submitted": isAnswer ? "auto-replied" : "auto-generated" } : {};
  const { message: raw, messageId: id } = await composer.sendMail({
    from: mailbox(from),
    to: to.map(mailbox),
    ...(cc === undefined ? {} : { cc: cc.map(mailbox) }),
    ...(replyTo === undefined ? {} : { replyTo: mailbox(replyTo) }),
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    ...(attachments === undefined
      ? {}
      : {
          attachments: attachments.map(({ name, mediaType, content, contentId, description }) => ({
            filename: name,
            contentType: mediaType,
            content: Buffer.from(content),
            ...(contentId === undefined ? {} : { cid: contentId }),
            ...(description === undefined ? {} : { headers: { "Content-Description": description } }),
          })),
        }),
    ...(messageId === undefined ? {} : { messageId }),
    date: now,
    headers: { ...message.headers, ...automatic, "Content-Language": message.language },
  });
  if (!Buffer.isBuffer(raw)) throw new Error("the composer returned a stream");
  // Blind copies travel in the envelope only: the composer would write them into the headers.
  const recipients = [...to, ...(cc ?? []), ...(bcc ?? [])].map(({ address }) => address);
  return { raw, messageId: id, envelope: { from: from.address, to: [...new Set(recipients)] } };
}

function mailbox({ name, address }: MailAddress): { name: string; address: string } {
  return { name: name ?? "", address };
}
