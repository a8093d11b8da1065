/** A mail as it lies in a folder. */
export interface StoredMail {
  readonly uid: number;
  readonly raw: Buffer;
  readonly flags: Set<string>;
  readonly at: Date;
}

export interface MailFolder {
  readonly name: string;
  readonly use: string | null;
  validity: number;
  nextUid: number;
  mails: StoredMail[];
}

/** One mailbox, and what left it. */
export interface MailStore {
  readonly folders: Map<string, MailFolder>;
  /** Told whenever something changes. */
  readonly watchers: Set<() => void>;
  /** What was delivered to others, by recipient. */
  readonly outside: { readonly to: string; readonly raw: Buffer }[];
}

export function openMailStore(): MailStore {
  const uses: [name: string, use: string | null][] = [
    ["INBOX", null],
    ["Sent", "\\Sent"],
    ["Drafts", "\\Drafts"],
    ["Pengaduan", null],
  ];
  return {
    folders: new Map(
      uses.map(([name, use], index) => [name, { name, use, validity: 1_000 + index, nextUid: 1, mails: [] }]),
    ),
    watchers: new Set(),
    outside: [],
  };
}

/** Lays a mail down in a folder. @throws RangeError for a folder that is not there */
export function putMail(
  { folders, watchers }: MailStore,
  name: string,
  raw: Buffer,
  at: Date,
  flags: readonly string[] = [],
): StoredMail {
  const folder = folders.get(name);
  if (!folder) throw new RangeError(`no folder ${name}`);
  const mail = { uid: folder.nextUid, raw, flags: new Set(flags), at };
  folder.nextUid += 1;
  folder.mails.push(mail);
  for (const tell of watchers) tell();
  return mail;
}

/** The server was rebuilt: all mails have other numbers, and a folder says so by its UIDVALIDITY. */
export function renumber({ folders }: MailStore, name: string): void {
  const folder = folders.get(name);
  if (!folder) throw new RangeError(`no folder ${name}`);
  folder.validity += 77;
  folder.mails = folder.mails.toReversed().map((mail, index) => ({ ...mail, uid: index + 1 }));
  folder.nextUid = folder.mails.length + 1;
}

/** All values of a header of a mail, unfolded. */
export function headersOf({ raw }: StoredMail, name: string): string[] {
  const head = headOf(raw)
    .toString("utf8")
    .replace(/\r?\n[ \t]+/g, " ");
  const start = `${name.toLowerCase()}:`;
  return head
    .split(/\r?\n/)
    .filter((line) => line.toLowerCase().startsWith(start))
    .map((line) => line.slice(start.length).trim());
}

/** The header with the empty line behind it. */
export function headOf(raw: Buffer): Buffer {
  const end = raw.indexOf("\r\n\r\n");
  return end === -1 ? raw : raw.subarray(0, end + 4);
}
