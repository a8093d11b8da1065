import type { MailSettings } from "#platform/contract/operations-room.ts";
import type { Db } from "#platform/db/database.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { ClearError } from "#shared/clear-error.ts";
import type { MailAddress, MailMessage } from "./mail-message.ts";
import {
  openMailPassword,
  readMailSettings,
  type StoredMailSettings,
  shownSettings,
} from "./mail-settings-store.ts";
import { readMailbox } from "./mailbox.ts";
import { createMailer, type Mailer, type SentMail } from "./mailer.ts";
import type { SmtpSettings } from "./smtp-session.ts";
import { readSmtpUrl } from "./smtp-url.ts";

/** How this desk sends mail: `SMTP_URL` when it is set, else what the screen says, else the preview folder. */
export type DeskMail = {
  previewDir: string;
  /** What the settings page shows. */
  settings(): Promise<MailSettings>;
  /** The way out as it is set now; settings count from the next mail on, in every process. */
  mailer(): Promise<Mailer>;
  /** @throws MailError */
  send(message: MailMessage): Promise<SentMail>;
};

/** @throws ClearError for an `SMTP_URL` or `MAIL_FROM` that cannot be used */
export function createDeskMail(parts: {
  db: Db;
  keys: KeyRing;
  smtpUrl: string | undefined;
  mailFrom: string;
  previewDir: string;
  now: () => Date;
}): DeskMail {
  const { db, keys, smtpUrl, mailFrom, previewDir, now } = parts;
  const fixed = smtpUrl === undefined ? undefined : readSmtpUrl(smtpUrl);
  const defaultFrom = senderOf(mailFrom);

  async function mailer(): Promise<Mailer> {
    if (fixed) return createMailer({ smtp: fixed, previewDir, from: defaultFrom, now });
    const settings = await readMailSettings(db);
    const from = (settings && readMailbox(settings.from)) ?? defaultFrom;
    if (settings === undefined || settings.host === "") return createMailer({ previewDir, from, now });
    return createMailer({ smtp: smtpOf(settings, keys), previewDir, from, now });
  }

  return {
    previewDir,
    mailer,
    async settings() {
      if (!fixed) return shownSettings(await readMailSettings(db), mailFrom);
      return {
        isConfigured: true,
        isFromEnvironment: true,
        host: fixed.host,
        port: fixed.port,
        isSecure: fixed.security !== "none",
        user: fixed.user ?? "",
        hasPassword: fixed.password !== undefined,
        from: mailFrom,
      };
    },
    send: async (message) => (await mailer()).send(message),
  };
}

function senderOf(mailFrom: string): MailAddress {
  const sender = readMailbox(mailFrom);
  if (!sender)
    throw new ClearError(`MAIL_FROM is not a mail address: write it like "Humas Kota <humas@kota.go.id>"`);
  return sender;
}

/** Port 465 speaks TLS from the first byte, every other begins in the open and must change over (RFC 8314 §3.3). */
function smtpOf(settings: StoredMailSettings, keys: KeyRing): SmtpSettings {
  const { host, port, isSecure, user, sealedPassword } = settings;
  return {
    host,
    port,
    security: isSecure ? (port === 465 ? "tls" : "starttls") : "none",
    ...(user === ""
      ? {}
      : { user, password: sealedPassword === null ? "" : openMailPassword(keys, sealedPassword) }),
  };
}
