import type { LookUp, Sent, Statement } from "#connectors/ports/publish-port.ts";
import { askChat, directId, readDirectId } from "./direct-chat.ts";
import { directMessage, messagesAnswer } from "./direct-shapes.ts";
import { facetsOf } from "./facets.ts";
import { refuse } from "./post-embed.ts";
import { resolveHandle } from "./resolve-handle.ts";
import type { XrpcClient } from "./xrpc-client.ts";

/** Clocks of the desk and of the service differ; a message that is looked for may be stamped so much earlier. */
const clockSlackMs = 60_000;
const pageSize = 100;
const mostPages = 5;

/** The chat that a statement answers in; null for one that everybody can read. */
export const chatAnswered = ({ replyTo }: Statement): string | null =>
  replyTo === undefined ? null : (readDirectId(replyTo.externalId)?.chatId ?? null);

/** Answers in a chat. The service knows no mark of ours: said twice, it stands there twice. */
export async function sendDirect(client: XrpcClient, chatId: string, statement: Statement): Promise<Sent> {
  const { text, media, link } = statement;
  if (media.length > 0) throw refuse("media_count", "a direct message carries no files");
  if (link !== undefined && !text.includes(link)) throw refuse("link", "a direct message carries no card");
  const facets = await facetsOf(text, (handle) => resolveHandle(client, handle));
  const body = { convoId: chatId, message: { text, ...(facets.length > 0 && { facets }) } };
  const { id } = await askChat(client, "sendMessage", directMessage, { body, isWrite: true });
  return { externalId: directId(chatId, id), url: null };
}

/** Looks for a message of ours with these words, as far back as it was first tried. Two equal ones cannot be told apart. */
export async function findDirect(
  client: XrpcClient,
  chatId: string,
  { text }: Statement,
  since: Date,
): Promise<LookUp> {
  const ownDid = await client.did();
  const from = since.getTime() - clockSlackMs;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const params = { convoId: chatId, limit: pageSize, cursor };
    const answer = await askChat(client, "getMessages", messagesAnswer, { params });
    const recent = answer.messages.filter(({ sentAt }) => Date.parse(sentAt) >= from);
    const found = recent.find((one) => one.sender.did === ownDid && one.text === text);
    if (found) return { found: { externalId: directId(chatId, found.id), url: null } };
    if (answer.cursor === undefined || recent.length < answer.messages.length) return { found: null };
    cursor = answer.cursor;
  }
  return { found: "cannot_tell" };
}
