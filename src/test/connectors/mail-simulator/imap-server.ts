import { createServer, type Server, type Socket } from "node:net";
import type { Trouble } from "../rehearsal.ts";
import { searchMails } from "./imap-search.ts";
import { type ImapToken, inSet, readTokens } from "./imap-tokens.ts";
import { headOf, type MailFolder, type MailStore, putMail, type StoredMail } from "./mail-store.ts";

export interface MailDoor {
  readonly store: MailStore;
  readonly user: string;
  readonly password: string;
  /** Which access token is believed, besides the password. */
  readonly token: string;
  /** What goes wrong with the next mail that is read or handed over. */
  readonly troubles: Trouble[];
  /** Every command, without what is secret. */
  readonly commands: string[];
  readonly now: () => Date;
}

const capabilities = "IMAP4rev1 SASL-IR IDLE UIDPLUS SPECIAL-USE AUTH=XOAUTH2";
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A small IMAP server (RFC 3501 with IDLE, UIDPLUS and SPECIAL-USE) over one mailbox in memory. */
export const imapServer = (door: MailDoor): Server => createServer((socket) => serve(socket, door));

function serve(socket: Socket, door: MailDoor): void {
  const { store } = door;
  let waiting = Buffer.alloc(0);
  let line = "";
  let literals: string[] = [];
  let missing = -1;
  let isIn = false;
  let open: MailFolder | null = null;
  let shown = 0;
  let idleTag: string | null = null;

  const say = (text: string): void => {
    if (socket.writable) socket.write(Buffer.from(`${text}\r\n`, "latin1"));
  };
  const tell = (): void => {
    if (idleTag === null || open === null || open.mails.length === shown) return;
    shown = open.mails.length;
    say(`* ${shown} EXISTS`);
  };
  store.watchers.add(tell);
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("close", () => store.watchers.delete(tell));
  say(`* OK [CAPABILITY ${capabilities}] ready`);

  socket.on("data", (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      if (missing >= 0) {
        if (waiting.length < missing) return;
        literals.push(waiting.subarray(0, missing).toString("latin1"));
        waiting = waiting.subarray(missing);
        missing = -1;
      }
      const end = waiting.indexOf("\r\n");
      if (end === -1) return;
      const piece = waiting.subarray(0, end).toString("latin1");
      line += piece;
      waiting = waiting.subarray(end + 2);
      const [, length] = /\{(\d+)\+?\}$/.exec(piece) ?? [];
      if (length !== undefined) {
        missing = Number(length);
        if (!piece.endsWith("+}")) say("+ go on");
        continue;
      }
      const [whole, texts] = [line, literals];
      [line, literals] = ["", []];
      answer(whole, texts);
    }
  });

  function answer(whole: string, texts: readonly string[]): void {
    if (idleTag !== null) {
      if (whole.toUpperCase() === "DONE") {
        say(`${idleTag} OK done`);
        idleTag = null;
      }
      return;
    }
    const [tag = "*", verb = "", ...args] = readTokens(whole, texts);
    if (typeof tag !== "string" || typeof verb !== "string") {
      say("* BAD not a command");
      return;
    }
    const isUid = verb.toUpperCase() === "UID";
    const [name, rest] = isUid
      ? [`UID ${String(args[0]).toUpperCase()}`, args.slice(1)]
      : [verb.toUpperCase(), args];
    door.commands.push(name);
    try {
      const last = run(tag, name, rest);
      if (last !== "") say(last);
    } catch (error) {
      say(`${tag} BAD ${error instanceof Error ? error.message : "failed"}`);
    }
  }

  function run(tag: string, name: string, args: readonly ImapToken[]): string {
    const text = (index: number): string => String(args[index] ?? "");
    switch (name) {
      case "CAPABILITY":
        say(`* CAPABILITY ${capabilities}`);
        return `${tag} OK`;
      case "NOOP":
      case "CLOSE":
      case "UNSELECT":
        return `${tag} OK`;
      case "LOGOUT":
        say("* BYE");
        socket.end(`${tag} OK\r\n`);
        return "";
      case "LOGIN":
        isIn = text(0) === door.user && text(1) === door.password;
        return isIn ? `${tag} OK` : `${tag} NO [AUTHENTICATIONFAILED] wrong`;
      case "AUTHENTICATE":
        isIn = Buffer.from(text(1), "base64").toString().includes(`auth=Bearer ${door.token}\u0001`);
        return isIn ? `${tag} OK` : `${tag} NO [AUTHENTICATIONFAILED] wrong token`;
      default:
        if (!isIn) return `${tag} NO not signed in`;
        return runInside(tag, name, args, text);
    }
  }

  function runInside(
    tag: string,
    name: string,
    args: readonly ImapToken[],
    text: (index: number) => string,
  ): string {
    switch (name) {
      case "LIST":
      case "LSUB":
        // An empty pattern asks for the root and its separator (RFC 3501 §6.3.8).
        if (text(1) === "") say(`* ${name} (\\Noselect) "/" ""`);
        for (const { name: folder, use } of store.folders.values())
          if (["*", "%", folder].includes(text(1)))
            say(`* ${name} (\\HasNoChildren${use === null ? "" : ` ${use}`}) "/" "${folder}"`);
        return `${tag} OK`;
      case "CREATE":
        store.folders.set(text(0), { name: text(0), use: null, validity: 5_000, nextUid: 1, mails: [] });
        return `${tag} OK`;
      case "SELECT":
      case "EXAMINE":
        return select(tag, text(0), name === "EXAMINE");
      case "APPEND":
        return append(tag, args);
      case "IDLE":
        idleTag = tag;
        say("+ idling");
        tell();
        return "";
      case "UID SEARCH": {
        const found = open ? searchMails(open, args) : [];
        say(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join("")}`);
        return `${tag} OK`;
      }
      case "UID FETCH":
        return fetchMails(tag, text(0), [args[1] ?? ""].flat().map(String));
      case "UID STORE":
        for (const mail of named(text(0)))
          for (const flag of [args[2] ?? []].flat()) mail.flags.add(String(flag));
        return `${tag} OK`;
      case "UID EXPUNGE":
        if (open)
          open.mails = open.mails.filter(
            ({ uid, flags }) => !(flags.has("\\Deleted") && inSet(text(0), uid, uid)),
          );
        return `${tag} OK`;
      default:
        return `${tag} BAD unknown`;
    }
  }

  function named(set: string): StoredMail[] {
    const mails = open?.mails ?? [];
    return mails.filter(({ uid }) => inSet(set, uid, mails.at(-1)?.uid ?? 0));
  }

  function select(tag: string, name: string, isReading: boolean): string {
    open = store.folders.get(name) ?? null;
    if (open === null) return `${tag} NO [NONEXISTENT] no such folder`;
    shown = open.mails.length;
    say("* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)");
    say("* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)] flags");
    say(`* ${shown} EXISTS`);
    say("* 0 RECENT");
    say(`* OK [UIDVALIDITY ${open.validity}] valid`);
    say(`* OK [UIDNEXT ${open.nextUid}] next`);
    return `${tag} OK [${isReading ? "READ-ONLY" : "READ-WRITE"}] open`;
  }

  function append(tag: string, args: readonly ImapToken[]): string {
    const folder = store.folders.get(String(args[0]));
    if (!folder) return `${tag} NO [TRYCREATE] no such folder`;
    const raw = Buffer.from(String(args.at(-1)), "latin1");
    const flags = args.slice(1, -1).flatMap((part) => (Array.isArray(part) ? part.map(String) : []));
    const { uid } = putMail(store, folder.name, raw, door.now(), flags);
    return `${tag} OK [APPENDUID ${folder.validity} ${uid}] kept`;
  }

  function fetchMails(tag: string, set: string, items: readonly string[]): string {
    const trouble = items.some((item) => item.startsWith("BODY")) ? door.troubles.shift() : undefined;
    if (trouble) {
      // Whatever sits in between answers with a page, or with nothing.
      if (trouble.kind === "html") say("HTTP/1.1 502 Bad Gateway\r\n\r\n<html><body>Gangguan</body></html>");
      socket.end();
      return "";
    }
    for (const mail of named(set)) {
      const parts = items.map((item) => part(mail, item.toUpperCase()));
      const number = (open?.mails.indexOf(mail) ?? 0) + 1;
      say(`* ${number} FETCH (UID ${mail.uid} ${parts.filter((one) => one !== "").join(" ")})`);
    }
    return `${tag} OK`;
  }
}

function part(mail: StoredMail, item: string): string {
  if (item === "FLAGS") return `FLAGS (${[...mail.flags].join(" ")})`;
  if (item === "RFC822.SIZE") return `RFC822.SIZE ${mail.raw.length}`;
  if (item === "INTERNALDATE") return `INTERNALDATE "${internalDate(mail.at)}"`;
  const [, section = "", from, length] = /^BODY(?:\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/.exec(item) ?? [];
  if (!item.startsWith("BODY")) return "";
  const whole = section === "HEADER" ? headOf(mail.raw) : mail.raw;
  const bytes = from === undefined ? whole : whole.subarray(Number(from), Number(from) + Number(length));
  const place = from === undefined ? "" : `<${from}>`;
  return `BODY[${section}]${place} {${bytes.length}}\r\n${bytes.toString("latin1")}`;
}

const two = (number: number): string => String(number).padStart(2, "0");

const internalDate = (at: Date): string =>
  `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
