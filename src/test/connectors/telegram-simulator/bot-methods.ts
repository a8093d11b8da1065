import {
  answering,
  bot,
  channel,
  entitiesIn,
  findMessage,
  putMessage,
  type SimulatedChat,
  type SimulatedMessage,
  type SimulatedTelegram,
} from "./simulated-chats.ts";

export type Parameters = Readonly<Record<string, unknown>>;

/** A refusal, with the code and the sentence of the Bot API. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: Parameters | undefined;

  constructor(code: number, description: string, parameters?: Parameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

const refuse = (description: string): never => {
  throw new Refusal(400, `Bad Request: ${description}`);
};

const mostText = 4_096;
const mostCaption = 1_024;
const mostFileBytes = 20 * 1024 * 1024;
const keptSeconds = 48 * 60 * 60;

/** The methods that a bot may ask for; each answers with its result or throws a `Refusal`. */
export function botMethods(network: SimulatedTelegram, now: () => Date) {
  const seconds = (): number => Math.floor(now().getTime() / 1_000);

  function chatOf({ chat_id: said }: Parameters): SimulatedChat {
    const moved = network.moved.get(Number(said));
    if (moved !== undefined)
      throw new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: moved,
      });
    const chat = [...network.chats.values()].find(
      ({ id, username }) => id === said || (username !== undefined && said === `@${username}`),
    );
    if (!chat) return refuse("chat not found");
    if (network.blockedBy.has(chat.id)) throw new Refusal(403, "Forbidden: bot was blocked by the user");
    if (chat.id === channel.id && network.standing !== "administrator")
      throw new Refusal(403, "Forbidden: bot was kicked from the channel chat");
    return chat;
  }

  function messageOf(parameters: Parameters, what: string): SimulatedMessage {
    const chat = chatOf(parameters);
    return (
      findMessage(network, chat.id, Number(parameters["message_id"])) ??
      refuse(`message to ${what} not found`)
    );
  }

  function put(parameters: Parameters, fields: Parameters): SimulatedMessage {
    const chat = chatOf(parameters);
    const sender = chat.type === "channel" ? { sender_chat: chat } : { from: bot };
    const { message_id: answered } = Object(parameters["reply_parameters"] ?? {});
    const asked = answered === undefined ? undefined : findMessage(network, chat.id, answered);
    if (answered !== undefined && !asked) return refuse("message to be replied not found");
    return putMessage(network, chat, seconds(), { ...sender, ...fields, ...(asked && answering(asked)) });
  }

  const textIn = (said: unknown): string => {
    const text = typeof said === "string" ? said.trim() : "";
    if (text === "") return refuse("message text is empty");
    if (text.length > mostText) return refuse("message is too long");
    return text;
  };
  const captionIn = (said: unknown): Parameters => {
    if (typeof said !== "string") return {};
    if (said.length > mostCaption) return refuse("message caption is too long");
    const { entities } = entitiesIn(said);
    return { caption: said, ...(entities && { caption_entities: entities }) };
  };

  function change(message: SimulatedMessage, fields: Parameters): SimulatedMessage {
    const changed = { ...message, ...fields, edit_date: seconds() };
    network.messages.splice(network.messages.indexOf(message), 1, changed);
    return changed;
  }

  const single = (name: string) => (parameters: Parameters) =>
    put(parameters, { ...fileFields(name, parameters[name], network), ...captionIn(parameters["caption"]) });

  return {
    getMe: () => ({
      ...bot,
      can_join_groups: false,
      can_read_all_group_messages: true,
      supports_inline_queries: false,
    }),
    getChatMember: (parameters: Parameters) => {
      chatOf(parameters);
      return { status: "administrator", user: bot, ...adminRights };
    },
    sendMessage: (parameters: Parameters) => {
      const text = textIn(parameters["text"]);
      return put(parameters, { text, ...entitiesIn(text) });
    },
    sendPhoto: single("photo"),
    sendVideo: single("video"),
    sendAudio: single("audio"),
    sendDocument: single("document"),
    sendMediaGroup: (parameters: Parameters) => {
      const media: unknown = parameters["media"];
      if (!Array.isArray(media) || media.length < 2 || media.length > 10)
        return refuse("wrong number of messages to send as an album");
      const group = { media_group_id: String(network.messageId) };
      return media.map(({ type, media: file, caption }) => {
        const content = parameters[String(file).replace("attach://", "")];
        return put(parameters, { ...fileFields(type, content, network), ...captionIn(caption), ...group });
      });
    },
    editMessageText: (parameters: Parameters) => {
      const message = messageOf(parameters, "edit");
      if (message["text"] === undefined) return refuse("there is no text in the message to edit");
      const text = textIn(parameters["text"]);
      if (text === message["text"])
        return refuse("message is not modified: specified new message content is the same");
      return change(message, { text, entities: undefined, ...entitiesIn(text) });
    },
    editMessageCaption: (parameters: Parameters) =>
      change(messageOf(parameters, "edit"), captionIn(parameters["caption"])),
    deleteMessage: (parameters: Parameters) => {
      const message = messageOf(parameters, "delete");
      if (seconds() - message.date > keptSeconds) return refuse("message can't be deleted");
      network.messages.splice(network.messages.indexOf(message), 1);
      return true;
    },
    getUpdates: ({ offset, limit }: Parameters) => {
      if (network.webhookUrl !== "")
        throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active");
      const from = Number(offset ?? 0);
      const confirmed = network.updates.filter(({ update_id: id }) => id < from).length;
      network.updates.splice(0, confirmed);
      return network.updates.slice(0, Number(limit ?? 100));
    },
    setWebhook: ({ url, secret_token: secret }: Parameters) => {
      if (typeof url !== "string" || !url.startsWith("https://"))
        return refuse("bad webhook: An HTTPS URL must be provided for webhook");
      if (typeof secret !== "string" || !/^[\w-]{1,256}$/.test(secret))
        return refuse("secret token contains unallowed characters");
      network.webhookUrl = url;
      return true;
    },
    deleteWebhook: () => {
      network.webhookUrl = "";
      return true;
    },
    getWebhookInfo: () => ({
      url: network.webhookUrl,
      has_custom_certificate: false,
      pending_update_count: network.updates.length,
    }),
    getFile: ({ file_id: id }: Parameters) => {
      const bytes = network.files.get(String(id));
      if (!bytes) return refuse("wrong file_id or the file is temporarily unavailable");
      if (bytes.byteLength > mostFileBytes) return refuse("file is too big");
      return {
        file_id: id,
        file_unique_id: `u${id}`,
        file_size: bytes.byteLength,
        file_path: `documents/${id}`,
      };
    },
  };
}

const adminRights = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_post_messages: true,
  can_edit_messages: true,
};

function fileFields(kind: string, content: unknown, network: SimulatedTelegram): Parameters {
  if (!(content instanceof File)) return refuse("wrong file identifier/HTTP URL specified");
  if (content.size === 0) return refuse("file must be non-empty");
  const id = `f${network.messageId}${kind}`;
  const file = { file_id: id, file_unique_id: `u${id}`, file_size: content.size };
  if (kind === "photo") return { photo: [{ ...file, width: 1, height: 1 }] };
  const named = { ...file, file_name: content.name, mime_type: content.type };
  if (kind === "video") return { video: { ...named, width: 1, height: 1, duration: 1 } };
  return kind === "audio" ? { audio: { ...named, duration: 1 } } : { document: named };
}
