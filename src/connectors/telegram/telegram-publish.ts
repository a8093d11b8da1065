import { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { MediaLimit } from "#connectors/ports/manifest.ts";
import type { PostRef } from "#connectors/ports/network-post.ts";
import type { PublishPort, Sent, Statement } from "#connectors/ports/publish-port.ts";
import { telegramOptions } from "./manifest.ts";
import { addressOf, postId } from "./read-update.ts";
import { ourChat, type TelegramClient } from "./telegram-client.ts";
import { isFailure } from "./telegram-failure.ts";
import { telegramSent } from "./telegram-shapes.ts";
import { fileOf, kindsOf, previewOf, textOf } from "./telegram-statement.ts";

/** One file goes by a method of its kind, under a parameter of its name. */
const waysOut: Readonly<Record<MediaLimit["kind"], readonly [method: string, name: string]>> = {
  image: ["sendPhoto", "photo"],
  video: ["sendVideo", "video"],
  audio: ["sendAudio", "audio"],
  file: ["sendDocument", "document"],
};

/** What changes a message answers with the message, or with `true`. */
const changed = z.union([telegramSent, z.literal(true)]);
const isWrite = true;

/**
 * Says things in Telegram's chats. A text goes out as it stands, without a `parse_mode`: nothing in it is markup, and
 * Telegram itself finds addresses, names and hashtags. The mark of a statement has no place there.
 */
export function telegramPublish(client: TelegramClient): PublishPort {
  return {
    async send(statement) {
      const { isSilent, isProtected, to } = telegramOptions.parse(statement.options);
      const { chatId, replyTo } = addressee(statement.replyTo, to);
      const common = {
        chat_id: chatId,
        disable_notification: isSilent,
        protect_content: isProtected,
        ...(replyTo !== undefined && { reply_parameters: { message_id: replyTo } }),
      };
      const [first, ...others] = statement.media;
      const text = textOf(statement);
      if (first === undefined) {
        const said = { ...common, text, link_preview_options: previewOf(statement) };
        return sentOf([await client.ask("sendMessage", telegramSent, said, { isWrite })]);
      }
      const caption = text === "" ? {} : { caption: text };
      const kinds = kindsOf(statement.media);
      if (others.length > 0) return sendAlbum(statement, kinds, common, caption);
      const [method, name] = waysOut[kinds[0] ?? "file"];
      const files = new Map([[name, fileOf(first)]]);
      const said = { ...common, ...caption };
      return sentOf([await client.ask(method, telegramSent, said, { isWrite, files })]);
    },

    // Telegram keeps no mark, and bots cannot read history.
    lookUp: async () => ({ found: "cannot_tell" }),

    async edit(post, statement) {
      const { chatId, messageIds } = placesOf(post);
      const [messageId] = messageIds;
      const place = { chat_id: chatId, message_id: messageId };
      const text = textOf(statement);
      const editText = () =>
        client.ask(
          "editMessageText",
          changed,
          { ...place, text, link_preview_options: previewOf(statement) },
          { isWrite },
        );
      const editCaption = () =>
        client.ask("editMessageCaption", changed, { ...place, caption: text }, { isWrite });
      // Whoever edits may not know that the message came with a file.
      const edited =
        statement.media.length > 0
          ? editCaption()
          : unlessSaid(editText(), "no text in the message", editCaption);
      // The same text once more is no change, and no failure.
      const answer = await unlessSaid(edited, "message is not modified", async () => true as const);
      const chat = answer === true ? { id: chatId } : answer.chat;
      return { externalId: post.externalId, url: addressOf(chat, messageId) };
    },

    async remove(post) {
      const { chatId, messageIds } = placesOf(post);
      for (const messageId of messageIds) {
        const place = { chat_id: chatId, message_id: messageId };
        await client.ask("deleteMessage", z.literal(true), place, { isWrite }).catch((error: unknown) => {
          if (!isFailure(error, "gone")) throw error;
        });
      }
    },
  };

  function addressee(
    replyTo: PostRef | undefined,
    to: string | undefined,
  ): { chatId: number | string; replyTo?: number } {
    if (replyTo) {
      const { chatId, messageIds } = placesOf(replyTo);
      return { chatId, replyTo: messageIds[0] };
    }
    const chatId = ourChat(to) ?? ourChat(client.settings.publishTo);
    if (chatId !== undefined) return { chatId };
    throw new ConnectorError({ kind: "rejected", reason: "settings" }, "no chat is named to announce in");
  }

  async function sendAlbum(
    { media }: Statement,
    kinds: readonly MediaLimit["kind"][],
    common: object,
    caption: object,
  ): Promise<Sent> {
    const files = new Map(media.map((one, index) => [`file${index}`, fileOf(one)]));
    const album = kinds.map((kind, index) => ({
      type: waysOut[kind][1],
      media: `attach://file${index}`,
      // The only caption of an album is shown as the album's.
      ...(index === 0 && caption),
    }));
    const sent = z.array(telegramSent).min(1);
    return sentOf(await client.ask("sendMediaGroup", sent, { ...common, media: album }, { isWrite, files }));
  }
}

/** A refusal with certain words asks for another way. */
async function unlessSaid(
  asked: Promise<z.infer<typeof changed>>,
  words: string,
  otherwise: () => Promise<z.infer<typeof changed>>,
): Promise<z.infer<typeof changed>> {
  try {
    return await asked;
  } catch (error) {
    if (hasSaid(error, words)) return otherwise();
    throw error;
  }
}

const hasSaid = (error: unknown, words: string): boolean =>
  error instanceof ConnectorError &&
  error.failure.kind === "rejected" &&
  (error.failure.said ?? "").toLowerCase().includes(words);

/** An album is several messages; all their numbers stand in its id, so that all can be taken back. */
function sentOf(messages: readonly z.infer<typeof telegramSent>[]): Sent {
  const [first] = messages;
  if (first === undefined) throw new ConnectorError({ kind: "unknown" }, "nothing was said to be sent");
  const ids = messages.map(({ message_id: id }) => id).join(",");
  return { externalId: postId(first.chat.id, ids), url: addressOf(first.chat, first.message_id) };
}

/** @throws ConnectorError `gone` for an id that is none of Telegram's */
function placesOf({ externalId }: PostRef): { chatId: number; messageIds: readonly [number, ...number[]] } {
  const [, chat, first, others] = /^(-?\d{1,16}):(\d{1,12})((?:,\d{1,12}){0,9})$/.exec(externalId) ?? [];
  if (chat === undefined || first === undefined)
    throw new ConnectorError({ kind: "gone" }, `${externalId} is no message of Telegram's`);
  const rest = (others ?? "").split(",").filter((id) => id !== "");
  return { chatId: Number(chat), messageIds: [Number(first), ...rest.map(Number)] };
}
