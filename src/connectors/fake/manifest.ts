import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";

/** What a statement on the practice network may carry besides its text. */
export const fakeOptions = z.object({
  visibility: z.enum(["public", "private"]).default("public"),
});

export const fakeSettings = z.object({
  server: z.url({ protocol: /^https?$/ }).max(300),
});

export const fakeSecrets = z.object({
  token: z.string().min(1).max(200),
  refreshToken: z.string().max(200).optional(),
  webhookSecret: z.string().max(200).optional(),
});

const words = {
  server: {
    label: { id: "Alamat server", en: "Server address" },
    hint: {
      id: "Tertulis di halaman kendali jaringan latihan.",
      en: "It stands on the practice network's control page.",
    },
    example: "http://127.0.0.1:4790",
  },
  token: {
    label: { id: "Token akses", en: "Access token" },
    hint: { id: "Salin dari halaman kendali.", en: "Copy it from the control page." },
  },
  refreshToken: { label: { id: "Token pembaru", en: "Refresh token" } },
  webhookSecret: { label: { id: "Rahasia webhook", en: "Webhook secret" } },
};

/**
 * A small network of our own invention. It answers like a real one, and misbehaves like a real one when it is told to:
 * for the demo, for trying the desk without being heard, and for every test of what can go wrong.
 */
export const fakeManifest: Manifest = {
  key: "fake",
  name: { id: "Jaringan latihan", en: "Practice network" },
  handleSign: "@",
  sign: { letters: "JL", colour: "#6b7280" },
  summary: {
    id: "Jaringan tiruan di mesin ini. Tidak ada yang keluar ke publik.",
    en: "An imitation network on this machine. Nothing goes out to the public.",
  },
  abilities: {
    listen: {
      words: can(),
      hashtag: can(),
      author: can(),
      mention: can(),
      domain: cannot({
        id: "Jaringan latihan tidak mengenal domain.",
        en: "The practice network knows no domains.",
      }),
      link: cannot({
        id: "Jaringan latihan tidak mengenal tautan.",
        en: "The practice network knows no links.",
      }),
      stream: can(),
    },
    inbox: { mentions: can(), replies: can(), direct: can(), threads: can(), push: can() },
    publish: {
      post: can(),
      reply: can(),
      thread: can(),
      media: can(),
      edit: can(),
      remove: can(),
      lookUp: can(),
    },
    insights: { posts: can(), account: can() },
  },
  limits: {
    counter: "graphemes",
    mostLength: 500,
    mostMedia: 4,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/png", "image/jpeg", "image/webp"],
        mostBytes: 2_000_000,
        most: 4,
        mostAltLength: 1_500,
      },
    ],
  },
  options: fakeOptions,
  optionWords: {
    visibility: {
      label: { id: "Terlihat oleh", en: "Visible to" },
      choices: {
        public: { id: "Semua orang", en: "Everybody" },
        private: { id: "Yang disebut saja", en: "Only those it names" },
      },
    },
  },
  ways: [
    {
      key: "token",
      kind: "secret",
      name: { id: "Token", en: "Token" },
      steps: [
        {
          id: "Jalankan gaung practice-network di mesin ini; alamat dan token sebuah akun ditampilkan di sana.",
          en: "Run gaung practice-network on this machine; it shows its address and the token of an account.",
        },
        {
          id: "Izinkan alamat itu pada GAUNG_ALLOWED_PRIVATE_HOSTS, lalu salin alamat dan token ke sini.",
          en: "Allow that address in GAUNG_ALLOWED_PRIVATE_HOSTS, then copy the address and token here.",
        },
      ],
      settings: fakeSettings,
      secrets: fakeSecrets,
      words,
      scopes: [],
    },
    {
      key: "oauth",
      kind: "oauth",
      isRenewed: true,
      name: { id: "Persetujuan di halaman jaringan", en: "Consent on the network's page" },
      steps: [
        {
          id: "Anda dibawa ke halaman persetujuan jaringan latihan, lalu kembali ke {callback}.",
          en: "You are taken to the practice network's consent page, then back to {callback}.",
        },
      ],
      settings: fakeSettings,
      secrets: z.object({}),
      words,
      scopes: [
        {
          name: "read",
          why: {
            id: "Membaca kiriman dan pesan untuk akun ini.",
            en: "Read posts and messages to this account.",
          },
        },
        { name: "write", why: { id: "Mengirim atas nama akun ini.", en: "Post as this account." } },
      ],
    },
  ],
  quotas: [{ bucket: "all", calls: 300, perSeconds: 300 }],
  costs: [],
  metrics: {
    likes: { id: "Suka", en: "Likes" },
    reposts: { id: "Diteruskan", en: "Reposts" },
    replies: { id: "Balasan", en: "Replies" },
    views: { id: "Dilihat", en: "Views" },
    followers: { id: "Pengikut", en: "Followers" },
  },
  docs: [],
  checkedOn: "2026-11-22",
  isForTrying: true,
};
