import { can, cannot, type Manifest, type Sentence } from "#connectors/ports/manifest.ts";
import { optionWords } from "./field-words.ts";
import { emailOptions } from "./mail-settings.ts";
import { mailWays } from "./mail-ways.ts";

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
  name: { id: "Surel", en: "E-mail" },
  handleSign: "",
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
        id: "Dari surel di atas 10 MB hanya bagian awal yang dibaca.",
        en: "Of mails above 10 MB only the beginning is read.",
      }),
      threads: can({
        id: "Sejauh surelnya masih ada di folder yang dibaca dan di folder terkirim.",
        en: "As far as its mails are still in the folders that are read and among the sent mail.",
      }),
      push: can({
        id: "Kotak masuk seketika; folder lain setiap beberapa menit.",
        en: "The inbox at once; other folders every few minutes.",
      }),
      files: can({
        id: "Lampiran tetap di kotak surat dan baru diambil bila seseorang membukanya; tidak dari surel di atas 10 MB.",
        en: "Attachments stay in the mailbox and are fetched when somebody opens one; not from mails above 10 MB.",
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
  titleWord: { id: "Subjek", en: "Subject" },
  reach: {
    id: "Berangkat sebagai surel kepada alamat yang disebut; siapa pun yang menerimanya dapat meneruskannya.",
    en: "It goes out as a mail to the addresses named; whoever gets it can pass it on.",
  },
  ways: mailWays,
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
