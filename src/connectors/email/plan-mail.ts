import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Statement } from "#connectors/ports/publish-port.ts";
import type { MailMessage } from "#platform/mail/mail-message.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import { countText } from "#text/counters/count-text.ts";
import type { FoundMail, MailSession } from "./imap-session.ts";
import type { MailAccount } from "./mail-account.ts";
import { emailOptions } from "./mail-settings.ts";
import { emailManifest } from "./manifest.ts";
import { answerSubject, idOfMark, isMadeUp } from "./message-ids.ts";
import type { MailPerson } from "./read-mail.ts";

const { limits } = emailManifest;
const mostBytesTogether = 20_000_000;
const subjectLength = 120;
/** Of a long thread the first mail and the last are named (RFC 5322 §3.6.4 knows no limit, servers do). */
const mostReferences = 20;

/** @throws ConnectorError `rejected` for what no mail can be */
export function checkStatement({ text, title = "", media }: Statement): void {
  if (text.trim() === "") refuse("empty", "a mail needs words");
  if (countText(text, limits.counter) > limits.mostLength) refuse("too_long", "the text is too long");
  if (title.length > (limits.mostTitleLength ?? 0)) refuse("too_long", "the subject is too long");
  if (media.length > limits.mostMedia) refuse("media_count", "too many files");
  const bytes = media.reduce((sum, one) => sum + one.bytes.byteLength, 0);
  for (const { mediaType, name } of media)
    if (!limits.media.some(({ mediaTypes }) => mediaTypes.includes(mediaType)))
      refuse("media_kind", `${name} is ${mediaType}`);
  if (bytes > mostBytesTogether) refuse("media_size", `${bytes} bytes are too many`);
}

/**
 * A statement as a mail: whom it goes to, what it answers, and under which id.
 * @throws ConnectorError `gone` when the mail that is answered is not there and nobody is named, `rejected`
 *   `replies_closed` when a machine wrote it
 */
export async function planMail(
  session: MailSession,
  statement: Statement,
  mark: string,
): Promise<MailMessage> {
  const { account } = session;
  const options = emailOptions.parse(statement.options);
  const { replyTo } = statement;
  const answered = replyTo ? await session.find(replyTo.externalId, session.everywhere) : null;
  if (replyTo && answered === null && options.to.length === 0)
    throw new ConnectorError({ kind: "gone" }, "the mail that is answered is not in the mailbox any more");
  if (answered) refuseMachines(answered, options.isAutomatic);
  const to = recipientsOf(account, answered, options.to, replyTo !== undefined);
  const subject = subjectOf(statement, answered);
  return {
    to,
    ...(options.cc.length > 0 && { cc: options.cc.map((address) => ({ address })) }),
    ...(account.settings.copyToSelf && { bcc: [{ address: account.settings.address }] }),
    subject,
    text: textOf(statement),
    language: statement.language?.toLowerCase().startsWith("en") === true ? "en" : "id",
    attachments: statement.media.map(({ name, mediaType, bytes, alt }) => ({
      name: oneLine(name),
      mediaType,
      content: bytes,
      ...(alt !== "" && { description: oneLine(alt) }),
    })),
    headers: threadHeaders(statement, answered),
    ...(options.isAutomatic && { isAutomatic: true }),
    messageId: `<${idOfMark(mark, account.settings.address)}>`,
  };
}

/** What a machine wrote is never answered by one, and an absence notice or a bounce by nobody (RFC 3834 §2). */
function refuseMachines({ mail }: FoundMail, isAutomatic: boolean): void {
  const { automatic } = mail;
  if (automatic === "reply" || automatic === "bounce" || (automatic !== null && isAutomatic))
    refuse("replies_closed", `this mail was written by a machine (${automatic})`);
}

function recipientsOf(
  { settings }: MailAccount,
  answered: FoundMail | null,
  named: readonly string[],
  isReply: boolean,
): MailPerson[] {
  if (named.length > 0) return named.map((address) => ({ address, name: "" }));
  if (answered) {
    const { from, replyTo, to } = answered.mail;
    // Whoever adds to a mail of our own speaks to the same people again.
    const people = from.address === settings.address ? to : replyTo.length > 0 ? replyTo : [from];
    const others = people.filter(({ address }) => address !== settings.address);
    if (others.length > 0) return others.map(({ address, name }) => ({ address, name }));
  }
  const { announceTo = "" } = settings;
  if (!isReply && announceTo !== "") return [{ address: announceTo, name: "" }];
  return refuse("settings", "nobody is named to send to");
}

function subjectOf({ title, text }: Statement, answered: FoundMail | null): string {
  if (title !== undefined && title.trim() !== "") return oneLine(title);
  if (answered) return answerSubject(answered.mail.subject);
  const first = oneLine(text.trim().split("\n")[0] ?? "");
  return first.length <= subjectLength ? first : `${first.slice(0, subjectLength - 1).toWellFormed()}…`;
}

const textOf = ({ text, link }: Statement): string =>
  link === undefined || text.includes(link) ? text : `${text}\n\n${link}`;

function threadHeaders({ replyTo }: Statement, answered: FoundMail | null): Record<string, string> {
  const id = replyTo?.externalId;
  if (id === undefined || isMadeUp(id)) return {};
  const former = answered?.mail.references ?? (replyTo?.rootId === undefined ? [] : [replyTo.rootId]);
  const parent = answered?.mail.inReplyTo ?? null;
  const known = former.length > 0 || parent === null ? former : [parent];
  const all = [...new Set([...known, id])];
  const kept = all.length <= mostReferences ? all : [...all.slice(0, 1), ...all.slice(1 - mostReferences)];
  return { "In-Reply-To": `<${id}>`, References: kept.map((one) => `<${one}>`).join(" ") };
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ").trim();

function refuse(reason: RejectionReason, message: string): never {
  throw new ConnectorError({ kind: "rejected", reason }, message);
}
