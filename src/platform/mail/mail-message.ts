import { MailError } from "./mail-error.ts";

export interface MailAddress {
  readonly address: string;
  readonly name?: string;
}

export interface MailAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Under which the HTML shows it (`cid:`, RFC 2392), instead of among what hangs on the mail. */
  readonly contentId?: string;
  /** What it shows, for people who do not see it (`Content-Description`, RFC 2045 §8). */
  readonly description?: string;
}

/** A mail as a caller writes it, already in the reader's language. */
export interface MailMessage {
  readonly to: readonly MailAddress[];
  readonly cc?: readonly MailAddress[];
  readonly bcc?: readonly MailAddress[];
  readonly replyTo?: MailAddress;
  readonly subject: string;
  /** The mail itself. It must say everything by itself. */
  readonly text: string;
  /** The same in HTML, for programs that prefer it. */
  readonly html?: string;
  readonly language: "id" | "en";
  readonly attachments?: readonly MailAttachment[];
  /** Further headers, such as `List-Unsubscribe`. Those that are set from the other fields are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Marks mail that no person wrote, so that absence notices do not answer it (RFC 3834). */
  readonly isAutomatic?: boolean;
  /** `<id@host>`, for a send that is tried again: the same id lets mail servers drop the second copy. */
  readonly messageId?: string;
}

const SET_ELSEWHERE = new Set([
  "from",
  "sender",
  "to",
  "cc",
  "bcc",
  "reply-to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "content-disposition",
  "content-language",
  "auto-submitted",
  "return-path",
  "received",
  "dkim-signature",
]);

/** One mailbox, strictly: no comments, quotes, lists or source routes, which exist to confuse (RFC 5321 §4.1.2). */
const MAILBOX = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@(?=.{1,255}$)[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+$/u;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;
const MESSAGE_ID = /^<[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,100}>$/;
const MEDIA_TYPE = /^[a-z]+\/[A-Za-z0-9.+-]+$/;

/** Whether this is one mail address and nothing else. */
export function isMailAddress(text: string): boolean {
  return MAILBOX.test(text);
}

/**
 * Checks everything that ends up in a header. What a person typed must never become a header of its own.
 * @throws MailError `invalid_message`
 */
export function checkMessage(message: MailMessage): void {
  const { to, cc = [], bcc = [], replyTo, headers = {}, attachments = [] } = message;
  if (to.length === 0) refuse("nobody to send to");
  for (const recipient of [...to, ...cc, ...bcc, ...(replyTo === undefined ? [] : [replyTo])])
    checkAddress(recipient);
  checkLine("subject", message.subject);
  if (message.text.trim() === "") refuse("no text");
  if (message.messageId !== undefined && !MESSAGE_ID.test(message.messageId)) refuse("not a message id");
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || SET_ELSEWHERE.has(name.toLowerCase()))
      refuse(`header ${JSON.stringify(name)}`);
    checkLine(name, value);
  }
  for (const { name, mediaType, contentId, description = "" } of attachments) {
    checkLine("attachment name", name);
    checkLine("attachment description", description);
    if (contentId !== undefined && !/^[A-Za-z0-9._-]{1,60}@[A-Za-z0-9.-]{1,60}$/.test(contentId))
      refuse(`content id ${JSON.stringify(contentId)}`);
    if (!MEDIA_TYPE.test(mediaType)) refuse(`attachment type ${JSON.stringify(mediaType)}`);
  }
}

/** Checks one address and the name beside it. @throws MailError `invalid_message` */
export function checkAddress({ address, name }: MailAddress): void {
  if (!isMailAddress(address)) refuse(`not a mail address: ${JSON.stringify(address)}`);
  if (name !== undefined) checkLine("name", name);
}

function checkLine(what: string, value: string): void {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) refuse(`${what} has a line break or control character`);
}

function refuse(message: string): never {
  throw new MailError("invalid_message", message);
}
