import type { Connector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { telegramManifest } from "./manifest.ts";
import { ourChat, type TelegramClient, telegramClient } from "./telegram-client.ts";
import { isFailure } from "./telegram-failure.ts";
import { telegramInbox } from "./telegram-inbox.ts";
import { telegramPublish } from "./telegram-publish.ts";
import { rightsOf } from "./telegram-rights.ts";
import { telegramMe, telegramMember } from "./telegram-shapes.ts";
import { telegramRegistrar, telegramWebhook } from "./telegram-webhook.ts";

/** Telegram by its Bot API: one account is one bot, which announces in one chat and hears in several. */
export const telegramConnector: Connector = {
  manifest: telegramManifest,
  open(access) {
    const client = telegramClient(access);
    return {
      async identify() {
        const me = await client.ask("getMe", telegramMe);
        const handle = me.username ?? "";
        return {
          externalId: String(me.id),
          handle,
          name: [me.first_name, me.last_name].filter((part) => part !== undefined).join(" ") || handle,
          url: handle === "" ? null : `https://t.me/${handle}`,
          scopes: await rightsInOurChat(client, me.id),
          expiresAt: null,
        };
      },
      inbox: telegramInbox(client, access),
      publish: telegramPublish(client),
      registrar: telegramRegistrar(client),
    };
  },
  webhook: telegramWebhook,
};

/**
 * What the bot may do where the office announces.
 * @throws ConnectorError `reconnect` when it may not speak there, `rejected` when there is no such chat
 */
async function rightsInOurChat(client: TelegramClient, botId: number): Promise<string[]> {
  const chatId = ourChat(client.settings.publishTo);
  if (chatId === undefined) return [];
  const asked = { chat_id: chatId, user_id: botId };
  const member = await client.ask("getChatMember", telegramMember, asked).catch((error: unknown) => {
    // Telegram lists the members of a chat to its members only.
    if (
      isFailure(error, "rejected") &&
      error.failure.kind === "rejected" &&
      error.failure.reason !== "settings"
    )
      return null;
    throw error;
  });
  const rights = member && rightsOf(member);
  if (rights === null)
    throw new ConnectorError(
      { kind: "reconnect", cause: "missing_scope" },
      "the bot may not post in the office's chat",
    );
  return rights;
}
