import { expect, it } from "vitest";
import { anyHost } from "#test/connectors/any-host.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import type { Rehearsal, SpoiltWebhook } from "#test/connectors/rehearsal.ts";
import { readBotContract } from "#test/connectors/telegram-simulator/bot-contract.ts";
import {
  openTelegramSimulator,
  type TelegramSimulator,
} from "#test/connectors/telegram-simulator/open-telegram-simulator.ts";
import {
  answering,
  bot,
  citizen,
  discussion,
  entitiesIn,
  findMessage,
  putMessage,
  tellBot,
} from "#test/connectors/telegram-simulator/simulated-chats.ts";
import { telegramConnector } from "./telegram-connector.ts";

const webhookSecret = "rahasia-webhook-latihan";
/** Every simulator that was opened here, for what it has to complain of. */
const opened: TelegramSimulator[] = [];

describeConformance(telegramConnector, openRehearsal);

it.skipIf(readBotContract() === null)(
  "asks, and is answered, as Telegram's published contract has it (skipped without ../shared/contracts)",
  () => {
    expect(opened.flatMap(({ calls }) => calls).length).toBeGreaterThan(20);
    expect(opened.flatMap(({ offences }) => offences)).toEqual([]);
  },
);

function accessTo(address: string, token: string) {
  return {
    way: "bot",
    settings: { publishTo: "@humas_contoh", chats: ["@humas_contoh_diskusi"], apiRoot: address },
    secrets: { token, webhookSecret },
    externalId: String(bot.id),
    fetch,
    stream: fetch,
    permit: anyHost,
    now: () => new Date(),
    signal: new AbortController().signal,
  };
}

/** The office's channel with its discussion group, on a Bot API server of our own. */
async function openRehearsal(): Promise<Rehearsal> {
  const now = () => new Date();
  const simulator = await openTelegramSimulator(now);
  const { network } = simulator;
  opened.push(simulator);
  const seconds = () => Math.floor(now().getTime() / 1_000);
  const say = (text: string, replyTo?: string) => {
    const [chatId, messageId] = (replyTo ?? "").split(":").map(Number);
    const answered = findMessage(network, chatId ?? 0, messageId ?? 0);
    const fields = { from: citizen, text, ...entitiesIn(text), ...(answered && answering(answered)) };
    return putMessage(network, discussion, seconds(), fields);
  };
  return {
    handle: "humas_contoh_bot",
    access: () => accessTo(simulator.address, simulator.token),
    wrongAccess: () => accessTo(simulator.address, "7000000001:AAanother_token_of_nobody"),
    someoneSays: async (text, replyTo) => {
      const message = say(text, replyTo);
      tellBot(network, { message });
      return `${discussion.id}:${message.message_id}`;
    },
    // The copies in the discussion group are Telegram's doing.
    countPosts: async (text) =>
      network.messages.filter((one) => one["text"] === text && one["is_automatic_forward"] !== true).length,
    threadOf: async (externalId) => {
      const root = Number(externalId.split(":")[1]);
      return network.messages
        .filter((one) => one.message_id === root || one["message_thread_id"] === root)
        .map((one) => `${one.chat.id}:${one.message_id}`);
    },
    spoil: async (trouble) => {
      simulator.troubles.push(trouble);
    },
    neverSpoilt: ["late", "other_account"],
    webhook: async (spoilt?: SpoiltWebhook) => {
      const update = { update_id: 900, message: say(`@${bot.username} halo`) };
      simulator.offences.push(...(readBotContract()?.offencesOf("Update", update) ?? []));
      const body = spoilt === "unreadable" ? "<html>" : JSON.stringify(update);
      const secret = spoilt === "forged" ? "bukan-rahasia-kita" : webhookSecret;
      return {
        method: "POST",
        headers: { "x-telegram-bot-api-secret-token": secret },
        query: {},
        body: new TextEncoder().encode(body),
      };
    },
    close: simulator.close,
  };
}
