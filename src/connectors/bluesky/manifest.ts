import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";

/** What a post on Bluesky may carry besides its text. */
export const blueskyOptions = z.object({
  /** Who may answer; written beside the post in the same step. */
  replies: z.enum(["everyone", "mentioned", "following", "followers", "nobody"]).default("everyone"),
  /** A post to quote: its address on bsky.app or its `at://` address. */
  quote: z.string().max(500).optional(),
  cardDescription: z.string().max(1_000).optional(),
});

export const blueskySettings = z.object({
  identifier: z.string().trim().min(3).max(253),
  service: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .default("https://bsky.social"),
  jetstream: z
    .url({ protocol: /^wss?$/ })
    .max(300)
    .default("wss://jetstream2.us-east.bsky.network/subscribe"),
});

/** What the form asks for. */
const askedSecrets = z.object({ appPassword: z.string().trim().min(1).max(200) });

/** What is kept: the session's two tokens come with the first refresh, and each refresh replaces both. */
export const blueskySecrets = askedSecrets.extend({
  accessToken: z.string().max(10_000).optional(),
  refreshToken: z.string().max(10_000).optional(),
});

/** Bluesky, the largest network on the AT Protocol. */
export const blueskyManifest: Manifest = {
  key: "bluesky",
  name: { id: "Bluesky", en: "Bluesky" },
  handleSign: "@",
  sign: { letters: "Bs", colour: "#1185fe" },
  summary: {
    id: "Kiriman publik dapat dicari di seluruh jaringan, gratis, dengan akun instansi dan kata sandi aplikasi.",
    en: "Public posts can be searched across the whole network, free of charge, with the office's account and an app password.",
  },
  abilities: {
    listen: {
      words: can({
        id: "Bluesky menyaring hasil pencarian dari akun yang ditandai spam; aliran langsung tidak disaring.",
        en: "Bluesky leaves accounts marked as spam out of its search; the live stream is not filtered.",
      }),
      hashtag: can(),
      author: can({
        id: "Seluruh kiriman dan balasan akun itu, tanpa kiriman orang lain yang diteruskannya.",
        en: "All posts and replies of the account, without what it passes on from others.",
      }),
      mention: can(),
      domain: can({
        id: "Menemukan kiriman yang menautkan situs, juga bila alamatnya disingkat di dalam teks.",
        en: "Finds posts that link to a site, also where the text shortens the address.",
      }),
      link: can(),
      stream: can({
        id: "Semua kiriman publik melalui Jetstream. Aliran hanya menyebut DID penulis, bukan nama akunnya.",
        en: "All public posts through Jetstream. The stream names authors by DID, not by handle.",
      }),
    },
    inbox: {
      mentions: can(),
      replies: can({ id: "Termasuk kutipan atas kiriman kita.", en: "Including quotes of our posts." }),
      direct: cannot({
        id: "Pesan langsung tidak dapat dibaca karena berada di layanan percakapan terpisah yang belum disambungkan Gaung.",
        en: "Direct messages cannot be read because they are kept by a separate chat service that Gaung does not speak to yet.",
      }),
      threads: can(),
      push: cannot({
        id: "Bluesky tidak dapat mendorong pemberitahuan karena tidak memiliki webhook; Gaung menanyakannya secara berkala.",
        en: "Bluesky cannot push notifications because it has no webhooks; Gaung asks for them regularly.",
      }),
    },
    publish: {
      post: can(),
      reply: can({
        id: "Gaung memeriksa lebih dahulu apakah balasan ditutup atau akun kita diblokir.",
        en: "Gaung looks first whether replies are closed or our account is blocked.",
      }),
      thread: can(),
      media: can({
        id: "Gambar dengan teks alternatif. Video belum dapat dikirim dari Gaung.",
        en: "Pictures with alternative text. Videos cannot be sent from Gaung yet.",
      }),
      edit: cannot({
        id: "Kiriman tidak dapat diubah karena Bluesky tidak mengenal penyuntingan; hapus lalu kirim yang baru.",
        en: "Posts cannot be changed because Bluesky has no editing; delete the post and send a new one.",
      }),
      remove: can(),
      lookUp: can({
        id: "Pasti: kunci kiriman ditentukan Gaung sebelum dikirim, sehingga kiriman ganda tidak mungkin.",
        en: "Exact: Gaung chooses the post's key before sending, so a post cannot be made twice.",
      }),
    },
    insights: {
      posts: can({ id: "Jumlah tayangan tidak tersedia.", en: "Views are not available." }),
      account: can(),
    },
  },
  limits: {
    counter: "graphemes",
    mostLength: 300,
    mostBytes: 3_000,
    mostTitleLength: 300,
    mostMedia: 4,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/png", "image/jpeg", "image/webp", "image/gif"],
        mostBytes: 2_000_000,
        most: 4,
        mostAltLength: 2_000,
      },
    ],
  },
  options: blueskyOptions,
  optionWords: {
    replies: {
      label: { id: "Siapa yang boleh membalas", en: "Who may reply" },
      choices: {
        everyone: { id: "Semua orang", en: "Everybody" },
        mentioned: { id: "Yang disebut", en: "Those it mentions" },
        following: { id: "Yang kita ikuti", en: "Those we follow" },
        followers: { id: "Pengikut kita", en: "Our followers" },
        nobody: { id: "Tidak seorang pun", en: "Nobody" },
      },
    },
    quote: {
      label: { id: "Kutip kiriman", en: "Quote a post" },
      hint: { id: "Alamatnya di bsky.app.", en: "Its address on bsky.app." },
    },
  },
  ways: [
    {
      key: "app_password",
      kind: "secret",
      name: { id: "Kata sandi aplikasi", en: "App password" },
      steps: [
        {
          id: "Masuk ke bsky.app dengan akun resmi instansi.",
          en: "Sign in to bsky.app with the office's official account.",
        },
        {
          id: "Buka Pengaturan, Privasi dan keamanan, Kata sandi aplikasi, lalu buat satu dengan nama “Gaung”.",
          en: "Open Settings, Privacy and security, App passwords, and add one with the name “Gaung”.",
        },
        {
          id: "Tempelkan kata sandi aplikasi itu di sini. Jangan gunakan kata sandi utama akun.",
          en: "Paste that app password here. Do not use the account's main password.",
        },
      ],
      settings: blueskySettings,
      secrets: askedSecrets,
      words: {
        identifier: {
          label: { id: "Nama akun", en: "Handle" },
          hint: { id: "Tanpa tanda @.", en: "Without the @ sign." },
          example: "humas.bsky.social",
        },
        service: {
          label: { id: "Server akun", en: "Account server" },
          hint: {
            id: "Ubah hanya bila instansi menjalankan server akunnya (PDS) sendiri.",
            en: "Change this only if the office runs its own account server (PDS).",
          },
          example: "https://bsky.social",
        },
        jetstream: {
          label: { id: "Server aliran langsung (Jetstream)", en: "Live stream server (Jetstream)" },
          hint: {
            id: "Dapat diganti dengan server Jetstream lain bila yang ini terganggu.",
            en: "Another Jetstream server may take its place when this one fails.",
          },
          example: "wss://jetstream1.us-east.bsky.network/subscribe",
        },
        appPassword: {
          label: { id: "Kata sandi aplikasi", en: "App password" },
          hint: {
            id: "Empat kelompok empat huruf. Dapat dicabut kapan saja di bsky.app.",
            en: "Four groups of four letters. It can be revoked on bsky.app at any time.",
          },
          example: "abcd-efgh-ijkl-mnop",
        },
      },
      scopes: [],
    },
  ],
  quotas: [
    { bucket: "w300", calls: 3_000, perSeconds: 300 },
    // 5,000 points an hour and 35,000 a day, three for what is created.
    { bucket: "w3600", calls: 1_666, perSeconds: 3_600 },
    { bucket: "w86400", calls: 11_666, perSeconds: 86_400 },
  ],
  costs: [],
  metrics: {
    likes: { id: "Suka", en: "Likes" },
    reposts: { id: "Diteruskan", en: "Reposts" },
    replies: { id: "Balasan", en: "Replies" },
    quotes: { id: "Kutipan", en: "Quotes" },
    bookmarks: { id: "Disimpan", en: "Bookmarks" },
    followers: { id: "Pengikut", en: "Followers" },
    follows: { id: "Mengikuti", en: "Following" },
    posts: { id: "Kiriman", en: "Posts" },
  },
  docs: [
    "https://docs.bsky.app/docs/get-started",
    "https://docs.bsky.app/docs/advanced-guides/rate-limits",
    "https://atproto.com/specs/record-key",
    "https://github.com/bluesky-social/jetstream",
  ],
  checkedOn: "2026-11-22",
  isForAll: () => true,
};
