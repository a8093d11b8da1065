import type { MailSession } from "./imap-session.ts";
import type { Places } from "./mail-place.ts";

/** After so long all folders are looked through, also when the inbox says nothing: only one can be listened to. */
const lookRoundMs = 3 * 60_000;

/**
 * Listens to the inbox (IDLE, RFC 2177; asking again and again where a server knows none) until something comes, or it is
 * time to look through the other folders.
 * @throws when the line breaks
 */
export async function waitForNews({ client, folders, account }: MailSession, places: Places): Promise<void> {
  const { signal } = account.access;
  const inbox = folders.read.find((folder) => folder.toUpperCase() === "INBOX") ?? "INBOX";
  const { uidNext } = await client.mailboxOpen(inbox, { readOnly: true });
  // Something came between the last look and this one.
  const place = places.get(inbox);
  if (place !== undefined && uidNext > place.uid + 1) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onNews = (): void => resolve();
  const onClose = (): void => reject(new Error("the mailbox closed the line"));
  const round = setTimeout(resolve, lookRoundMs);
  client.on("exists", onNews);
  client.on("close", onClose);
  signal.addEventListener("abort", onNews, { once: true });
  // Ends when the next command is given; how it ended is told by that command.
  client.idle().catch(() => {});
  try {
    await promise;
  } finally {
    clearTimeout(round);
    client.off("exists", onNews);
    client.off("close", onClose);
    signal.removeEventListener("abort", onNews);
  }
}
