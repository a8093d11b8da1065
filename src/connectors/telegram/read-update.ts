import { tidyLine } from "#connectors/page/plain-text.ts";
import type { ConversationRef, InboxChange, InboxItem } from "#connectors/ports/inbox-port.ts";
import type { NetworkPerson, NetworkPost, PostRef } from "#connectors/ports/network-post.ts";
import { messageMedia, messageWords } from "./message-words.ts";
import type { TelegramChat, TelegramMessage, TelegramUpdate, TelegramUser } from "./telegram-shapes.ts";

/** Whom the news is for. */
export interface Listener {
  readonly botId: string;
  /** The bot's name without "@"; empty where it is not known. */
  readonly handle: string;
  /** Chats by name or number, as the settings have them. */
  readonly publishTo: string | undefined;
  readonly chats: readonly string[];
  /** Nothing was said later than this; null where nobody looks at a clock. */
  readonly now: Date | null;
}

/** Telegram began in 2013, and its dates are 32 bits wide. */
const lastSecond = 2 ** 32;

/** What an update tells of our inbox; null when it is nothing, or from a chat where we do not listen. */
export function readUpdate(update: TelegramUpdate, listener: Listener): InboxChange | null {
  const edited = update.edited_message ?? update.edited_channel_post;
  const message = update.message ?? update.channel_post ?? edited;
  if (!message || !isHeard(message.chat, listener)) return null;
  const post = postOf(message, listener);
  if (post.text === "" && post.media.length === 0) return null;
  const item: InboxItem = {
    post,
    conversation: conversationOf(message),
    kind: kindOf(message, listener),
    isOurs: isOurs(message, listener),
  };
  return { kind: message === edited ? "edited" : "item", item };
}

/** Whether a message names anybody by "@", so that the bot's own name has to be known to understand it. */
export const hasMention = ({ message, edited_message: edited }: TelegramUpdate): boolean =>
  /@\w/.test(message?.text ?? message?.caption ?? edited?.text ?? edited?.caption ?? "");

/** Whether a chat is the one that a setting names. */
export function isChat({ id, username }: TelegramChat, said: string | undefined): boolean {
  if (said === undefined || said === "") return false;
  if (String(id) === said) return true;
  return username !== undefined && username.toLowerCase() === said.replace(/^@/, "").toLowerCase();
}

/** Private messages are for us wherever they come from; groups and channels only if the office named them. */
function isHeard(chat: TelegramChat, { publishTo, chats }: Listener): boolean {
  if (chat.type === "private" || chats.length === 0) return true;
  return isChat(chat, publishTo) || chats.some((said) => isChat(chat, said));
}

/** A message's number counts within its chat only. Albums have several. */
export const postId = (chatId: number, messageId: number | string): string => `${chatId}:${messageId}`;

function postOf(message: TelegramMessage, { now }: Listener): NetworkPost {
  const { chat, message_id: id, reply_to_message: repliedTo, forward_origin: origin } = message;
  const rootId = threadOf(message);
  return {
    externalId: postId(chat.id, id),
    url: addressOf(chat, id),
    author: authorOf(message),
    text: messageWords(message),
    ...(message.from?.language_code !== undefined &&
      message.chat.type === "private" && { language: message.from.language_code }),
    publishedAt: instantOf(message.date, now),
    ...(message.edit_date !== undefined && { editedAt: instantOf(message.edit_date, now) }),
    ...(repliedTo &&
      repliedTo.message_id !== id && {
        replyTo: {
          externalId: postId(repliedTo.chat.id, repliedTo.message_id),
          ...(rootId !== null && rootId !== repliedTo.message_id && { rootId: postId(chat.id, rootId) }),
        } satisfies PostRef,
      }),
    ...(origin?.chat &&
      origin.message_id !== undefined && {
        quotes: { externalId: postId(origin.chat.id, origin.message_id) },
      }),
    media: messageMedia(message),
    engagement: {},
    isPrivate: isPrivate(message),
  };
}

/** A chat that has a public name is public, and so is a comment on a post of such a channel. */
function isPrivate({ chat, reply_to_message: repliedTo, sender_chat: sender, ...message }: TelegramMessage) {
  if (chat.type === "private" || chat.is_direct_messages === true) return true;
  if (chat.username !== undefined) return false;
  const passedOn = message.is_automatic_forward === true ? sender : repliedTo?.sender_chat;
  const isPassedOn = message.is_automatic_forward === true || repliedTo?.is_automatic_forward === true;
  return !(isPassedOn && passedOn?.username !== undefined);
}

/** Groups hold threads under their first message; a channel's posts are threads of their own. */
function conversationOf(message: TelegramMessage): ConversationRef {
  const { chat, direct_messages_topic: topic } = message;
  const title = { title: nameOf(chat) };
  if (chat.type === "private") return { externalId: String(chat.id), kind: "direct", ...title };
  if (topic) return { externalId: `${chat.id}:${topic.topic_id}`, kind: "direct", ...title };
  if (chat.type === "group") return { externalId: String(chat.id), kind: "group", ...title };
  const rootId = threadOf(message) ?? message.message_id;
  return { externalId: postId(chat.id, rootId), kind: "thread", ...title };
}

/** The first message of the thread that a message is in, where Telegram says so. */
const threadOf = ({
  message_thread_id: thread,
  reply_to_message: repliedTo,
}: TelegramMessage): number | null => thread ?? repliedTo?.message_thread_id ?? repliedTo?.message_id ?? null;

function kindOf(message: TelegramMessage, listener: Listener): InboxItem["kind"] {
  const { chat, reply_to_message: repliedTo } = message;
  if (chat.type === "private" || chat.is_direct_messages === true) return "direct";
  if (chat.type === "channel" || message.is_automatic_forward === true) return "post";
  if (repliedTo && String(repliedTo.from?.id ?? "") === listener.botId) return "reply";
  if (namesUs(message, listener)) return "mention";
  return repliedTo || message.message_thread_id !== undefined ? "comment" : "post";
}

function namesUs(message: TelegramMessage, { botId, handle, publishTo }: Listener): boolean {
  const text = message.text ?? message.caption ?? "";
  const names = [handle, (publishTo ?? "").replace(/^@|^-?\d+$/, "")].filter((name) => name !== "");
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].some(
    ({ type, offset, length, user }) =>
      (type === "text_mention" && String(user?.id ?? "") === botId) ||
      (type === "mention" &&
        names.some((name) => text.slice(offset + 1, offset + length).toLowerCase() === name.toLowerCase())),
  );
}

/** The bot said it, or the office's own channel did. */
function isOurs(
  { from, sender_chat: sender, chat }: TelegramMessage,
  { botId, publishTo }: Listener,
): boolean {
  if (String(from?.id ?? "") === botId) return true;
  return isChat(sender ?? (chat.type === "channel" ? chat : { id: 0 }), publishTo);
}

/** Channels, and people who write in a channel's name, come as chats. */
function authorOf({ from, sender_chat: sender, chat }: TelegramMessage): NetworkPerson {
  const author = sender ?? from ?? chat;
  return {
    externalId: String(author.id),
    handle: author.username ?? "",
    name: nameOf(author),
    ...(author.username !== undefined && { url: `https://t.me/${encodeURIComponent(author.username)}` }),
  };
}

function nameOf(one: TelegramChat | TelegramUser): string {
  const whole = `${one.first_name ?? ""} ${one.last_name ?? ""}`;
  return tidyLine(("title" in one ? one.title : undefined) ?? whole, 200) || (one.username ?? String(one.id));
}

/** Where a message is seen in a browser; in closed groups only by their members, in private chats nowhere. */
export function addressOf({ id, username, type }: TelegramChat, messageId: number): string | null {
  if (type === "private") return null;
  if (username !== undefined && /^\w+$/.test(username)) return `https://t.me/${username}/${messageId}`;
  const inner = /^-100(\d+)$/.exec(String(id))?.[1];
  return inner === undefined ? null : `https://t.me/c/${inner}/${messageId}`;
}

function instantOf(seconds: number, now: Date | null): Date {
  const held = Math.min(Math.max(Number.isFinite(seconds) ? seconds : 0, 0), lastSecond) * 1_000;
  return new Date(now === null ? held : Math.min(held === 0 ? now.getTime() : held, now.getTime()));
}
