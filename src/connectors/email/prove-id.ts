import type { FoundMail, MailSession } from "./imap-session.ts";
import { isOfOurForm } from "./message-ids.ts";

/**
 * A mail is known by its id, and anybody can write a mail with the id of another: with one of ours, or with that of a mail
 * that came before. Such a mail is a mail of its own, under an id from its header, and changes nothing of the other.
 * @returns null for the copy of a mail that lies among the sent mail anyway
 */
export async function proveId(session: MailSession, found: FoundMail): Promise<FoundMail | null> {
  const { mail, folder } = found;
  const { sent } = session.folders;
  if (folder === sent || mail.id === mail.headerId) return found;
  const asOwn = { ...found, mail: { ...mail, id: mail.headerId } };
  if (isOfOurForm(mail.id, session.account.settings.address)) {
    const ours = sent === null ? null : await session.find(mail.id, [sent]);
    if (ours === null) return asOwn;
    await session.look(ours.folder);
    const whole = await session.read(ours.uid);
    return whole?.mail.text === mail.text ? null : asOwn;
  }
  await session.look(folder);
  const uids = (await session.client.search({ header: { "message-id": mail.id } }, { uid: true })) || [];
  for (const uid of uids.filter((one) => one < found.uid).slice(0, 20)) {
    const former = await session.readHeader(folder, uid);
    if (former?.mail.id === mail.id && former.mail.from.address !== mail.from.address) return asOwn;
  }
  return found;
}
