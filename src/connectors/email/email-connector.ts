import type { Connector } from "#connectors/ports/connector.ts";
import { emailInbox } from "./email-inbox.ts";
import { emailPublish, verifySending } from "./email-publish.ts";
import { inMailbox } from "./imap-session.ts";
import { mailAccount } from "./mail-account.ts";
import { mailConsent } from "./mail-consent.ts";
import { type MailVendors, mailVendors } from "./mail-vendors.ts";
import { emailManifest } from "./manifest.ts";

const firstTokenMs = 10 * 60_000;

/** The office's mailbox: IMAP in, SMTP out, at servers of its own or at a vendor that people consent to. */
export const createEmailConnector = (vendors: MailVendors): Connector => ({
  manifest: emailManifest,
  open(access) {
    const account = mailAccount(access, vendors);
    const { address, name } = account.settings;
    return {
      async identify() {
        await inMailbox(account, async () => {});
        await verifySending(account);
        return {
          externalId: address,
          handle: address,
          name: name === "" ? address : name,
          url: null,
          scopes: [],
          // The first token is fetched soon after, and kept from then on.
          expiresAt: account.refresh ? new Date(access.now().getTime() + firstTokenMs) : null,
        };
      },
      ...(account.refresh && { refresh: account.refresh }),
      ...(account.revoke && { revoke: account.revoke }),
      inbox: emailInbox(account),
      publish: emailPublish(account),
    };
  },
  consent: mailConsent(vendors),
});

export const emailConnector = createEmailConnector(mailVendors);
