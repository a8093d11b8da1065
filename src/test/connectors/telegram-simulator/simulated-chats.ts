/** A chat, and a message, in the shapes of the Bot API. */
export interface SimulatedChat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
}

export interface SimulatedUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
}

export interface SimulatedMessage {
  readonly message_id: number;
  readonly date: number;
  readonly chat: SimulatedChat;
  readonly [field: string]: unknown;
}

/** Who and where everybody is: a bot, the office's channel, the group where it is discussed, and a citizen. */
export const bot: SimulatedUser = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: "Humas Contoh",
  username: "humas_contoh_bot",
};
export const citizen: SimulatedUser = {
  id: 41,
  is_bot: false,
  first_name: "Warga",
  username: "warga_contoh",
};
const forwarder: SimulatedUser = { id: 777_000, is_bot: false, first_name: "Telegram" };
export const channel: SimulatedChat = {
  id: -1_001_000_000_001,
  type: "channel",
  title: "Humas Contoh",
  username: "humas_contoh",
};
export const discussion: SimulatedChat = {
  id: -1_001_000_000_002,
  type: "supergroup",
  title: "Diskusi Humas Contoh",
  username: "humas_contoh_diskusi",
};
export const privateChat: SimulatedChat = { id: citizen.id, type: "private", first_name: "Warga" };

/** What the network knows. */
export interface SimulatedTelegram {
  readonly chats: Map<number, SimulatedChat>;
  readonly messages: SimulatedMessage[];
  /** News that the bot has not confirmed yet. */
  readonly updates: { readonly update_id: number; readonly [field: string]: unknown }[];
  updateId: number;
  messageId: number;
  /** The bot's standing in the channel. */
  standing: "administrator" | "left" | "kicked";
  /** Where news is pushed to; empty while it waits to be asked for. */
  webhookUrl: string;
  /** What hangs on messages, by the files' names. */
  readonly files: Map<string, Uint8Array>;
  /** A group that became a supergroup, by its old number. */
  readonly moved: Map<number, number>;
  /** Who blocked the bot. */
  readonly blockedBy: Set<number>;
}

export function emptyTelegram(): SimulatedTelegram {
  return {
    chats: new Map([channel, discussion, privateChat].map((chat) => [chat.id, chat])),
    messages: [],
    updates: [],
    updateId: 100_000,
    messageId: 10,
    standing: "administrator",
    webhookUrl: "",
    files: new Map(),
    moved: new Map(),
    blockedBy: new Set(),
  };
}

/** Puts an update into the bot's queue. */
export function tellBot(network: SimulatedTelegram, news: Readonly<Record<string, unknown>>): void {
  network.updateId += 1;
  network.updates.push({ update_id: network.updateId, ...news });
}

/** A message stands in a chat from now on. A post of the channel also opens a thread in the discussion group. */
export function putMessage(
  network: SimulatedTelegram,
  chat: SimulatedChat,
  date: number,
  fields: Readonly<Record<string, unknown>>,
): SimulatedMessage {
  network.messageId += 1;
  const message: SimulatedMessage = { message_id: network.messageId, date, chat, ...fields };
  network.messages.push(message);
  if (chat.id === channel.id) passOn(network, message);
  return message;
}

function passOn(network: SimulatedTelegram, post: SimulatedMessage): void {
  const { message_id: postId, chat, date, reply_to_message: _answered, ...fields } = post;
  const origin = { type: "channel", date, chat, message_id: postId };
  const more = { from: forwarder, sender_chat: chat, is_automatic_forward: true, forward_origin: origin };
  tellBot(network, { message: putMessage(network, discussion, date, { ...fields, ...more }) });
}

export const findMessage = (
  network: SimulatedTelegram,
  chatId: number,
  messageId: number,
): SimulatedMessage | undefined =>
  network.messages.find(({ chat, message_id: id }) => chat.id === chatId && id === messageId);

/** What an answer says of the message that it answers: the message, without what that one answered. */
export function answering(message: SimulatedMessage): Readonly<Record<string, unknown>> {
  const { reply_to_message: _answered, ...answered } = message;
  const thread = message["message_thread_id"] ?? message.message_id;
  const isThreaded = message.chat.type === "supergroup";
  return { reply_to_message: answered, ...(isThreaded && { message_thread_id: thread }) };
}

/** What Telegram finds in a text by itself. Offsets count UTF-16 code units. */
export function entitiesIn(text: string): { entities?: object[] } {
  const found = [...text.matchAll(/[@#]\w+|https?:\/\/\S+/g)].map(({ 0: word, index }) => ({
    type: word.startsWith("@") ? "mention" : word.startsWith("#") ? "hashtag" : "url",
    offset: index,
    length: word.length,
  }));
  return found.length > 0 ? { entities: found } : {};
}
