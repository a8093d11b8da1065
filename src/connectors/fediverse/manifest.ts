import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";
import { fediverseOptions, optionWords } from "./option-words.ts";

/** A server's address. Without TLS only on this machine: the account's token goes there. */
const serverAddress = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine((url) => url.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?/.test(url));

export const fediverseSettings = z.object({
  server: serverAddress,
  /** Other servers whose hashtag timelines are read as well. */
  hashtagServers: z.array(serverAddress).max(5).default([]),
  /** Hashtags whose posts come as they happen, without "#". */
  hashtags: z
    .array(z.string().regex(/^[\p{L}\p{N}_]{1,100}$/u))
    .max(10)
    .default([]),
});

/** What is kept of an account. The client's two are there only when it came by consent. */
export const fediverseSecrets = z.object({
  token: z.string().min(1).max(2_000).optional(),
  clientId: z.string().max(500).optional(),
  clientSecret: z.string().max(500).optional(),
  scope: z.string().max(2_000).optional(),
});

const words = {
  server: {
    label: { id: "Alamat server", en: "Server address" },
    hint: {
      id: "Server tempat akun Anda terdaftar, lengkap dengan https://.",
      en: "The server on which your account is, with https://.",
    },
    example: "https://mastodon.social",
  },
  hashtagServers: {
    label: { id: "Server lain untuk tagar", en: "Other servers for hashtags" },
    hint: {
      id: "Paling banyak lima. Setiap server hanya menampilkan kiriman yang sampai kepadanya, jadi lebih banyak server berarti cakupan lebih luas.",
      en: "Five at most. A server shows only the posts that reached it, so more servers cover more.",
    },
    example: "https://mstdn.id",
  },
  hashtags: {
    label: { id: "Tagar yang dipantau langsung", en: "Hashtags followed live" },
    hint: { id: "Paling banyak sepuluh, tanpa tanda #.", en: "Ten at most, without #." },
    example: "layananpublik",
  },
  token: {
    label: { id: "Token akses", en: "Access token" },
    hint: {
      id: "Tertulis sebagai “Your access token” di halaman aplikasi Anda.",
      en: "It stands as “Your access token” on the page of your application.",
    },
  },
};

const scopes = [
  {
    name: "read:accounts",
    why: {
      id: "Mengetahui akun siapa ini dan mencari akun lain.",
      en: "Know whose account this is, and find others.",
    },
  },
  {
    name: "read:statuses",
    why: { id: "Membaca kiriman, tagar, dan utas.", en: "Read posts, hashtags and threads." },
  },
  {
    name: "read:notifications",
    why: {
      id: "Menerima sebutan, balasan, dan pesan langsung.",
      en: "Receive mentions, replies and direct messages.",
    },
  },
  {
    name: "read:search",
    why: {
      id: "Mencari kata jika server menyediakannya, dan membuka kiriman dari server lain.",
      en: "Search for words where the server offers it, and open posts of other servers.",
    },
  },
  {
    name: "write:statuses",
    why: { id: "Mengirim, mengubah, dan menghapus kiriman.", en: "Publish, edit and delete posts." },
  },
  { name: "write:media", why: { id: "Mengunggah gambar dan video.", en: "Upload pictures and videos." } },
];

/** What an application asks for, as OAuth writes it. */
export const fediverseScope = scopes.map(({ name }) => name).join(" ");

export const fediverseManifest: Manifest = {
  key: "fediverse",
  name: { id: "Fediverse (Mastodon)", en: "Fediverse (Mastodon)" },
  handleSign: "@",
  sign: { letters: "F", colour: "#5b4bd6" },
  summary: {
    id: "Ribuan server yang saling terhubung, lewat server yang mengenal antarmuka Mastodon. Tidak ada pencarian di seluruh jaringan: yang tercakup adalah tagar di server yang Anda pilih, akun yang Anda sebut, dan apa yang dikatakan kepada Anda.",
    en: "Thousands of connected servers, through one that speaks Mastodon's interface. There is no network-wide search: covered are hashtags on the servers you choose, accounts you name, and what is said to you.",
  },
  isManyServers: true,
  abilities: {
    listen: {
      words: can({
        id: "Tidak ada pencarian di seluruh jaringan. Kata dicari hanya di server Anda, hanya jika server itu menyediakannya, dan hanya pada kiriman yang penulisnya mengizinkan.",
        en: "There is no network-wide search. Words are searched on your server only, only where it offers that, and only in posts whose authors allow it.",
      }),
      hashtag: can({
        id: "Di server Anda dan server lain yang Anda tambahkan; tiap server hanya mengenal kiriman yang sampai kepadanya.",
        en: "On your server and the others you add; each knows only the posts that reached it.",
      }),
      author: can({
        id: "Kiriman yang sampai ke server Anda; kiriman lama dari server lain sering tidak ada.",
        en: "Posts that reached your server; older ones from other servers are often missing.",
      }),
      mention: cannot({
        id: "Jaringan ini tidak menyediakan pencarian sebutan akun lain. Sebutan akun Anda sendiri masuk ke kotak masuk.",
        en: "The network offers no search for mentions of other accounts. Those of your own reach the inbox.",
      }),
      domain: cannot({
        id: "Jaringan ini tidak menyediakan pencarian menurut domain tautan.",
        en: "The network offers no search by the domain of links.",
      }),
      link: cannot({
        id: "Server hanya menampilkan kiriman tentang tautan yang sedang tren, bukan tentang sembarang tautan.",
        en: "Servers show posts about a link only while it is trending, not about any link.",
      }),
      stream: can({
        id: "Tagar yang ditulis di pengaturan akun, dari server Anda sendiri.",
        en: "The hashtags written in the account's settings, from your own server.",
      }),
    },
    inbox: {
      mentions: can({
        id: "Termasuk yang disaring server karena penulisnya belum dikenal. Perubahan dan penghapusan hanya terlihat selama aliran langsung terbuka, sejauh server mengirimkannya.",
        en: "Also those that the server filters because it does not know the author. Edits and deletions are seen only while the live stream is open, as far as the server sends them.",
      }),
      replies: can({
        id: "Balasan yang menyebut akun Anda; balasan tanpa sebutan tidak diberitahukan oleh server.",
        en: "Replies that mention your account; of those that do not, servers tell nothing.",
      }),
      direct: can({
        id: "Pesan langsung tidak terenkripsi ujung ke ujung; pengelola kedua server dapat membacanya.",
        en: "Direct messages are not end-to-end encrypted; the operators of both servers can read them.",
      }),
      threads: can({
        id: "Bagian utas yang sampai ke server Anda.",
        en: "The part of a thread that reached your server.",
      }),
      push: can(),
    },
    publish: {
      post: can(),
      reply: can({
        id: "Nama yang dibalas ditulis di awal jika belum ada, karena tanpa itu ia tidak diberi tahu.",
        en: "The name of who is answered is put first where it is missing, since nobody is told without it.",
      }),
      thread: can(),
      media: can(),
      edit: can({
        id: "Visibilitas tidak dapat diubah. Server lain boleh mengabaikan perubahan.",
        en: "The visibility cannot be changed. Other servers may ignore an edit.",
      }),
      remove: can({
        id: "Server lain diminta ikut menghapus, tetapi tidak dapat dipaksa.",
        en: "Other servers are asked to delete it too, and cannot be made to.",
      }),
      lookUp: can({
        id: "Dalam satu jam server mengenali kiriman ulang dari tandanya. Setelah itu kiriman dicari di antara kiriman kita menurut teks dan yang dibalas; dua kiriman yang persis sama tidak dapat dibedakan.",
        en: "Within an hour the server knows a repeated post by its mark. After that it is looked for among our own by its text and what it answers; two that are exactly the same cannot be told apart.",
      }),
    },
    insights: {
      posts: can({
        id: "Jumlah tayangan tidak dihitung oleh jaringan ini.",
        en: "The network does not count views.",
      }),
      account: can(),
    },
  },
  limits: {
    counter: "fediverse",
    mostLength: 500,
    mostMedia: 4,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/heic"],
        mostBytes: 16_777_216,
        most: 4,
        mostAltLength: 1_500,
      },
      {
        kind: "video",
        mediaTypes: ["video/mp4", "video/webm", "video/quicktime"],
        mostBytes: 103_809_024,
        most: 1,
        mostAltLength: 1_500,
      },
      {
        kind: "audio",
        mediaTypes: ["audio/mpeg", "audio/ogg", "audio/wav", "audio/flac", "audio/aac", "audio/mp4"],
        mostBytes: 103_809_024,
        most: 1,
        mostAltLength: 1_500,
      },
    ],
  },
  options: fediverseOptions,
  optionWords,
  ways: [
    {
      key: "oauth",
      kind: "oauth",
      name: { id: "Persetujuan di server Anda", en: "Consent on your server" },
      steps: [
        {
          id: "Tulis alamat server tempat akun resmi Anda terdaftar. Gaung mendaftarkan diri di sana.",
          en: "Write the address of the server on which your official account is. Gaung registers itself there.",
        },
        {
          id: "Masuk di halaman server itu dan setujui; Anda kembali ke {callback}.",
          en: "Sign in on that server's page and agree; you come back to {callback}.",
        },
      ],
      settings: fediverseSettings,
      secrets: z.object({}),
      words,
      scopes,
    },
    {
      key: "token",
      kind: "secret",
      name: { id: "Token aplikasi Anda sendiri", en: "Access token of your own app" },
      steps: [
        {
          id: "Di server Anda buka Preferensi, lalu Pengembangan, lalu Aplikasi Baru.",
          en: "On your server open Preferences, then Development, then New application.",
        },
        {
          id: `Beri nama, lalu pilih cakupan ${fediverseScope}. Alamat pengalihan boleh dibiarkan.`,
          en: `Give it a name, and choose the scopes ${fediverseScope}. The redirect address may stay as it is.`,
        },
        {
          id: "Simpan, buka aplikasi itu, dan salin token aksesnya.",
          en: "Save, open the application, and copy its access token.",
        },
      ],
      settings: fediverseSettings,
      secrets: z.object({ token: z.string().min(1).max(2_000) }),
      words,
      scopes,
    },
  ],
  quotas: [
    { bucket: "all", calls: 300, perSeconds: 300 },
    { bucket: "media_and_deletions", calls: 30, perSeconds: 1_800 },
  ],
  costs: [],
  metrics: {
    favourites: { id: "Favorit", en: "Favourites" },
    reblogs: { id: "Diteruskan", en: "Boosts" },
    replies: { id: "Balasan", en: "Replies" },
    quotes: { id: "Kutipan", en: "Quotes" },
    followers: { id: "Pengikut", en: "Followers" },
    following: { id: "Mengikuti", en: "Following" },
    statuses: { id: "Kiriman", en: "Posts" },
  },
  docs: [
    "https://docs.joinmastodon.org/client/intro/",
    "https://docs.joinmastodon.org/methods/statuses/",
    "https://docs.joinmastodon.org/methods/notifications/",
    "https://docs.joinmastodon.org/methods/streaming/",
    "https://docs.joinmastodon.org/api/rate-limits/",
  ],
  checkedOn: "2026-11-22",
  isForAll: ({ options: { visibility = "public" } }) => visibility === "public",
};
