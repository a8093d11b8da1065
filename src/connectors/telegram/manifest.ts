import { z } from "zod";
import { can, cannot, type Manifest, type Sentence } from "#connectors/ports/manifest.ts";

/** "@name", or a number. Forms send an empty text for what was left out. */
const chat = z
  .string()
  .trim()
  .regex(/^(@?[A-Za-z]\w{3,31}|-?\d{1,20})?$/);

export const telegramSettings = z.object({
  /** Where statements go that answer nobody. */
  publishTo: chat.optional(),
  /** Where else the bot listens; nobody else's messages are read. Empty: wherever the bot is. */
  chats: z.array(chat).max(50).default([]),
  apiRoot: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .default("https://api.telegram.org"),
});

export const telegramSecrets = z.object({
  token: z
    .string()
    .trim()
    .regex(/^\d{1,20}:[\w-]{10,200}$/),
  webhookSecret: z
    .string()
    .regex(/^[\w-]{0,256}$/)
    .optional(),
});

export const telegramOptions = z.object({
  /** Another channel or group than the usual one: that of the press, say. */
  to: chat.optional(),
  /** What is shown of the first address in the text. */
  preview: z.enum(["below", "above", "none"]).default("below"),
  /** Nobody's telephone rings. */
  isSilent: z.boolean().default(false),
  /** Readers can neither forward nor save it. */
  isProtected: z.boolean().default(false),
});

const noSearch: Sentence = {
  id: "Telegram tidak punya pencarian untuk bot. Yang terdengar hanya kanal dan grup yang diikuti bot kantor; isinya datang bersama pesan masuk.",
  en: "Telegram has no search for bots. Only the channels and groups that the office's bot is in are heard; what is said there comes with the inbox.",
};

const noNumbers: Sentence = {
  id: "Telegram tidak memberi bot jumlah tayangan. Reaksi hanya datang sekilas dan tidak bisa ditanyakan lagi, jadi tidak dihitung.",
  en: "Telegram gives bots no view counts. Reactions only pass by and cannot be asked for again, so they are not counted.",
};

/** Telegram by its Bot API. */
export const telegramManifest: Manifest = {
  key: "telegram",
  name: { id: "Telegram", en: "Telegram" },
  handleSign: "@",
  sign: { letters: "T", colour: "#16759f" },
  summary: {
    id: "Kanal dan grup Telegram kantor melalui bot: mengumumkan, mendengar komentar, dan menjawab pesan langsung.",
    en: "The office's Telegram channel and groups by a bot: announce, hear comments and answer direct messages.",
  },
  abilities: {
    listen: {
      words: cannot(noSearch),
      hashtag: cannot(noSearch),
      author: cannot(noSearch),
      mention: cannot(noSearch),
      domain: cannot(noSearch),
      link: cannot(noSearch),
      stream: cannot({
        id: "Sebuah bot hanya punya satu antrean kabar, dan kotak masuk yang membacanya. Kiriman kanal dan grup yang diikuti bot datang lewat sana.",
        en: "A bot has a single queue of news, and the inbox reads it. Posts of the channels and groups that the bot is in come that way.",
      }),
    },
    inbox: {
      mentions: can({
        id: "Hanya di grup dan kanal yang diikuti bot.",
        en: "Only in groups and channels that the bot is in.",
      }),
      replies: can({
        id: "Termasuk komentar di grup diskusi kanal, dan penyuntingannya. Telegram tidak memberi tahu bot bila pesan dihapus.",
        en: "With comments in the channel's discussion group, and their edits. Telegram does not tell bots when a message is deleted.",
      }),
      direct: can({
        id: "Warga harus menyapa bot lebih dulu; bot tidak bisa memulai percakapan.",
        en: "People have to write to the bot first; a bot cannot begin a conversation.",
      }),
      threads: cannot({
        id: "Bot tidak bisa membaca riwayat Telegram. Utas disusun dari pesan yang sudah kita terima.",
        en: "Bots cannot read Telegram's history. A thread is made of the messages that have reached us.",
      }),
      push: can({
        id: "Pesan yang menunggu disimpan Telegram paling lama 24 jam; bila meja ini mati lebih lama, yang lebih tua hilang.",
        en: "Telegram keeps waiting messages for 24 hours at most; if this desk is down for longer, older ones are lost.",
      }),
      files: can({
        id: "Berkas diambil dari Telegram bila seseorang membukanya, paling besar 20 MB.",
        en: "Files are fetched from Telegram when somebody opens one, 20 MB at most.",
      }),
    },
    publish: {
      post: can(),
      reply: can(),
      thread: can({
        id: "Beberapa pesan yang masing-masing menjawab pesan sebelumnya.",
        en: "Several messages, each answering the one before.",
      }),
      media: can({
        id: "Album berisi 2 sampai 10 berkas: foto dan video boleh bercampur, dokumen dan suara hanya dengan sejenisnya. Telegram tidak menyimpan teks alternatif gambar.",
        en: "Albums hold 2 to 10 files: photos and videos may be mixed, documents and sound only with their own kind. Telegram keeps no alternative text of pictures.",
      }),
      edit: can({
        id: "Teks atau keterangan berkas; berkasnya sendiri tidak diganti.",
        en: "The text or caption; files themselves are not exchanged.",
      }),
      remove: can({
        id: "Paling lama 48 jam setelah terkirim, kecuali bila bot berhak menghapus pesan di kanal itu. Album dihapus seluruhnya.",
        en: "Within 48 hours of sending, unless the bot may delete messages in that channel. Albums go whole.",
      }),
      lookUp: cannot({
        id: "Telegram tidak mengenal tanda kiriman dan bot tidak bisa membaca riwayat. Bila jawaban Telegram hilang, orang harus melihat kanalnya; bila kiriman itu muncul lagi di grup diskusi, itu buktinya.",
        en: "Telegram knows no mark of a statement, and bots cannot read history. If Telegram's answer is lost, somebody has to look at the channel; should the post show up in the discussion group, that proves it.",
      }),
    },
    insights: { posts: cannot(noNumbers), account: cannot(noNumbers) },
  },
  limits: {
    counter: "utf16",
    mostLength: 4096,
    mostLengthWithMedia: 1024,
    mostMedia: 10,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/jpeg", "image/png"],
        mostBytes: 10_000_000,
        most: 10,
        ratios: { least: 1 / 20, most: 20 },
      },
      { kind: "video", mediaTypes: ["video/mp4"], mostBytes: 50_000_000, most: 10 },
      { kind: "audio", mediaTypes: ["audio/mpeg", "audio/mp4"], mostBytes: 50_000_000, most: 10 },
      {
        kind: "file",
        mediaTypes: [
          "application/pdf",
          "application/zip",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "text/csv",
          "text/plain",
        ],
        mostBytes: 50_000_000,
        most: 10,
      },
    ],
  },
  options: telegramOptions,
  optionWords: {
    to: {
      label: { id: "Kanal lain", en: "Another channel" },
      hint: {
        id: "Kosongkan untuk kanal yang biasa. Isi nama kanal atau grup lain, misalnya kanal untuk wartawan; bot harus boleh mengirim di sana.",
        en: "Empty: the usual channel. Or the name of another channel or group, that of the press for instance; the bot has to be allowed to post there.",
      },
      example: "@humas_contoh_pers",
    },
    preview: {
      label: { id: "Pratinjau tautan", en: "Link preview" },
      choices: {
        below: { id: "Di bawah teks", en: "Below the text" },
        above: { id: "Di atas teks", en: "Above the text" },
        none: { id: "Tanpa pratinjau", en: "None" },
      },
    },
    isSilent: { label: { id: "Kirim tanpa bunyi", en: "Send without a sound" } },
    isProtected: { label: { id: "Tidak bisa diteruskan", en: "Cannot be forwarded" } },
  },
  ways: [
    {
      key: "bot",
      kind: "secret",
      name: { id: "Token bot", en: "Bot token" },
      steps: [
        {
          id: "Di Telegram, buka @BotFather, kirim /newbot, lalu salin token yang diberikan.",
          en: "In Telegram, open @BotFather, send /newbot and copy the token that it gives.",
        },
        {
          id: "Kirim /setprivacy ke @BotFather lalu pilih Disable, supaya bot menerima semua komentar di grup diskusi, bukan hanya yang menyebutnya.",
          en: "Send /setprivacy to @BotFather and choose Disable, so that the bot gets every comment in the discussion group, not only those that name it.",
        },
        {
          id: "Jadikan bot admin kanal kantor dengan hak mengirim, menyunting, dan menghapus pesan, lalu masukkan ke grup diskusi kanal itu.",
          en: "Make the bot an administrator of the office's channel, with the rights to post, edit and delete messages, then add it to the channel's discussion group.",
        },
        {
          id: "Sesudah itu kirim /setjoingroups ke @BotFather lalu pilih Disable, supaya orang lain tidak bisa memasukkan bot ke grup mereka.",
          en: "Afterwards send /setjoingroups to @BotFather and choose Disable, so that nobody else can add the bot to a group of theirs.",
        },
        {
          id: "Isi token dan nama kanalnya di sini. Bot ini tidak boleh sekaligus dipakai program lain yang membaca pesannya.",
          en: "Fill in the token and the channel's name here. No other program may read this bot's messages at the same time.",
        },
      ],
      settings: telegramSettings,
      secrets: telegramSecrets,
      words: {
        publishTo: {
          label: { id: "Kanal untuk mengumumkan", en: "Channel to announce in" },
          hint: {
            id: "Nama kanal kantor, atau nomornya bila kanal tertutup. Kosongkan bila bot hanya menjawab pesan.",
            en: "The name of the office's channel, or its number if the channel is closed. Leave it empty if the bot only answers messages.",
          },
          example: "@humas_contoh",
        },
        chats: {
          label: { id: "Kanal dan grup yang didengar", en: "Channels and groups to hear" },
          hint: {
            id: "Grup diskusi kanal, dan kanal lain tempat bot menjadi anggota. Obrolan di luar daftar ini tidak dibaca; bila kosong, semua tempat bot berada.",
            en: "The channel's discussion group, and other channels that the bot is in. Chats that are not on this list are not read; if it is empty, all places where the bot is.",
          },
          example: "@humas_contoh_diskusi",
        },
        apiRoot: {
          isRare: true,
          label: { id: "Alamat Bot API", en: "Address of the Bot API" },
          hint: {
            id: "Biarkan seperti ini, kecuali kantor menjalankan server Bot API sendiri.",
            en: "Leave it as it is, unless the office runs a Bot API server of its own.",
          },
          example: "https://api.telegram.org",
        },
        token: {
          label: { id: "Token bot", en: "Bot token" },
          hint: {
            id: "Siapa pun yang memegang token ini berbicara sebagai bot. Bila bocor, kirim /revoke ke @BotFather.",
            en: "Whoever holds this token speaks as the bot. If it leaks, send /revoke to @BotFather.",
          },
          example: "123456789:AAF…",
        },
        webhookSecret: {
          isRare: true,
          label: { id: "Rahasia webhook", en: "Webhook secret" },
          hint: {
            id: "Hanya bila alamat webhook meja ini didaftarkan dengan setWebhook; isi sama dengan secret_token. Bila kosong, meja ini sendiri yang menunggu pesan dan tidak perlu bisa dicapai dari luar.",
            en: "Only if this desk's webhook address was registered with setWebhook; the same as its secret_token. If it is empty, the desk itself waits for messages and need not be reachable from outside.",
          },
        },
      },
      scopes: [
        {
          name: "can_post_messages",
          why: { id: "Mengirim pengumuman di kanal.", en: "Post announcements in the channel." },
        },
        {
          name: "can_edit_messages",
          why: { id: "Memperbaiki pengumuman.", en: "Correct announcements." },
        },
        {
          name: "can_delete_messages",
          why: {
            id: "Menarik pengumuman yang lebih tua dari 48 jam.",
            en: "Take back announcements that are older than 48 hours.",
          },
        },
      ],
    },
  ],
  // From Telegram's own list of questions for bots; the network itself only ever says "too many".
  quotas: [
    { bucket: "all", calls: 30, perSeconds: 1 },
    { bucket: "chat", calls: 20, perSeconds: 60 },
  ],
  costs: [],
  metrics: {},
  docs: [
    "https://core.telegram.org/bots/api",
    "https://core.telegram.org/bots/faq",
    "https://core.telegram.org/bots/features",
  ],
  checkedOn: "2026-11-22",
  // Chats without a name of their own are for their members.
  isForAll: ({ url }) => !url.startsWith("https://t.me/c/"),
};
