import { createPrivateKey } from "node:crypto";
import { buffer } from "node:stream/consumers";
import DKIM from "nodemailer/lib/dkim";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { LookUp, PublishPort, Sent } from "#connectors/ports/publish-port.ts";
import { type ComposedMessage, composeMessage } from "#platform/mail/compose-message.ts";
import { deliverMessage, type SmtpSettings, verifySession } from "#platform/mail/smtp-session.ts";
import { inMailbox, type MailSession } from "./imap-session.ts";
import type { MailAccount } from "./mail-account.ts";
import { failureOfSmtp } from "./mail-failure.ts";
import { idOfMark } from "./message-ids.ts";
import { checkStatement, planMail } from "./plan-mail.ts";

const smtpMs = 60_000;

/**
 * Sends mails. Before a mail is handed over its draft is laid down in the mailbox, afterwards its copy among the sent mail,
 * both under the id that comes from the mark. So the mailbox itself knows: a copy there, it was sent; nothing, it was never
 * begun; a draft alone, it was begun, and nobody can tell what became of it.
 */
export function emailPublish(account: MailAccount): PublishPort {
  const { settings } = account;
  return {
    async send(statement, mark) {
      checkStatement(statement);
      const id = idOfMark(mark, settings.address);
      return inMailbox(account, async (session) => {
        const former = await findSent(session, id);
        if (former) return former;
        const message = await planMail(session, statement, mark);
        const composed = await compose(account, message);
        const drafts = await draftsOf(session);
        await dropDraft(session, drafts, id);
        await session.client.append(drafts, composed.raw, ["\\Draft", "\\Seen"]);
        try {
          await handOver(account, composed);
        } catch (error) {
          const failure = failureOfSmtp(error, account);
          if (failure.failure.kind !== "unknown") await quietly(() => dropDraft(session, drafts, id));
          throw failure;
        }
        // It is sent. Whatever goes wrong with the copies now must not say otherwise.
        await quietly(() => keepCopy(session, composed.raw));
        await quietly(() => dropDraft(session, drafts, id));
        return { externalId: id, url: null };
      });
    },

    lookUp: (_statement, mark) =>
      inMailbox(account, async (session): Promise<LookUp> => {
        const id = idOfMark(mark, settings.address);
        const sent = await findSent(session, id);
        const { drafts } = session.folders;
        const draft = drafts === null ? null : await session.find(id, [drafts]);
        if (sent) {
          if (drafts !== null && draft) await quietly(() => dropDraft(session, drafts, id));
          return { found: sent };
        }
        return { found: draft ? "cannot_tell" : null };
      }),
  };
}

/** Proves that mail could be sent. @throws ConnectorError */
export async function verifySending(account: MailAccount): Promise<void> {
  try {
    await verifySession(await smtpSettings(account), smtpMs);
  } catch (error) {
    throw failureOfSmtp(error, account);
  }
}

/** A copy among the sent mail, or one that came in: both prove that it left. */
async function findSent(session: MailSession, id: string): Promise<Sent | null> {
  const found = await session.find(id, session.everywhere);
  return found && !found.isDraft ? { externalId: id, url: null } : null;
}

async function compose(
  account: MailAccount,
  message: Parameters<typeof composeMessage>[1],
): Promise<ComposedMessage> {
  const { settings, access } = account;
  try {
    const from = { address: settings.address, ...(settings.name !== "" && { name: settings.name }) };
    return await sign(account, await composeMessage(from, message, access.now()));
  } catch (error) {
    throw failureOfSmtp(error, account);
  }
}

/** DKIM (RFC 6376), where the office's server does not sign by itself. */
async function sign({ settings, dkimKey }: MailAccount, composed: ComposedMessage): Promise<ComposedMessage> {
  const { dkimDomain = "", dkimSelector = "" } = settings;
  if (dkimDomain === "" || dkimSelector === "" || dkimKey === null || dkimKey.trim() === "") return composed;
  try {
    const privateKey = pem(dkimKey);
    // The signer passes over a key that it cannot use, and the mail would go out unsigned.
    createPrivateKey(privateKey);
    const signer = new DKIM({ domainName: dkimDomain, keySelector: dkimSelector, privateKey });
    return { ...composed, raw: await buffer(signer.sign(composed.raw)) };
  } catch (error) {
    throw new ConnectorError(
      { kind: "rejected", reason: "settings", said: "DKIM" },
      "the DKIM key cannot be used",
      // Without the cause, which may show the key.
      error instanceof Error ? error.name : undefined,
    );
  }
}

/** A form of one line makes blanks of the line breaks of a PEM key. */
function pem(key: string): string {
  const [, label = "PRIVATE KEY", body = key] =
    /-----BEGIN ([A-Z ]{3,30})-----([\s\S]*?)-----END [A-Z ]{3,30}-----/.exec(key) ?? [];
  const lines = body.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

async function handOver(account: MailAccount, composed: ComposedMessage): Promise<void> {
  await deliverMessage(await smtpSettings(account), smtpMs, composed);
}

async function smtpSettings(account: MailAccount): Promise<SmtpSettings> {
  const { access, settings } = account;
  const { smtpHost: host, smtpPort: port, smtpSecurity: security } = settings;
  const lookup = await access.permit(host, port);
  return { host, port, security, lookup, ...(await account.login()) };
}

async function keepCopy(session: MailSession, raw: Buffer): Promise<void> {
  const { settings } = session.account;
  if (settings.serverKeepsSent) return;
  const folder = session.folders.sent ?? (await session.client.mailboxCreate("Sent")).path;
  await session.client.append(folder, raw, ["\\Seen"]);
}

const draftsOf = async ({ client, folders }: MailSession): Promise<string> =>
  folders.drafts ?? (await client.mailboxCreate("Drafts")).path;

async function dropDraft({ client }: MailSession, drafts: string, id: string): Promise<void> {
  await client.mailboxOpen(drafts);
  const uids = (await client.search({ header: { "message-id": id } }, { uid: true })) || [];
  if (uids.length > 0) await client.messageDelete(uids.join(","), { uid: true });
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // A draft that stays is looked at when somebody asks after this mail.
  }
}
