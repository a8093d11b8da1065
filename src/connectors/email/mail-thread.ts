import type { FoundMail, MailSession } from "./imap-session.ts";
import { bareSubject, saysItAnswers } from "./message-ids.ts";
import type { MailPerson, ReadMail } from "./read-mail.ts";

/** So far a chain of mails that name only the one before is followed. */
const deepest = 6;
/** An answer that names no mail is looked for among those of so many days before. */
const subjectDays = 30;
const mostCandidates = 10;
const dayMs = 24 * 60 * 60 * 1_000;

/** The mail that a mail answers, and the first of its conversation. */
export interface MailThread {
  readonly rootId: string;
  readonly parentId: string | null;
}

/**
 * Where a mail belongs: by its references, by the mail that it answers, and where a program names neither, by its subject
 * and only among mails with the same correspondent. A report of a mail that did not arrive belongs to that mail.
 */
export async function findThread(session: MailSession, mail: ReadMail): Promise<MailThread> {
  if (mail.report?.id) {
    const { id, references } = mail.report;
    return { rootId: references[0] ?? (await rootFrom(session, id, deepest)), parentId: id };
  }
  const parentId = mail.inReplyTo ?? mail.references.at(-1) ?? null;
  const [first] = mail.references;
  if (first !== undefined) return { rootId: first, parentId };
  if (parentId !== null) return { rootId: await rootFrom(session, parentId, deepest), parentId };
  const answered = saysItAnswers(mail.subject) ? await findBySubject(session, mail) : null;
  if (answered === null) return { rootId: mail.id, parentId: null };
  const { rootId } = rootOf(answered.mail) ?? { rootId: answered.mail.id };
  return { rootId, parentId: answered.mail.id };
}

const rootOf = (mail: ReadMail): { rootId: string } | null => {
  const rootId = mail.references[0] ?? mail.inReplyTo;
  return rootId ? { rootId } : null;
};

/** The first mail behind one that is only known by its id. */
async function rootFrom(session: MailSession, id: string, steps: number): Promise<string> {
  const found = steps > 0 ? await session.find(id, session.everywhere) : null;
  if (found === null) return id;
  const [first] = found.mail.references;
  if (first !== undefined) return first;
  const { inReplyTo } = found.mail;
  return inReplyTo === null || inReplyTo === id ? id : rootFrom(session, inReplyTo, steps - 1);
}

async function findBySubject(session: MailSession, mail: ReadMail): Promise<FoundMail | null> {
  const subject = bareSubject(mail.subject);
  if (subject.length < 3) return null;
  const { settings, access } = session.account;
  const isFromUs = mail.from.address === settings.address;
  const others = isFromUs ? mail.to : [mail.from];
  const until = mail.date ?? access.now();
  const since = new Date(until.getTime() - subjectDays * dayMs);
  let nearest: FoundMail | null = null;
  for (const folder of session.everywhere) {
    await session.look(folder);
    for (const { address } of others.slice(0, 3)) {
      const query = { subject, since, or: [{ from: address }, { to: address }] };
      const uids = (await session.client.search(query, { uid: true })) || [];
      for (const uid of uids.slice(-mostCandidates)) {
        const found = await session.readHeader(folder, uid);
        if (found && isEarlier(found.mail, mail) && isWith(found.mail, address)) {
          if (bareSubject(found.mail.subject) !== subject) continue;
          if (nearest === null || isEarlier(nearest.mail, found.mail)) nearest = found;
        }
      }
    }
  }
  return nearest;
}

const isEarlier = (one: ReadMail, other: ReadMail): boolean =>
  one.id !== other.id && one.date !== null && (other.date === null || one.date < other.date);

const isWith = (mail: ReadMail, address: string): boolean => {
  const has = (people: readonly MailPerson[]): boolean => people.some((one) => one.address === address);
  return mail.from.address === address || has(mail.to);
};
