import { z } from "zod";
import { can, cannot, type Manifest, type Sentence } from "#connectors/ports/manifest.ts";
import { fieldWords, optionWords } from "./field-words.ts";

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z\d]([a-z\d.:-]{0,251}[a-z\d])?$/);
const port = z.int().min(1).max(65_535);
/** `tls` from the first byte, `starttls` demanded and never silently dropped, `none` for a server on the own machine. */
const security = z.enum(["tls", "starttls", "none"]);
const address = z.string().trim().toLowerCase().max(254).regex(z.regexes.email);
/** Forms send an empty text for what was left out. */
const orNothing = <Shape extends z.ZodType>(shape: Shape) => z.union([shape, z.literal("")]).optional();
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/);

export const emailSettings = z.object({
  address,
  name: z.string().trim().max(100).default(""),
  imapHost: host,
  imapPort: port.default(993),
  imapSecurity: security.default("tls"),
  smtpHost: host,
  smtpPort: port.default(465),
  smtpSecurity: security.default("tls"),
  user: z.string().trim().max(254).default(""),
  /** Besides the inbox. */
  folders: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** Where statements go that answer nobody and name nobody. */
  announceTo: orNothing(address),
  /** Whether the mail server itself keeps a copy of what it sends (Gmail and Microsoft 365 do). */
  serverKeepsSent: z.boolean().default(false),
  /** A copy in the own inbox proves that a mail left, also when the server's answer was lost. */
  copyToSelf: z.boolean().default(false),
  dkimDomain: orNothing(domain),
  dkimSelector: orNothing(
    z
      .string()
      .trim()
      .regex(/^[a-z\d]([a-z\d.-]{0,60}[a-z\d])?$/i),
  ),
});
export type EmailSettings = z.infer<typeof emailSettings>;

const dkimKey = z.string().max(8_000).optional();

export const passwordSecrets = z.object({ password: z.string().min(1).max(500), dkimKey });

/** Settings of the second way: where an access token comes from. */
export const tokenSettings = emailSettings.extend({
  tokenUrl: z.url({ protocol: /^https?$/ }).max(300),
  clientId: z.string().trim().min(1).max(300),
});

export const tokenSecrets = z.object({
  refreshToken: z.string().trim().min(1).max(4_000),
  clientSecret: z.string().trim().max(500).optional(),
  dkimKey,
});

/** With what is fetched, not asked for; see `refresh`. */
export const keptTokenSecrets = tokenSecrets.extend({
  accessToken: z.string().max(8_000).default(""),
  /** In ms. */
  accessEndsAt: z.number().default(0),
});

/** What only a mail has. */
export const emailOptions = z.object({
  to: z.array(address).max(50).default([]),
  cc: z.array(address).max(50).default([]),
  /** No person wrote it: it says so, so that no machine answers it (RFC 3834), and it answers no machine. */
  isAutomatic: z.boolean().default(false),
});

const noSearch: Sentence = {
  id: "Surel itu pribadi: yang terbaca hanya kotak surat kantor sendiri, tidak ada yang bisa dicari di luar itu.",
  en: "Mail is private: only the office's own mailbox is read, and nothing beyond it can be searched.",
};

const noNumbers: Sentence = {
  id: "Apakah sebuah surel dibaca tidak bisa diketahui tanpa melacak penerimanya, dan itu tidak dilakukan.",
  en: "Whether a mail was read cannot be known without tracking its recipients, and that is not done.",
};

/** A mailbox by IMAP, and the way out by SMTP. */
export const emailManifest: Manifest = {
  key: "email",
  name: "Surel",
  sign: { letters: "@", colour: "#8a5a00" },
  summary: {
    id: "Kotak surat kantor: membaca surel yang masuk per percakapan dan menjawabnya dengan alamat kantor.",
    en: "The office's mailbox: read what comes in by conversation, and answer it from the office's address.",
  },
  abilities: {
    listen: {
      words: cannot(noSearch),
      hashtag: cannot(noSearch),
      author: cannot(noSearch),
      mention: cannot(noSearch),
      domain: cannot(noSearch),
      link: cannot(noSearch),
      stream: cannot(noSearch),
    },
    inbox: {
      mentions: cannot({
        id: "Dalam surel tidak ada sebutan; yang ada surel kepada kantor.",
        en: "Mail knows no mentions, only mail to the office.",
      }),
      replies: can({
        id: "Kutipan surel lama dan tanda tangan dilipat. Jawaban otomatis, surel yang gagal sampai, dan milis dikenali dan tidak pernah dijawab otomatis.",
        en: "Quoted mail and signatures are folded away. Absence notices, mail that did not arrive and mailing lists are recognised, and never answered automatically.",
      }),
      direct: can({
        id: "Lampiran disebut dengan nama, jenis, dan ukurannya; berkasnya tetap di kotak surat. Dari surel di atas 10 MB hanya bagian awal yang dibaca.",
        en: "Attachments are listed with name, kind and size; the files stay in the mailbox. Of mails above 10 MB only the beginning is read.",
      }),
      threads: can({
        id: "Sejauh surelnya masih ada di folder yang dibaca dan di folder terkirim.",
        en: "As far as its mails are still in the folders that are read and among the sent mail.",
      }),
      push: can({
        id: "Kotak masuk seketika; folder lain setiap beberapa menit.",
        en: "The inbox at once; other folders every few minutes.",
      }),
    },
    publish: {
      post: can({
        id: "Surel baru ke alamat yang disebut, atau ke alamat pengumuman akun ini.",
        en: "A new mail to the addresses named, or to this account's address for announcements.",
      }),
      reply: can(),
      thread: cannot({
        id: "Satu surel memuat semuanya; tidak ada utas dari beberapa surel.",
        en: "One mail holds it all; there are no threads of several mails.",
      }),
      media: can({
        id: "Paling banyak 20 MB seluruhnya; banyak server menolak yang lebih besar. Teks alternatif ikut sebagai keterangan lampiran.",
        en: "At most 20 MB in all; many servers refuse more. Alternative text goes along as the attachment's description.",
      }),
      edit: cannot({
        id: "Surel yang terkirim tidak bisa diubah.",
        en: "A mail that was sent cannot be changed.",
      }),
      remove: cannot({
        id: "Surel yang terkirim tidak bisa ditarik dari penerimanya.",
        en: "A mail that was sent cannot be taken back from its recipients.",
      }),
      lookUp: can({
        id: "Bila sambungan putus persis saat surel diserahkan, orang harus memeriksa, kecuali bila salinan untuk diri sendiri dinyalakan: salinan itu buktinya.",
        en: "If the line breaks just as a mail is handed over, somebody has to check, unless the copy to oneself is on: that copy is the proof.",
      }),
    },
    insights: { posts: cannot(noNumbers), account: cannot(noNumbers) },
  },
  limits: {
    counter: "code_points",
    mostLength: 100_000,
    mostTitleLength: 200,
    mostMedia: 10,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/jpeg", "image/png", "image/gif", "image/webp"],
        mostBytes: 20_000_000,
        most: 10,
        mostAltLength: 500,
      },
      { kind: "video", mediaTypes: ["video/mp4"], mostBytes: 20_000_000, most: 10 },
      { kind: "audio", mediaTypes: ["audio/mpeg", "audio/mp4"], mostBytes: 20_000_000, most: 10 },
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
        mostBytes: 20_000_000,
        most: 10,
      },
    ],
  },
  options: emailOptions,
  optionWords,
  ways: [
    {
      key: "password",
      kind: "secret",
      name: { id: "Kata sandi", en: "Password" },
      steps: [
        {
          id: "Minta kepada pengelola surel kantor nama server IMAP dan SMTP, dan kata sandi aplikasi bila kotak surat memakai verifikasi dua langkah.",
          en: "Ask whoever runs the office's mail for the names of the IMAP and SMTP servers, and for an app password if the mailbox uses two-step verification.",
        },
        {
          id: "Server di jaringan kantor sendiri harus disebut di GAUNG_ALLOWED_PRIVATE_HOSTS dengan portnya, misalnya mail.kantor.lan:993.",
          en: "Servers on the office's own network have to be named in GAUNG_ALLOWED_PRIVATE_HOSTS with their ports, such as mail.office.lan:993.",
        },
      ],
      settings: emailSettings,
      secrets: passwordSecrets,
      words: fieldWords,
      scopes: [],
    },
    {
      key: "token",
      kind: "secret",
      name: { id: "Token OAuth 2 (Google, Microsoft 365)", en: "OAuth 2 token (Google, Microsoft 365)" },
      steps: [
        {
          id: "Daftarkan sebuah aplikasi di Google Cloud atau Microsoft Entra milik kantor dengan izin IMAP dan SMTP (XOAUTH2).",
          en: "Register an application in the office's own Google Cloud or Microsoft Entra, with permission for IMAP and SMTP (XOAUTH2).",
        },
        {
          id: "Ambil refresh token untuk kotak surat ini dengan aplikasi itu, lalu isikan di sini bersama alamat token dan nama aplikasinya.",
          en: "Get a refresh token for this mailbox with that application, then fill it in here with the token address and the application's id.",
        },
      ],
      settings: tokenSettings,
      secrets: tokenSecrets,
      words: fieldWords,
      scopes: [
        {
          name: "https://mail.google.com/",
          why: {
            id: "Google: membaca dan mengirim surel kotak ini.",
            en: "Google: read and send this mailbox's mail.",
          },
        },
        {
          name: "IMAP.AccessAsUser.All SMTP.Send offline_access",
          why: {
            id: "Microsoft 365: membaca dan mengirim surel kotak ini, juga nanti.",
            en: "Microsoft 365: read and send this mailbox's mail, also later.",
          },
        },
      ],
    },
  ],
  quotas: [],
  costs: [],
  metrics: {},
  docs: [
    "https://www.rfc-editor.org/rfc/rfc9051",
    "https://www.rfc-editor.org/rfc/rfc5321",
    "https://www.rfc-editor.org/rfc/rfc3834",
    "https://www.rfc-editor.org/rfc/rfc3464",
  ],
  checkedOn: "2026-11-23",
};
