import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { WebhookPort } from "#connectors/ports/webhook-port.ts";
import { telegramSecrets, telegramSettings } from "./manifest.ts";
import { readUpdate } from "./read-update.ts";
import { telegramUpdate } from "./telegram-shapes.ts";

const header = "x-telegram-bot-api-secret-token";
const numbered = z.looseObject({ update_id: z.int() });

/**
 * Telegram proves itself by sending back the secret that `setWebhook` was given. Its calls name neither a time nor a bot:
 * a late one is welcome, since Telegram keeps trying, a call for another bot has another secret, and a second delivery is
 * known by its `update_id`.
 */
export const telegramWebhook: WebhookPort = {
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
