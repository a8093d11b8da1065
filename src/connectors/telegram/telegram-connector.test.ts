import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboxChange } from "#connectors/ports/inbox-port.ts";
import type { StatementMedia } from "#connectors/ports/publish-port.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import {
  openTelegramSimulator,
  type TelegramSimulator,
} from "#test/connectors/telegram-simulator/open-telegram-simulator.ts";
import {
  answering,
  bot,
  channel,
  citizen,
  discussion,
  entitiesIn,
  privateChat,
  putMessage,
  tellBot,
} from "#test/connectors/telegram-simulator/simulated-chats.ts";
import { readUpdate } from "./read-update.ts";
import { telegramConnector } from "./telegram-connector.ts";
import { telegramUpdate } from "./telegram-shapes.ts";

const began = Date.parse("2026-11-22T08:00:00Z");
const dayMs = 24 * 60 * 60 * 1_000;

let simulator: TelegramSimulator;
let nowMs = began;
const lines: { close: () => Promise<void> }[] = [];
beforeEach(async () => {
  nowMs = began;
  simulator = await openTelegramSimulator(() => new Date(nowMs));
});
afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.close()));
  await simulator.close();
  expect(simulator.offences).toEqual([]);
});

/** As the desk opens it, with the guarded way out. */
function open(
  { apiRoot = simulator.address, ...settings }: Record<string, unknown> & { apiRoot?: string } = {},
  secrets: object = {},
) {
  const allowedPrivateHosts = [new URL(apiRoot).host];
  const line = createNetworkFetch({ userAgent: "Gaung/test", allowedPrivateHosts });
  lines.push(line);
  const connector = telegramConnector.open({
    way: "bot",
    settings: {
      publishTo: "@humas_contoh",
      chats: ["@humas_contoh_diskusi"],
      apiRoot,
      ...settings,
    },
    secrets: { token: simulator.token, ...secrets },
    externalId: String(bot.id),
    fetch: line.call,
    stream: line.stream,
    permit: line.permit,
    now: () => new Date(nowMs),
    signal: new AbortController().signal,
  });
  const { publish, inbox } = connector;
  if (!publish || !inbox) throw new Error("a port is missing");
  return { ...connector, publish, inbox };
}

const file = (mediaType: string, name: string): StatementMedia => ({
  name,
  mediaType,
  bytes: new Uint8Array([1, 2, 3]),
  alt: "",
});
const say = (text: string, more: object = {}) => ({ text, media: [], options: {}, ...more });
const textsIn = (changes: readonly InboxChange[]): string[] =>
  changes.flatMap((change) => (change.kind === "removed" ? [] : [change.item.post.text]));
const seconds = (): number => Math.floor(nowMs / 1_000);
const write = (chat: typeof channel, text: string, more: object = {}) =>
  putMessage(simulator.network, chat, seconds(), { from: citizen, text, ...entitiesIn(text), ...more });

describe("what goes out by Telegram", () => {
  it("stands as it was written, and an address is not lost with its card", async () => {
    const text = "Harga <b>turun</b> *50%* [di sini](https://contoh.test) _ya_";
    await open().publish.send(
      say(text, { link: "https://contoh.go.id/kabar", options: { preview: "above" } }),
      "m",
    );
    expect(simulator.calls[0]?.parameters).toEqual({
      chat_id: "@humas_contoh",
      text: `${text}\n\nhttps://contoh.go.id/kabar`,
      link_preview_options: { url: "https://contoh.go.id/kabar", show_above_text: true },
      disable_notification: false,
      protect_content: false,
    });
  });

  it("goes to another channel where that is wished, and is refused where the bot may not post", async () => {
    const { publish } = open();
    await publish.send(say("Undangan jumpa pers", { options: { to: "@humas_contoh_diskusi" } }), "m");
    expect(simulator.calls.at(-1)?.parameters).toMatchObject({ chat_id: "@humas_contoh_diskusi" });
    await publish.send(say("Untuk semua", { options: { to: "" } }), "m");
    expect(simulator.calls.at(-1)?.parameters).toMatchObject({ chat_id: "@humas_contoh" });
    const elsewhere = say("Kanal orang", { options: { to: "@bukan_kanal_kita" } });
    expect(await failureOf(() => publish.send(elsewhere, "m"))).toMatchObject({ kind: "rejected" });
  });

  it("keeps all messages of an album in its id, so that its text is mended and all of it is taken back", async () => {
    const { publish } = open();
    const media = [file("image/png", "a.png"), file("video/mp4", "b.mp4"), file("image/jpeg", "c.jpg")];
    const sent = await publish.send(say("Tiga berkas", { media }), "m");
    expect(sent.externalId).toMatch(/^-1001000000001:\d+,\d+,\d+$/);
    await publish.edit?.(sent, say("Tiga berkas, diperbaiki"));
    const standing = () => simulator.network.messages.filter(({ chat }) => chat.id === channel.id);
    expect(standing().map((one) => one["caption"])).toEqual([
      "Tiga berkas, diperbaiki",
      undefined,
      undefined,
    ]);
    await publish.remove?.(sent);
    expect(standing()).toEqual([]);
    const mixed = say("x", { media: [file("image/png", "a.png"), file("application/pdf", "b.pdf")] });
    expect(await failureOf(() => publish.send(mixed, "m"))).toMatchObject({ reason: "media_kind" });
    const long = say("y".repeat(1_025), { media: [file("image/png", "a.png")] });
    expect(await failureOf(() => publish.send(long, "m"))).toMatchObject({ reason: "too_long" });
  });

  it("may have been said when the answer is lost; the copy in the discussion group proves it", async () => {
    const { publish, inbox } = open();
    simulator.troubles.push({ kind: "answer_lost" });
    expect(await failureOf(() => publish.send(say("Sudah terkirim?"), "m"))).toEqual({ kind: "unknown" });
    const { changes } = await inbox.poll(null);
    const post = simulator.network.messages.find(({ chat }) => chat.id === channel.id);
    expect(changes).toMatchObject([
      {
        kind: "item",
        item: {
          isOurs: true,
          kind: "post",
          post: { text: "Sudah terkirim?", quotes: { externalId: `${channel.id}:${post?.message_id}` } },
        },
      },
    ]);
  });

  it("is taken back within two days, and otherwise refused", async () => {
    const { publish } = open();
    const sent = await publish.send(say("Lama"), "m");
    nowMs += 3 * dayMs;
    expect(await failureOf(async () => publish.remove?.(sent))).toMatchObject({
      kind: "rejected",
      reason: "not_permitted",
    });
  });

  it("is no change when it is the same again", async () => {
    const { publish } = open();
    const sent = await publish.send(say("Tetap"), "m");
    expect(await publish.edit?.(sent, say("Tetap"))).toMatchObject({ externalId: sent.externalId });
  });

  it("follows a group to its new number, and tells a closed door from a broken account", async () => {
    const { publish } = open();
    simulator.network.moved.set(-500, discussion.id);
    const [root] = [write(discussion, "Mulai")];
    const sent = await publish.send(
      say("Ikut", { replyTo: { externalId: `-500:${root?.message_id}` } }),
      "m",
    );
    expect(sent.externalId).toMatch(`${discussion.id}:`);
    simulator.network.moved.set(-600, -601).set(-601, -600);
    expect(
      await failureOf(() => publish.send(say("Berputar", { replyTo: { externalId: "-600:1" } }), "m")),
    ).toMatchObject({ kind: "rejected", reason: "settings" });
    simulator.network.blockedBy.add(citizen.id);
    expect(
      await failureOf(() => publish.send(say("Halo", { replyTo: { externalId: `${citizen.id}:1` } }), "m")),
    ).toMatchObject({ kind: "rejected", reason: "blocked" });
    simulator.network.standing = "kicked";
    expect(await failureOf(() => publish.send(say("Halo"), "m"))).toEqual({
      kind: "reconnect",
      cause: "revoked",
    });
    expect(await failureOf(() => open({ publishTo: "@tidak_ada" }).identify())).toMatchObject({
      reason: "settings",
    });
    expect(await failureOf(() => open({ publishTo: undefined }).publish.send(say("x"), "m"))).toMatchObject({
      reason: "settings",
    });
  });

  it("never shows the token, also when there is no line", async () => {
    const closed = await openTelegramSimulator(() => new Date(nowMs));
    await closed.close();
    const { publish } = open({ apiRoot: closed.address });
    const error: unknown = await publish.send(say("x"), "m").catch((one: unknown) => one);
    expect(error).toMatchObject({ failure: { kind: "retry" } });
    expect(
      Object.getOwnPropertyNames(error)
        .map((name) => String(Reflect.get(Object(error), name)))
        .join(),
    ).not.toContain(simulator.token);
  });
});

describe("what comes in by Telegram", () => {
  it("is a comment in the thread of our post, a private message, an edit; strangers' groups are not read", async () => {
    const { publish, inbox } = open();
    await publish.send(say("Jalan ditutup besok"), "m");
    const copy = simulator.network.messages.find((one) => one["is_automatic_forward"] === true)!;
    tellBot(simulator.network, { message: write(discussion, "Sampai jam berapa?", answering(copy)) });
    tellBot(simulator.network, { message: write(privateChat, "Mau lapor") });
    tellBot(simulator.network, {
      edited_message: write(privateChat, "Mau lapor jalan", { edit_date: seconds() }),
    });
    const strange = { id: -900, type: "group", title: "Keluarga" } as const;
    tellBot(simulator.network, { message: write(strange, "rahasia keluarga") });
    const other = { id: -901, type: "channel", title: "Lain", username: "kanal_lain" } as const;
    tellBot(simulator.network, {
      channel_post: putMessage(simulator.network, other, seconds(), { text: "Kabar" }),
    });
    const { changes } = await open({ chats: ["@humas_contoh_diskusi", "kanal_lain"] }).inbox.poll(null);
    expect(changes).toMatchObject([
      { item: { kind: "post", isOurs: true, post: { isPrivate: false } } },
      {
        kind: "item",
        item: {
          kind: "comment",
          conversation: { externalId: `${discussion.id}:${copy.message_id}`, kind: "thread" },
          post: {
            replyTo: { externalId: `${discussion.id}:${copy.message_id}` },
            url: expect.stringContaining("https://t.me/humas_contoh_diskusi/"),
            author: { externalId: "41", handle: "warga_contoh", name: "Warga" },
          },
        },
      },
      {
        kind: "item",
        item: { kind: "direct", conversation: { kind: "direct" }, post: { isPrivate: true, url: null } },
      },
      { kind: "edited", item: { post: { text: "Mau lapor jalan", editedAt: new Date(nowMs) } } },
      { kind: "item", item: { kind: "post", isOurs: false, post: { text: "Kabar" } } },
    ]);
    expect(textsIn((await inbox.poll(null)).changes)).not.toContain("rahasia keluarga");
  });

  it("keeps its order and its whole when updates among it are broken or from the far future", async () => {
    const { inbox } = open();
    tellBot(simulator.network, { message: write(discussion, "satu") });
    const odd = (await inbox.poll(null)).cursor!;
    const good = {
      message_id: 5,
      chat: discussion,
      date: 4e15,
      text: "tiga",
      from: { id: "x" },
      entities: "y",
    };
    const result = [
      { update_id: 1, message: { text: "no chat" } },
      { update_id: 2, poll: {} },
      { update_id: 3, message: good },
    ];
    simulator.foreignAnswers.push({ status: 200, body: JSON.stringify({ ok: true, result }) });
    const page = await inbox.poll(odd);
    expect(page).toMatchObject({
      changes: [{ item: { post: { text: "tiga", publishedAt: new Date(nowMs) } } }],
      cursor: expect.stringMatching(/^4\./),
    });
    for (const body of [
      "",
      "<html>",
      "[]",
      "null",
      '{"ok":true}',
      '{"ok":true,"result":[{}]}',
      '{"ok":1e400}',
    ]) {
      simulator.foreignAnswers.push({ status: 200, body });
      expect(await failureOf(() => inbox.poll(odd)), body).toEqual({ kind: "retry" });
    }
    for (const status of [302, 403, 404, 502]) {
      simulator.foreignAnswers.push({ status, body: "<html>Perawatan</html>" });
      expect((await failureOf(() => inbox.poll(odd))).kind, String(status)).toBe("retry");
      simulator.foreignAnswers.push({ status, body: "<html>Perawatan</html>" });
      expect((await failureOf(() => open().publish.send(say("x"), "m"))).kind, String(status)).toBe(
        "unknown",
      );
    }
  });

  it("goes on behind its place, but not from one that is older than Telegram's numbers last", async () => {
    const { inbox } = open();
    tellBot(simulator.network, { message: write(discussion, "satu") });
    const { cursor } = await inbox.poll(null);
    expect((await inbox.poll(cursor)).changes).toEqual([]);
    // A week of silence, and the numbers begin lower.
    nowMs += 8 * dayMs;
    simulator.network.updateId = 7;
    tellBot(simulator.network, { message: write(discussion, "dua") });
    const page = await inbox.poll(cursor);
    expect(textsIn(page.changes)).toEqual(["dua"]);
    expect((await inbox.poll(page.cursor)).changes).toEqual([]);
  });

  it("stops before the news that the bot was put out of the office's channel, and goes on when it is back", async () => {
    const { inbox } = open();
    tellBot(simulator.network, { message: write(discussion, "sebelum") });
    const left = { status: "kicked", user: bot, until_date: 0 };
    const member = {
      chat: channel,
      from: citizen,
      date: seconds(),
      old_chat_member: left,
      new_chat_member: left,
    };
    tellBot(simulator.network, { my_chat_member: member });
    tellBot(simulator.network, { message: write(discussion, "sesudah") });
    simulator.network.standing = "kicked";
    const page = await inbox.poll(null);
    expect(textsIn(page.changes)).toEqual(["sebelum"]);
    expect(await failureOf(() => inbox.poll(page.cursor))).toEqual({ kind: "reconnect", cause: "revoked" });
    simulator.network.standing = "administrator";
    expect(textsIn((await inbox.poll(page.cursor)).changes)).toEqual(["sesudah"]);
  });

  it("has its files fetched when they are asked for, by an address that never leaves the connector", async () => {
    simulator.network.files.set("a b/ü", Buffer.from("halo"));
    simulator.network.files.set("besar", Buffer.alloc(21 * 1024 * 1024));
    const { inbox } = open();
    const fileOf = (id: string, most = 100) =>
      inbox.fetchAttachment?.(
        { externalId: "1:1" },
        { kind: "file", url: `urn:telegram:file:${encodeURIComponent(id)}` },
        most,
      ) ?? Promise.reject(new Error("no files"));
    simulator.network.files.set("laporan", Buffer.from("isi laporan"));
    expect(Buffer.from(await fileOf("laporan")).toString()).toBe("isi laporan");
    expect(await failureOf(() => fileOf("laporan", 3))).toMatchObject({ reason: "media_size" });
    expect(await failureOf(() => fileOf("besar"))).toMatchObject({ reason: "media_size" });
    // Such a place is none that we would ask for.
    expect(await failureOf(() => fileOf("a b/ü"))).toMatchObject({ reason: "settings" });
    expect(await failureOf(() => fileOf("tidak-ada"))).toMatchObject({ kind: "rejected" });
    const foreign = { kind: "file", url: "https://contoh.test/x" } as const;
    expect(await failureOf(async () => inbox.fetchAttachment?.({ externalId: "1:1" }, foreign, 100))).toEqual(
      { kind: "gone" },
    );
    simulator.troubles.push({ kind: "html" });
    expect(await failureOf(() => fileOf("laporan"))).toEqual({ kind: "retry" });
  });

  it("is pushed and not asked for where a webhook stands, if the webhook is ours", async () => {
    simulator.network.webhookUrl = "https://lain.contoh.go.id/";
    expect(await failureOf(() => open().inbox.poll("5.1"))).toMatchObject({ reason: "settings" });
    const ours = open({}, { webhookSecret: "rahasia" });
    expect(await ours.inbox.poll("5.1")).toEqual({ changes: [], cursor: "5.1", hasMore: false });
  });

  it("writes out the addresses behind words, and says polls, places and rich texts in words", () => {
    const read = (fields: object): unknown => {
      const message = { message_id: 1, date: 1, chat: privateChat, ...fields };
      return readUpdate(telegramUpdate.parse({ update_id: 1, message }), listener);
    };
    const link = { type: "text_link", offset: 3, length: 4, url: "https://contoh.test/" };
    const stray = { type: "text_link", offset: 90, length: 9, url: "https://jauh.test/" };
    expect(read({ text: "🙂 sini ya", entities: [link, stray] })).toMatchObject({
      item: { post: { text: "🙂 sini (https://contoh.test/) ya" } },
    });
    expect(read({ poll: { question: "Setuju?", options: [{ text: "Ya" }] } })).toMatchObject({
      item: { post: { text: "Setuju?\n- Ya" } },
    });
    const blocks = [
      { type: "paragraph", text: ["Air ", { type: "bold", text: "mati" }] },
      { type: "divider" },
    ];
    expect(read({ rich_message: { blocks } })).toMatchObject({ item: { post: { text: "Air mati" } } });
  });

  it("can be anything without doing harm", () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom(...fields), maxDepth: 4 }),
        fc.boolean(),
        (message, isEdit) => {
          const whole = { message_id: 1, date: 1, chat: { id: 5, type: "private" }, ...message };
          const update = telegramUpdate.safeParse({
            update_id: 1,
            [isEdit ? "edited_message" : "message"]: whole,
          });
          expect(() => update.success && readUpdate(update.data, listener)).not.toThrow();
        },
      ),
    );
  });
});

const listener = { botId: "1", handle: "b", publishTo: undefined, chats: [], now: null };
const fields = [
  "message_id",
  "date",
  "chat",
  "from",
  "text",
  "caption",
  "entities",
  "offset",
  "length",
  "type",
  "url",
  "id",
  "reply_to_message",
  "rich_message",
  "blocks",
  "photo",
  "file_id",
  "poll",
  "options",
  "question",
  "edit_date",
] as const;
