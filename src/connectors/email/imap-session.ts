import type { ImapFlow } from "imapflow";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { MailAccount } from "./mail-account.ts";
import { failureOfImap } from "./mail-failure.ts";
import { isMadeUp } from "./message-ids.ts";
import { type ReadMail, readMail } from "./read-mail.ts";

/** What a mailbox is asked for at most, so that no mail can fill this process. */
const mostBytes = 10 * 1024 * 1024;
/** Of larger mails so much is read. */
const mostOfLargeBytes = 1024 * 1024;
const answerMs = 60_000;
/** Before a line that only listens is taken for dead; IDLE is renewed well within it. */
const silentMs = 5 * 60_000;

/** Where the office's mails lie. */
export interface Folders {
  /** Read for what comes in: the sent mail first, so that our own mails are known when a copy of one comes in. */
  readonly read: readonly string[];
  readonly sent: string | null;
  readonly drafts: string | null;
}

/** A mail in its place. */
export interface FoundMail {
  readonly folder: string;
  readonly uid: number;
  readonly isDraft: boolean;
  readonly arrivedAt: Date | null;
  readonly mail: ReadMail;
}

/** A mail as it lies there, or its beginning. */
interface MailSource {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
  readonly flags: ReadonlySet<string> | undefined;
  readonly arrivedAt: Date | string | undefined;
}

/** A mailbox while it is open. Reading changes nothing in it, not even what counts as read. */
export class MailSession {
  readonly account: MailAccount;
  readonly client: ImapFlow;
  readonly folders: Folders;

  constructor(account: MailAccount, client: ImapFlow, folders: Folders) {
    this.account = account;
    this.client = client;
    this.folders = folders;
  }

  /** Opens a folder to read in it, anew each time: its numbers are those of this moment. */
  async look(folder: string): Promise<{ validity: string; nextUid: number }> {
    const { uidValidity, uidNext } = await this.client.mailboxOpen(folder, { readOnly: true });
    return { validity: String(uidValidity), nextUid: uidNext };
  }

  /** One mail of the folder that is open, from its beginning up to a cap; null when it went meanwhile. */
  async read(uid: number): Promise<FoundMail | null> {
    const read = await this.source(uid);
    return read && this.found(uid, read.flags, read.arrivedAt, await readMail(read.bytes));
  }

  /** The bytes of a mail of the folder that is open, and whether these are all; null when it went meanwhile. */
  async source(uid: number): Promise<MailSource | null> {
    const facts = await this.client.fetchOne(
      String(uid),
      { uid: true, flags: true, internalDate: true, size: true },
      { uid: true },
    );
    if (!facts) return null;
    const isWhole = (facts.size ?? 0) <= mostBytes;
    const maxLength = isWhole ? mostBytes : mostOfLargeBytes;
    const whole = await this.client.fetchOne(String(uid), { source: { start: 0, maxLength } }, { uid: true });
    const bytes = whole ? whole.source : undefined;
    return bytes === undefined ? null : { bytes, isWhole, flags: facts.flags, arrivedAt: facts.internalDate };
  }

  /** Where a mail with this id lies, among `folders`; its header only. */
  async find(id: string, folders: readonly string[]): Promise<FoundMail | null> {
    for (const folder of folders) {
      await this.look(folder);
      // HEADER finds parts of a text (RFC 9051 §6.4.4), so what it finds is read.
      const header = isMadeUp(id)
        ? { not: { header: { "message-id": true } } }
        : { header: { "message-id": id } };
      const uids = (await this.client.search(header, { uid: true })) || [];
      for (const uid of uids.slice(-100)) {
        const found = await this.readHeader(folder, uid);
        if (found?.mail.id === id) return found;
      }
    }
    return null;
  }

  /** The head of a mail in the folder that is open. */
  async readHeader(folder: string, uid: number): Promise<FoundMail | null> {
    const found = await this.client.fetchOne(
      String(uid),
      { uid: true, flags: true, internalDate: true, headers: true },
      { uid: true },
    );
    const { flags, internalDate, headers } = found || {};
    if (headers === undefined) return null;
    return { ...this.found(uid, flags, internalDate, await readMail(headers)), folder };
  }

  private found(
    uid: number,
    flags: ReadonlySet<string> | undefined,
    at: Date | string | undefined,
    mail: ReadMail,
  ): FoundMail {
    const arrivedAt = new Date(at ?? "");
    const open = this.client.mailbox;
    return {
      folder: open ? open.path : "",
      uid,
      isDraft: flags?.has("\\Draft") ?? false,
      arrivedAt: Number.isNaN(arrivedAt.getTime()) ? null : arrivedAt,
      mail,
    };
  }

  /** All folders in which a mail of a conversation may lie. */
  get everywhere(): readonly string[] {
    return this.folders.read;
  }
}

/**
 * Opens the mailbox, works in it, and closes it whatever comes.
 * @throws ConnectorError
 */
export async function inMailbox<Answer>(
  account: MailAccount,
  work: (session: MailSession) => Promise<Answer>,
): Promise<Answer> {
  const session = await openMailbox(account);
  try {
    return await work(session);
  } catch (error) {
    throw failureOfImap(error, account);
  } finally {
    closeMailbox(session);
  }
}

/** Says goodbye, and does not wait for the answer. */
export function closeMailbox({ client }: MailSession): void {
  client.logout().catch(() => client.close());
}

/** @throws ConnectorError */
export async function openMailbox(account: MailAccount, isListening = false): Promise<MailSession> {
  const { access, settings } = account;
  const { imapHost: host, imapPort: port, imapSecurity: security } = settings;
  try {
    access.signal.throwIfAborted();
    const { user, ...secret } = await account.login();
    const lookup = await access.permit(host, port);
    // Loaded with the first mailbox: a desk without one keeps its 7 MB.
    const imap = await import("imapflow");
    const client = new imap.ImapFlow({
      host,
      port,
      secure: security === "tls",
      doSTARTTLS: security === "starttls",
      auth:
        "password" in secret ? { user, pass: secret.password } : { user, accessToken: secret.accessToken },
      // Merged into what the socket is opened with, also without TLS.
      tls: { lookup, minVersion: "TLSv1.2" },
      clientInfo: { name: "Gaung" },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: isListening ? silentMs : answerMs,
      maxIdleTime: silentMs - 60_000,
      maxLiteralSize: mostBytes + 1024 * 1024,
      maxLineLength: 1024 * 1024,
      maxResponseSize: mostBytes + 4 * 1024 * 1024,
    });
    // Every failure also rejects what is being waited for.
    client.on("error", () => {});
    const end = (): void => client.close();
    access.signal.addEventListener("abort", end, { once: true });
    client.once("close", () => access.signal.removeEventListener("abort", end));
    try {
      await client.connect();
      return new MailSession(account, client, await findFolders(client, account));
    } catch (error) {
      client.close();
      throw error;
    }
  } catch (error) {
    throw failureOfImap(error, account);
  }
}

/** @throws ConnectorError `rejected` when a folder of the settings is not there: passing it over would lose mail */
async function findFolders(client: ImapFlow, { settings }: MailAccount): Promise<Folders> {
  const listed = await client.list();
  const withUse = (use: string): string | null =>
    listed.find(({ specialUse }) => specialUse === use)?.path ?? null;
  const named = settings.folders.map((name) => {
    const folder = listed.find(({ path, flags }) => path === name && !flags.has("\\Noselect"));
    if (folder) return folder.path;
    throw new ConnectorError(
      { kind: "rejected", reason: "settings", said: name },
      `no folder is called ${name}`,
    );
  });
  const sent = withUse("\\Sent");
  const inbox = listed.find(({ path }) => path.toUpperCase() === "INBOX")?.path ?? "INBOX";
  return {
    read: [...new Set([...(sent === null ? [] : [sent]), inbox, ...named])],
    sent,
    drafts: withUse("\\Drafts"),
  };
}
