import PostalMime, { type Address, type Email } from "postal-mime";
import { plainText, tidyLine, tidyLines } from "#connectors/page/plain-text.ts";
import type { AutomaticKind } from "#connectors/ports/inbox-port.ts";
import type { NetworkMedia } from "#connectors/ports/network-post.ts";
import { automaticKind } from "./automatic-mail.ts";
import { type DeliveryReport, readDeliveryReport } from "./delivery-report.ts";
import { foldQuotes } from "./fold-quotes.ts";
import { splitHtmlQuote } from "./html-quotes.ts";
import { attachmentAt, describeAttachments } from "./mail-media.ts";
import { idOfHeader, readIds } from "./message-ids.ts";

export interface MailPerson {
  readonly address: string;
  readonly name: string;
}

/** A mail as the desk understands it: plain text, ids, and who wrote it. */
export interface ReadMail {
  readonly id: string;
  /** From the whole header: another mail that takes the same id has another one here. */
  readonly headerId: string;
  readonly subject: string;
  readonly from: MailPerson;
  readonly replyTo: readonly MailPerson[];
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** As the sender says; null where it says nothing that is a date. */
  readonly date: Date | null;
  readonly language: string | null;
  readonly text: string;
  readonly folded: string;
  readonly media: readonly NetworkMedia[];
  readonly automatic: AutomaticKind | null;
  readonly report: DeliveryReport | null;
}

const limits = {
  forceRfc822Attachments: true,
  maxNestingDepth: 50,
  maxHeadersSize: 1024 * 1024,
  maxRfc822NestingDepth: 3,
} as const;
const mostTextLength = 200_000;
const mostHeaderBytes = 256 * 1024;

/** Reads a mail from its bytes, or from its first bytes. Whatever these are, something is read: no mail is lost. */
export async function readMail(source: Uint8Array): Promise<ReadMail> {
  const header = headerOf(source);
  try {
    return await readParsed(await PostalMime.parse(source, limits), header);
  } catch {
    // Nested or swollen to break whoever reads it: what stands at its head, and its bytes as they are.
    const bare = new TextDecoder("latin1").decode(
      source.subarray(header.byteLength, header.byteLength + 20_000),
    );
    const email = await PostalMime.parse(withoutContentType(header), limits).catch(() => null);
    const read = await readParsed(email ?? { headers: [], headerLines: [], attachments: [] }, header);
    return { ...read, text: tidyLines(bare), folded: "" };
  }
}

/** The bytes of one attachment of a whole mail, by its address; null where there is none, or where the mail cannot be read. */
export async function readAttachment(source: Uint8Array, address: string): Promise<Uint8Array | null> {
  const email = await PostalMime.parse(source, limits).catch(() => null);
  return email && attachmentAt(address, email.attachments);
}

async function readParsed(email: Email, rawHeader: Uint8Array): Promise<ReadMail> {
  const header = (name: string): string[] =>
    email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const headerId = idOfHeader(rawHeader);
  const id = readIds(email.messageId ?? header("message-id")[0] ?? "")[0] ?? headerId;
  const [from = nobody] = peopleOf(email.from ? [email.from] : email.sender ? [email.sender] : []);
  const subject = tidyLine(email.subject ?? "", 500);
  const automatic = automaticKind({ header, subject, address: from.address });
  const report = automatic === "bounce" ? readDeliveryReport(email.attachments) : null;
  const date = new Date(email.date ?? "");
  const language = /^\s*([a-z]{2,3})\b/i.exec(header("content-language")[0] ?? "")?.[1]?.toLowerCase();
  return {
    id,
    headerId,
    subject,
    from,
    replyTo: peopleOf(email.replyTo ?? []),
    to: peopleOf(email.to ?? []),
    cc: peopleOf(email.cc ?? []),
    inReplyTo: readIds(email.inReplyTo ?? "")[0] ?? null,
    references: readIds(email.references ?? ""),
    date: Number.isNaN(date.getTime()) ? null : date,
    language: language ?? null,
    ...wordsOf(email),
    media: await describeAttachments(id, email.attachments),
    automatic,
    report,
  };
}

function wordsOf({ text = "", html = "" }: Email): { text: string; folded: string } {
  const plain = tidyLines(text.slice(0, mostTextLength));
  if (plain !== "" || html === "") return asPost(foldQuotes(plain));
  const [written, quoted] = splitHtmlQuote(html.slice(0, 5 * mostTextLength)).map((part) =>
    plainText(part).slice(0, mostTextLength),
  );
  const { own, folded } = foldQuotes(written ?? "");
  if (own === "") return asPost(foldQuotes(plainText(html).slice(0, mostTextLength)));
  return {
    text: own,
    folded: [folded, quoted].filter((part) => part !== undefined && part !== "").join("\n\n"),
  };
}

const asPost = ({ own, folded }: { own: string; folded: string }) => ({ text: own, folded });

const nobody: MailPerson = { address: "nobody@gaung.invalid", name: "" };

/** The people of an address header, groups opened (RFC 5322 §3.4). */
function peopleOf(addresses: readonly Address[]): MailPerson[] {
  return addresses
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .slice(0, 100)
    .flatMap(({ name, address }) => {
      const known = tidyLine(address, 254).toLowerCase();
      return known === "" ? [] : [{ address: known, name: tidyLine(name, 200) }];
    });
}

/** All up to the first empty line. */
function headerOf(source: Uint8Array): Uint8Array {
  const bytes = Buffer.from(source.buffer, source.byteOffset, Math.min(source.byteLength, mostHeaderBytes));
  const ends = [bytes.indexOf("\r\n\r\n"), bytes.indexOf("\n\n")].filter((at) => at >= 0);
  return bytes.subarray(0, ends.length > 0 ? Math.min(...ends) : bytes.byteLength);
}

/** The header of a mail whose parts cannot be read, so that its sender and subject still can. */
function withoutContentType(header: Uint8Array): Uint8Array {
  const lines = Buffer.from(header)
    .toString("latin1")
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/);
  const known =
    /^(from|sender|reply-to|to|cc|subject|date|message-id|in-reply-to|references|auto-submitted|precedence|list-id|return-path):/i;
  const kept = lines.filter((line) => known.test(line)).map((line) => line.slice(0, 4_000));
  return Buffer.from(`${kept.slice(0, 60).join("\r\n")}\r\n\r\n`, "latin1");
}
