import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { tidyLine } from "#connectors/page/plain-text.ts";
import type { WebhookPort, WebhookRegistrar } from "#connectors/ports/webhook-port.ts";
import { telegramSecrets, telegramSettings } from "./manifest.ts";
import { readUpdate } from "./read-update.ts";
import type { TelegramClient } from "./telegram-client.ts";
import { allowedUpdates, telegramUpdate, telegramWebhookInfo } from "./telegram-shapes.ts";

const header = "x-telegram-bot-api-secret-token";
const numbered = z.looseObject({ update_id: z.int() });

/**
 * Telegram proves itself by sending back the secret that `setWebhook` was given. Its calls name neither a time nor a bot:
 * a late one is welcome, since Telegram keeps trying, a call for another bot has another secret, and a second delivery is
 * known by its `update_id`.
 */
export const telegramWebhook: WebhookPort = {
  secretField: "webhookSecret",
  verify({ headers, body }, secrets) {
    const given = headers[header];
    if (given === undefined) return { kind: "refused", why: "no_signature" };
    const { webhookSecret = "" } = telegramSecrets.parse(secrets);
    if (webhookSecret === "" || !isSame(given, webhookSecret))
      return { kind: "refused", why: "bad_signature" };
    const text = new TextDecoder().decode(body);
    const update = numbered.safeParse(parsed(text));
    if (!update.success) return { kind: "refused", why: "unreadable" };
    return { kind: "events", events: [{ id: String(update.data.update_id), body: text }] };
  },
  read(body, { externalId, handle = "", settings }) {
    const update = telegramUpdate.safeParse(parsed(body));
    const { publishTo, chats = [] } = telegramSettings.safeParse(settings).data ?? {};
    if (!update.success) return [];
    const change = readUpdate(update.data, { botId: externalId, handle, publishTo, chats, now: null });
    return change === null ? [] : [change];
  },
};

/** Calls at the same time at most: the door writes those together that come together. Telegram's own default is 40. */
const mostConnections = 100;

/** Has Telegram push the bot's news. What waits stays: only the way to it changes. */
export const telegramRegistrar = (client: TelegramClient): WebhookRegistrar => ({
  async register({ url, secret }) {
    await client.ask("setWebhook", z.boolean(), {
      url,
      secret_token: secret,
      allowed_updates: allowedUpdates,
      max_connections: mostConnections,
    });
  },
  async unregister() {
    await client.ask("deleteWebhook", z.boolean(), { drop_pending_updates: false });
  },
  async state() {
    const info = await client.ask("getWebhookInfo", telegramWebhookInfo);
    const { url, pending_update_count: waiting, last_error_date: at, last_error_message: said } = info;
    return {
      url: url === "" ? null : url,
      waiting,
      lastFailure: at === undefined ? null : { at: new Date(at * 1_000), said: tidyLine(said ?? "", 300) },
    };
  },
});

/** In the same time whatever was given, also when it is of another length. */
function isSame(given: string, secret: string): boolean {
  const [one, other] = [given, secret].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
