import { z } from "zod";
import { signingKey } from "#connectors/dpop/signing-key.ts";
import { programIdentity } from "#connectors/dpop/token-server.ts";
import type { ConnectWay, FieldWords } from "#connectors/ports/manifest.ts";

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

/** By consent, the account's server is found by its name: through the directory in which every account stands. */
export const consentSettings = blueskySettings.extend({
  directory: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .default("https://plc.directory"),
});

/** What the form asks for. */
const askedSecrets = z.object({ appPassword: z.string().trim().min(1).max(200) });

/** What is kept: the session's two tokens come with the first refresh, and each refresh replaces both. */
export const passwordSecrets = askedSecrets.extend({
  accessToken: z.string().max(10_000).optional(),
  refreshToken: z.string().max(10_000).optional(),
});

const address = z.url({ protocol: /^https?$/ }).max(2_000);

/** What a consent leaves: tokens that are worth nothing without the key, and where they are renewed and spent. */
export const consentSecrets = z.object({
  program: programIdentity,
  key: signingKey,
  did: z.string().startsWith("did:"),
  server: address,
  issuer: address,
  tokenEndpoint: address,
  revocationEndpoint: address.nullable(),
  accessToken: z.string().max(20_000),
  refreshToken: z.string().max(20_000),
  scope: z.string().max(4_000),
  endsAt: z.iso.datetime(),
});
export type ConsentSecrets = z.infer<typeof consentSecrets>;

export const consentWay = "oauth";

const words = {
  identifier: {
    label: { id: "Nama akun", en: "Handle" },
    hint: { id: "Tanpa tanda @.", en: "Without the @ sign." },
    example: "humas.bsky.social",
  },
  service: {
    isRare: true,
    label: { id: "Server akun", en: "Account server" },
    hint: {
      id: "Ubah hanya bila instansi menjalankan server akunnya (PDS) sendiri.",
      en: "Change this only if the office runs its own account server (PDS).",
    },
    example: "https://bsky.social",
  },
  jetstream: {
    isRare: true,
    label: { id: "Server aliran langsung (Jetstream)", en: "Live stream server (Jetstream)" },
    hint: {
      id: "Dapat diganti dengan server Jetstream lain bila yang ini terganggu.",
      en: "Another Jetstream server may take its place when this one fails.",
    },
    example: "wss://jetstream1.us-east.bsky.network/subscribe",
  },
} satisfies Record<string, FieldWords>;

const scopes = [
  {
    name: "atproto",
    why: { id: "Mengetahui akun siapa ini.", en: "Know whose account this is." },
  },
  {
    name: "transition:generic",
    why: {
      id: "Membaca dan mencari kiriman, menerima pemberitahuan, mengirim dan menghapus kiriman.",
      en: "Read and search posts, receive notifications, publish and delete posts.",
    },
  },
  {
    name: "transition:chat.bsky",
    why: { id: "Menerima dan menjawab pesan langsung.", en: "Receive and answer direct messages." },
  },
];

/** What a consent asks for, as OAuth writes it. */
export const consentScope = scopes.map(({ name }) => name).join(" ");

export const blueskyWays: readonly [ConnectWay, ConnectWay] = [
  {
    key: consentWay,
    kind: "oauth",
    needsAddress: true,
    isRenewed: true,
    name: { id: "Persetujuan di Bluesky", en: "Consent on Bluesky" },
    steps: [
      {
        id: "Tulis nama akun resmi instansi. Gaung mencari server tempat akun itu berada.",
        en: "Write the handle of the office's official account. Gaung finds the server on which it is.",
      },
      {
        id: "Masuk di halaman server itu dan setujui; Anda kembali ke meja ini. Gaung tidak pernah melihat kata sandinya.",
        en: "Sign in on that server's page and agree; you come back to this desk. Gaung never sees the password.",
      },
    ],
    settings: consentSettings,
    secrets: z.object({}),
    words: {
      ...words,
      directory: {
        isRare: true,
        label: { id: "Direktori akun (PLC)", en: "Directory of accounts (PLC)" },
        hint: {
          id: "Ubah hanya untuk jaringan percobaan.",
          en: "Change this only for a network to try things on.",
        },
        example: "https://plc.directory",
      },
    },
    scopes,
  },
  {
    key: "app_password",
    kind: "secret",
    isRenewed: true,
    name: { id: "Kata sandi aplikasi", en: "App password" },
    steps: [
      {
        id: "Masuk ke bsky.app dengan akun resmi instansi.",
        en: "Sign in to bsky.app with the office's official account.",
      },
      {
        id: "Buka Pengaturan, Privasi dan keamanan, Kata sandi aplikasi, lalu buat satu dengan nama “Gaung”. Izinkan akses ke pesan langsung bila warga boleh menulis kepada instansi.",
        en: "Open Settings, Privacy and security, App passwords, and add one with the name “Gaung”. Allow access to direct messages if citizens may write to the office.",
      },
      {
        id: "Tempelkan kata sandi aplikasi itu di sini. Jangan gunakan kata sandi utama akun.",
        en: "Paste that app password here. Do not use the account's main password.",
      },
    ],
    settings: blueskySettings,
    secrets: askedSecrets,
    words: {
      ...words,
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
];
