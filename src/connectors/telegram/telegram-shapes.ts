import { z } from "zod";

/** A part that may be missing, and counts as missing when it cannot be read: one odd part must not cost the message. */
const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

const id = z.int();

const user = z.object({
  id,
  is_bot: maybe(z.boolean()),
  first_name: maybe(z.string()),
  last_name: maybe(z.string()),
  username: maybe(z.string()),
  language_code: maybe(z.string()),
});
export type TelegramUser = z.infer<typeof user>;

const chat = z.object({
  id,
  type: maybe(z.string()),
  title: maybe(z.string()),
  username: maybe(z.string()),
  first_name: maybe(z.string()),
  last_name: maybe(z.string()),
  is_direct_messages: maybe(z.boolean()),
});
export type TelegramChat = z.infer<typeof chat>;

const entity = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(0),
  url: maybe(z.string()),
  user: maybe(user),
});
export type TelegramEntity = z.infer<typeof entity>;

const file = z.object({ file_id: z.string(), file_name: maybe(z.string()) });

const place = z.object({ latitude: z.number(), longitude: z.number() });

const plainMessage = z.object({
  message_id: id,
  message_thread_id: maybe(id),
  date: z.number().catch(0),
  edit_date: maybe(z.number()),
  chat,
  from: maybe(user),
  sender_chat: maybe(chat),
  direct_messages_topic: maybe(z.object({ topic_id: id })),
  is_topic_message: maybe(z.boolean()),
  is_automatic_forward: maybe(z.boolean()),
  author_signature: maybe(z.string()),
  forward_origin: maybe(z.object({ type: z.string(), chat: maybe(chat), message_id: maybe(id) })),
  text: maybe(z.string()),
  caption: maybe(z.string()),
  entities: maybe(z.array(entity)),
  caption_entities: maybe(z.array(entity)),
  rich_message: maybe(z.object({ blocks: z.array(z.unknown()) })),
  photo: maybe(z.array(file)),
  animation: maybe(file),
  audio: maybe(file),
  document: maybe(file),
  video: maybe(file),
  video_note: maybe(file),
  voice: maybe(file),
  sticker: maybe(z.object({ emoji: maybe(z.string()) })),
  poll: maybe(z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) })),
  contact: maybe(z.object({ phone_number: z.string(), first_name: maybe(z.string()) })),
  venue: maybe(z.object({ title: z.string(), address: z.string(), location: maybe(place) })),
  location: maybe(place),
  migrate_to_chat_id: maybe(id),
});

export const telegramMessage = plainMessage.extend({ reply_to_message: maybe(plainMessage) });
export type TelegramMessage = z.infer<typeof telegramMessage>;

/** What is sent is answered with the message that stands there now. */
export const telegramSent = z.object({ message_id: id, chat });

/** A bot's or person's standing in a chat. Rights that an administrator has are `true` under names with `can_`. */
export const telegramMember = z.looseObject({
  status: z.string(),
  can_post_messages: maybe(z.boolean()),
  can_send_messages: maybe(z.boolean()),
});
export type TelegramMember = z.infer<typeof telegramMember>;

export const telegramUpdate = z.object({
  update_id: id,
  message: maybe(telegramMessage),
  edited_message: maybe(telegramMessage),
  channel_post: maybe(telegramMessage),
  edited_channel_post: maybe(telegramMessage),
  my_chat_member: maybe(z.object({ chat, new_chat_member: telegramMember })),
});
export type TelegramUpdate = z.infer<typeof telegramUpdate>;

/** The kinds of news that the bot asks for, whichever way they come. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "my_chat_member",
];

export const telegramWebhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.int().min(0),
  last_error_date: maybe(
    z
      .int()
      .min(0)
      .max(2 ** 32),
  ),
  last_error_message: maybe(z.string()),
});

/** Where a file is fetched within the hour; Telegram gives none of more than 20 MB. */
export const telegramFile = z.object({ file_path: maybe(z.string()), file_size: maybe(z.number()) });

export const telegramMe = user.extend({ id });

/** What every answer is wrapped in. */
export const telegramEnvelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: maybe(z.int()),
  description: maybe(z.string()),
  parameters: maybe(z.object({ retry_after: maybe(z.number()), migrate_to_chat_id: maybe(id) })),
});
export type TelegramEnvelope = z.infer<typeof telegramEnvelope>;
