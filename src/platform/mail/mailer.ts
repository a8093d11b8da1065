import { composeMessage } from "./compose-message.ts";
import { checkAddress, type MailAddress, type MailMessage } from "./mail-message.ts";
import { writePreview } from "./previews.ts";
import { type Delivery, deliverMessage, type SmtpSettings, verifySession } from "./smtp-session.ts";

export type { SmtpSettings } from "./smtp-session.ts";

export interface MailerOptions {
  /** Without it nothing leaves this machine: mails become files in `previewDir`. */
  readonly smtp?: SmtpSettings;
  readonly previewDir: string;
  /** Every mail comes from the office, whoever caused it. */
  readonly from: MailAddress;
  readonly now?: () => Date;
  /** Longest wait for the connection, the greeting and each answer; 30 s by default. */
  readonly timeoutMs?: number;
}

export interface SentMail extends Delivery {
  readonly messageId: string;
  /** Set when the mail was written to the preview folder. */
  readonly previewId?: string;
}

export interface Mailer {
  readonly mode: "smtp" | "preview";
  /** Sends one mail, or writes its preview. @throws MailError */
  send(message: MailMessage): Promise<SentMail>;
  /** Connects and signs in without sending anything; in preview mode there is nothing to verify. @throws MailError */
  verifyConnection(): Promise<void>;
}

/**
 * Builds the one way out for mail.
 * @throws MailError `invalid_message` when `from` is no address
 */
export function createMailer(options: MailerOptions): Mailer {
  const { smtp, previewDir, from, now = () => new Date(), timeoutMs = 30_000 } = options;
  checkAddress(from);
  if (smtp === undefined) {
    return {
      mode: "preview",
      send: async (message) => {
        const at = now();
        const { raw, messageId, envelope } = await composeMessage(from, message, at);
        const previewId = await writePreview(previewDir, message, raw, at);
        return { messageId, accepted: envelope.to, refused: [], previewId };
      },
      verifyConnection: async () => {},
    };
  }
  return {
    mode: "smtp",
    send: async (message) => {
      const composed = await composeMessage(from, message, now());
      return { messageId: composed.messageId, ...(await deliverMessage(smtp, timeoutMs, composed)) };
    },
    verifyConnection: () => verifySession(smtp, timeoutMs),
  };
}
