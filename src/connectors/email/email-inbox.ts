import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { InboxEvent, InboxItem, InboxPage, InboxPort } from "#connectors/ports/inbox-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import { closeMailbox, type FoundMail, inMailbox, type MailSession, openMailbox } from "./imap-session.ts";
import type { MailAccount } from "./mail-account.ts";
import { failureOfImap } from "./mail-failure.ts";
import { type FolderPlace, readPlaces, writePlaces } from "./mail-place.ts";
import { findThread, type MailThread } from "./mail-thread.ts";
import { proveId } from "./prove-id.ts";
import { type ReadMail, readAttachment } from "./read-mail.ts";
import { waitForNews } from "./wait-for-news.ts";

const mostAtOnce = 50;
const mostInThread = 200;
const dayMs = 24 * 60 * 60 * 1_000;
/** Of a mailbox that was never read. */
const firstDays = 7;
/** A sender's clock may be so far from the server's; a date beyond that is no date. */
const mostLateMs = 14 * dayMs;
const mostEarlyMs = 10 * 60_000;

/** A mail that came in, with how far its folder is read behind it. */
interface Arrived {
  readonly found: FoundMail;
  readonly place: FolderPlace;
}

/** Hears what comes into the mailbox, and what is sent from it with other programs. */
export function emailInbox(account: MailAccount): InboxPort {
  return {
    poll: (from) => inMailbox(account, (session) => readOn(session, from)),

    async *stream(from): AsyncIterable<InboxEvent> {
      const session = await openMailbox(account, true);
      let cursor = from;
      try {
        while (!account.access.signal.aborted) {
          const { events, page } = await readEvents(session, cursor);
          for (const event of events) {
            yield event;
            ({ cursor } = event);
          }
          if (page.cursor !== cursor) {
            ({ cursor } = page);
            yield { change: null, cursor };
          }
          if (!page.hasMore) await waitForNews(session, readPlaces(cursor));
        }
      } catch (error) {
        if (account.access.signal.aborted) return;
        throw failureOfImap(error, account);
      } finally {
        closeMailbox(session);
      }
    },

    fetchAttachment: ({ externalId }, { url, bytes: size }, mostBytes) =>
      inMailbox(account, async (session) => {
        const found = await session.find(externalId, session.everywhere);
        const source = found && (await session.source(found.uid));
        if (!source) throw new ConnectorError({ kind: "gone" }, "no mail has this id any more");
        if (!source.isWhole)
          throw new ConnectorError({ kind: "rejected", reason: "media_size" }, "a mail of more than 10 MB");
        const bytes = await readAttachment(source.bytes, url);
        // Another mail under the same id has other files.
        if (bytes === null || (size !== undefined && size !== bytes.byteLength))
          throw new ConnectorError({ kind: "gone" }, "the mail has no such attachment");
        if (bytes.byteLength > mostBytes)
          throw new ConnectorError({ kind: "rejected", reason: "media_size" }, "a large attachment");
        return bytes;
      }),

    thread: ({ externalId, rootId }) =>
      inMailbox(account, async (session) => {
        const found = await session.find(externalId, session.everywhere);
        if (found === null) throw new ConnectorError({ kind: "gone" }, "no mail has this id any more");
        const root = rootId ?? (await findThread(session, found.mail)).rootId;
        return readThread(session, root, found);
      }),
  };
}

async function readOn(session: MailSession, from: string | null): Promise<InboxPage> {
  const { events, page } = await readEvents(session, from);
  return { ...page, changes: events.flatMap(({ change }) => (change ? [change] : [])) };
}

async function readEvents(
  session: MailSession,
  from: string | null,
): Promise<{ events: InboxEvent[]; page: { cursor: string; hasMore: boolean } }> {
  const places = new Map(readPlaces(from));
  const after = new Map<string, FolderPlace>();
  const byFolder: Arrived[][] = [];
  let hasMore = false;
  for (const folder of session.folders.read) {
    const read = await readFolder(session, folder, places.get(folder));
    byFolder.push(read.arrived);
    after.set(folder, read.place);
    hasMore ||= read.hasMore;
  }
  const events: InboxEvent[] = [];
  for (const { found, place } of oldestFirst(byFolder)) {
    places.set(found.folder, place);
    const proven = found.isDraft ? null : await proveId(session, found);
    if (proven === null) continue;
    const item = itemOf(session, proven, await findThread(session, proven.mail));
    events.push({ change: { kind: "item", item }, cursor: writePlaces(places) });
  }
  // Folders that are no longer read take their places along.
  return { events, page: { cursor: writePlaces(after), hasMore } };
}

/** What came into a folder since its place, in the order in which it came. */
async function readFolder(
  session: MailSession,
  folder: string,
  known: FolderPlace | undefined,
): Promise<{ arrived: Arrived[]; place: FolderPlace; hasMore: boolean }> {
  const now = session.account.access.now().getTime();
  const { validity, nextUid } = await session.look(folder);
  const isSame = known?.validity === validity;
  const last = isSame ? known.uid : 0;
  const sinceMs = known === undefined ? now - firstDays * dayMs : known.at - dayMs;
  const search = async (): Promise<number[]> => {
    if (isSame && nextUid > 0 && nextUid <= last + 1) return [];
    // "n:*" always names the last mail, whatever n is.
    const query = isSame ? { uid: `${last + 1}:*` } : { since: new Date(sinceMs) };
    const found = (await session.client.search(query, { uid: true })) || [];
    return found.filter((uid) => uid > last).sort((one, other) => one - other);
  };
  const uids = await search();
  const arrived: Arrived[] = [];
  let at = known?.at ?? sinceMs + dayMs;
  for (const uid of uids.slice(0, mostAtOnce)) {
    const found = await session.read(uid);
    if (found === null) continue;
    // Held to our own clock: a server with a wrong one must not make us pass anything over.
    at = Math.max(at, Math.min(found.arrivedAt?.getTime() ?? 0, now));
    arrived.push({ found, place: { validity, uid, at } });
  }
  const hasMore = uids.length > mostAtOnce;
  const lastRead = uids[Math.min(uids.length, mostAtOnce) - 1] ?? last;
  const uid = hasMore ? lastRead : Math.max(lastRead, nextUid - 1, last);
  return { arrived, place: { validity, uid, at }, hasMore };
}

/** Of several folders what came first, each folder in its own order. */
function* oldestFirst(folders: readonly (readonly Arrived[])[]): Iterable<Arrived> {
  const at = folders.map(() => 0);
  for (;;) {
    let next: { folder: number; arrived: Arrived; time: number } | null = null;
    for (const [folder, list] of folders.entries()) {
      const arrived = list[at[folder] ?? 0];
      if (!arrived) continue;
      const time = arrived.found.arrivedAt?.getTime() ?? 0;
      if (next === null || time < next.time) next = { folder, arrived, time };
    }
    if (next === null) return;
    at[next.folder] = (at[next.folder] ?? 0) + 1;
    yield next.arrived;
  }
}

async function readThread(session: MailSession, root: string, asked: FoundMail): Promise<NetworkPost[]> {
  const posts = new Map<string, { post: NetworkPost; depth: number }>();
  const add = (found: FoundMail, mail: ReadMail): void => {
    const parentId = mail.inReplyTo ?? mail.references.at(-1) ?? null;
    const post = postOf(session, found, { rootId: root, parentId });
    if (!found.isDraft && !posts.has(mail.id)) posts.set(mail.id, { post, depth: mail.references.length });
  };
  for (const folder of session.everywhere) {
    await session.look(folder);
    const named = ["message-id", "references", "in-reply-to"].map((name) => ({ header: { [name]: root } }));
    const uids = new Set((await session.client.search({ or: named }, { uid: true })) || []);
    if (folder === asked.folder) uids.add(asked.uid);
    for (const uid of [...uids].sort((one, other) => one - other).slice(-mostInThread)) {
      const found = await session.read(uid);
      if (found) add(found, found.mail);
    }
  }
  return [...posts.values()]
    .sort((one, other) => {
      const apart = one.post.publishedAt.getTime() - other.post.publishedAt.getTime();
      // Mails know whole seconds only.
      return apart || one.depth - other.depth;
    })
    .map(({ post }) => post);
}

function itemOf(session: MailSession, found: FoundMail, thread: MailThread): InboxItem {
  const { subject, automatic } = found.mail;
  return {
    post: postOf(session, found, thread),
    conversation: { externalId: thread.rootId, kind: "mail", ...(subject !== "" && { title: subject }) },
    kind: "mail",
    // By where it lies: what stands in "From" anybody can write.
    isOurs: found.folder === session.folders.sent,
    ...(automatic !== null && { automatic }),
  };
}

function postOf({ account }: MailSession, found: FoundMail, { rootId, parentId }: MailThread): NetworkPost {
  const { id, from, text, folded, language, media, date } = found.mail;
  const now = account.access.now();
  return {
    externalId: id,
    url: null,
    author: { externalId: from.address, handle: from.address, name: from.name || from.address },
    text,
    ...(folded !== "" && { folded }),
    ...(language !== null && { language }),
    publishedAt: writtenAt(date, found.arrivedAt ?? now, now),
    ...(parentId !== null && { replyTo: { externalId: parentId, ...(rootId !== parentId && { rootId }) } }),
    media,
    engagement: {},
    isPrivate: true,
  };
}

/** When a mail was written, as its sender says where that can be; else when it arrived. Never after now. */
function writtenAt(said: Date | null, arrivedAt: Date, now: Date): Date {
  const arrived = arrivedAt > now ? now : arrivedAt;
  if (said === null) return arrived;
  const lateMs = arrived.getTime() - said.getTime();
  return lateMs > mostLateMs || lateMs < -mostEarlyMs ? arrived : said > now ? now : said;
}
