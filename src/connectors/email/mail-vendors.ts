import type { EmailSettings } from "./mail-settings.ts";

/** A house of mailboxes that is entered by consent: where it asks people, and where its servers are. */
export interface MailVendor {
  /** `{tenant}` stands for the office's directory there. */
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Where access is given back (RFC 7009); null where the vendor has no such place. */
  readonly revokeUrl: string | null;
  readonly scopes: readonly string[];
  /** What it has to be asked besides, so that access lasts. */
  readonly asked: Readonly<Record<string, string>>;
  readonly servers: Pick<
    EmailSettings,
    "imapHost" | "imapPort" | "imapSecurity" | "smtpHost" | "smtpPort" | "smtpSecurity"
  >;
}

/** By the key of the way that leads there. */
export type MailVendors = Readonly<Record<string, MailVendor>>;

/**
 * https://developers.google.com/identity/protocols/oauth2/web-server and
 * https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
 */
export const mailVendors: MailVendors = {
  google: {
    authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
    tokenUrl: "https://oauth2.googleapis.com/token",
    revokeUrl: "https://oauth2.googleapis.com/revoke",
    scopes: ["https://mail.google.com/"],
    // Without `consent` a person who agreed before brings no refresh token back.
    asked: { access_type: "offline", prompt: "consent" },
    servers: {
      imapHost: "imap.gmail.com",
      imapPort: 993,
      imapSecurity: "tls",
      smtpHost: "smtp.gmail.com",
      smtpPort: 465,
      smtpSecurity: "tls",
    },
  },
  microsoft: {
    authorizeUrl: "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
    tokenUrl: "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
    revokeUrl: null,
    scopes: [
      "https://outlook.office.com/IMAP.AccessAsUser.All",
      "https://outlook.office.com/SMTP.Send",
      "offline_access",
    ],
    // Whoever is signed in as themselves chooses the office's mailbox.
    asked: { prompt: "select_account" },
    servers: {
      imapHost: "outlook.office365.com",
      imapPort: 993,
      imapSecurity: "tls",
      smtpHost: "smtp.office365.com",
      smtpPort: 587,
      smtpSecurity: "starttls",
    },
  },
};
