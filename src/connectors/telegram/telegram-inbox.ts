import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { InboxEvent, InboxPort } from "#connectors/ports/inbox-port.ts";
import { fileOfAddress } from "./message-words.ts";
import { hasMention, isChat, type Listener, readUpdate } from "./read-update.ts";
import { ourChat, type TelegramClient } from "./telegram-client.ts";
import { isFailure } from "./telegram-failure.ts";
import { rightsOf } from "./telegram-rights.ts";
import {
  allowedUpdates,
  type TelegramUpdate,
  telegramFile,
  telegramMe,
  telegramMember,
  telegramUpdate,
} from "./telegram-shapes.ts";

const mostAtOnce = 100;
/** So long Telegram holds a question open while nothing happens. */
const longPollSeconds = 30;
/** After a week of silence numbers begin anew, perhaps lower. A place that is so old is no place any more. */
const placeLastsMs = 6 * 24 * 60 * 60 * 1_000;

const updates = z.array(z.looseObject({ update_id: z.int() }));

/** An update with the place behind it. */
interface Received {
  readonly update: TelegramUpdate | null;
  readonly cursor: string;
}

/**
 * The bot's queue of news. Asking for what lies behind a place throws away what lies before it, and only one program may
 * ask: a place is therefore given on only after what lies before it has been handed over.
 */
export function telegramInbox(client: TelegramClient, access: Access): InboxPort {
  const { publishTo, chats } = client.settings;
  let handle: string | undefined;

  async function listenerFor(received: readonly Received[]): Promise<Listener> {
    if (handle === undefined && received.some(({ update }) => update && hasMention(update)))
      handle = (await client.ask("getMe", telegramMe)).username ?? "";
    return { botId: access.externalId, handle: handle ?? "", publishTo, chats, now: access.now() };
  }

  async function receive(
    from: string | null,
    seconds: number,
  ): Promise<{ received: Received[]; hasMore: boolean }> {
    const offset = placeOf(from, access.now());
    const raw = await client.ask("getUpdates", updates, {
      limit: mostAtOnce,
      timeout: seconds,
      allowed_updates: allowedUpdates,
      ...(offset !== null && { offset }),
    });
    const at = Math.floor(access.now().getTime() / 1_000);
    const received = raw.map((one) => ({
      update: telegramUpdate.safeParse(one).data ?? null,
      cursor: `${one.update_id + 1}.${at}`,
    }));
    const stop = received.findIndex(({ update }) => update !== null && endsAccess(update));
    if (stop === 0) await proveAccess(received[0]?.update ?? null);
    return stop > 0
      ? { received: received.slice(0, stop), hasMore: true }
      : { received, hasMore: received.length === mostAtOnce };
  }

  /** The bot was put out of the office's channel, or a group that is listened to has another number now. */
  function endsAccess({ message, my_chat_member: member }: TelegramUpdate): boolean {
    if (member) return isChat(member.chat, publishTo) && rightsOf(member.new_chat_member) === null;
    return message?.migrate_to_chat_id !== undefined && isNamed(message.chat.id);
  }

  const isNamed = (id: number): boolean => [publishTo, ...chats].includes(String(id));

  /** What was true then may be mended by now; while it is not, the queue stays where it is, so that nothing is passed over. */
  async function proveAccess(update: TelegramUpdate | null): Promise<void> {
    const { message } = update ?? {};
    if (message?.migrate_to_chat_id !== undefined)
      throw new ConnectorError(
        { kind: "rejected", reason: "settings", said: String(message.migrate_to_chat_id) },
        `the group ${message.chat.id} is called ${message.migrate_to_chat_id} now`,
      );
    const member = await client
      .ask("getChatMember", telegramMember, {
        chat_id: ourChat(publishTo),
        user_id: Number(access.externalId),
      })
      .catch((error: unknown) => {
        if (isFailure(error, "rejected")) return null;
        throw error;
      });
    if (member === null || rightsOf(member) === null)
      throw new ConnectorError(
        { kind: "reconnect", cause: "revoked" },
        "the bot was put out of the office's chat",
      );
  }

  return {
    async poll(from) {
      const { received, hasMore } = await receive(from, 0).catch((error: unknown) => {
        // Telegram pushes instead, and keeps trying for us.
        if (client.isPushedTo && isFailure(error, "rejected")) return { received: [], hasMore: false };
        throw error;
      });
      const listener = await listenerFor(received);
      return {
        changes: received.flatMap(({ update }) => (update && readUpdate(update, listener)) ?? []),
        cursor: received.at(-1)?.cursor ?? from,
        hasMore,
      };
    },
    async fetchAttachment(_message, { url }, mostBytes) {
      const fileId = fileOfAddress(url);
      if (fileId === null) throw new ConnectorError({ kind: "gone" }, "no file of Telegram's");
      const { file_path: path, file_size: size } = await client.ask("getFile", telegramFile, {
        file_id: fileId,
      });
      if (path === undefined || (size ?? 0) > mostBytes)
        throw new ConnectorError(
          { kind: "rejected", reason: "media_size" },
          "Telegram gives no such large file",
        );
      return client.download(path, mostBytes);
    },
    async *stream(from): AsyncIterable<InboxEvent> {
      let place = from;
      while (!access.signal.aborted) {
        const { received } = await receive(place, longPollSeconds).catch((error: unknown) => {
          if (access.signal.aborted) return { received: [] };
          if (client.isPushedTo && isFailure(error, "rejected")) return { received: null };
          throw error;
        });
        // Telegram pushes instead: there is no queue to wait at.
        if (received === null) return;
        const listener = await listenerFor(received);
        for (const { update, cursor } of received) {
          place = cursor;
          yield { change: update && readUpdate(update, listener), cursor };
        }
      }
    },
  };
}

/** Where to go on; null where there is no place yet, or one that is too old to be trusted. */
function placeOf(cursor: string | null, now: Date): number | null {
  const [, offset, at] = /^(\d{1,15})\.(\d{1,12})$/.exec(cursor ?? "") ?? [];
  if (offset === undefined || now.getTime() - Number(at) * 1_000 > placeLastsMs) return null;
  return Number(offset);
}
