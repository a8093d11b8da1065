import type { Connector } from "#connectors/ports/connector.ts";
import { emailInbox } from "./email-inbox.ts";
import { emailPublish, verifySending } from "./email-publish.ts";
import { inMailbox } from "./imap-session.ts";
import { mailAccount } from "./mail-account.ts";
import { emailManifest } from "./manifest.ts";

const firstTokenMs = 10 * 60_000;

/** The office's mailbox: IMAP in, SMTP out. */
export const emailConnector: Connector = {
  manifest: emailManifest,
  open(access) {
    const account = mailAccount(access);
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
      inbox: emailInbox(account),
      publish: emailPublish(account),
    };
  },
};
