import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";

export const manualSettings = z.object({
  /** The place as people know it. */
  place: z.string().trim().min(1).max(60),
  /** As people write it there. */
  handle: z.string().trim().min(1).max(120),
  url: z.url({ protocol: /^https?$/ }).max(500),
});

const unheard = {
  id: "Meja ini tidak dapat membaca tempat itu. Bila halamannya umum, tambahkan alamatnya di Sumber.",
  en: "The desk cannot read that place. If its pages are public, add their addresses under Sources.",
};
const atThePlace = {
  id: "Kerjakan langsung di tempat itu; meja ini tidak dapat menjangkaunya.",
  en: "Do that in the place itself; the desk cannot reach it.",
};
const uncounted = { id: "Tempat ini tidak memberi angka.", en: "The place gives no figures." };
/** What a browser uploads at most anywhere. */
const mostBytes = 25 * 1024 * 1024;

export const manualManifest: Manifest = {
  key: "manual",
  name: { id: "Tempat lain", en: "Another place" },
  handleSign: "@",
  sign: { letters: "TL", colour: "#7a4b12" },
  summary: {
    id: "Untuk tempat tanpa antarmuka bagi mesin: teks dan berkas disiapkan, Anda menayangkannya, lalu menulis alamatnya.",
    en: "For places without an interface for machines: text and files are made ready, you post them, then write the address.",
  },
  abilities: {
    listen: {
      words: cannot(unheard),
      hashtag: cannot(unheard),
      author: cannot(unheard),
      mention: cannot(unheard),
      domain: cannot(unheard),
      link: cannot(unheard),
      stream: cannot(unheard),
    },
    inbox: {
      mentions: cannot(unheard),
      replies: cannot(unheard),
      direct: cannot(unheard),
      threads: cannot(unheard),
      push: cannot(unheard),
    },
    publish: {
      post: can({
        id: "Oleh orang: kiriman menunggu sampai Anda menayangkannya dan menulis alamatnya.",
        en: "By a person: a post waits until you have posted it and written its address.",
      }),
      reply: cannot(atThePlace),
      thread: cannot(atThePlace),
      media: can(),
      edit: cannot(atThePlace),
      remove: cannot(atThePlace),
      lookUp: cannot({
        id: "Hanya orang yang bisa melihat apakah kirimannya sudah ada di sana.",
        en: "Only a person can see whether a post stands there.",
      }),
    },
    insights: { posts: cannot(uncounted), account: cannot(uncounted) },
  },
  limits: {
    // Places differ; what is too long there is seen there.
    counter: "code_points",
    mostLength: 100_000,
    mostTitleLength: 300,
    mostMedia: 20,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/jpeg", "image/png", "image/gif", "image/webp"],
        mostBytes,
        most: 20,
      },
      { kind: "file", mediaTypes: ["application/pdf"], mostBytes, most: 10 },
    ],
  },
  options: z.object({}),
  ways: [
    {
      key: "name",
      kind: "secret",
      name: { id: "Sebut akunnya", en: "Name the account" },
      steps: [
        {
          id: "Tulis tempat dan akun resmi kantor di sana. Tidak ada sandi yang diminta; masuknya tetap dari peramban Anda.",
          en: "Write the place and the office's official account there. No password is asked for; you sign in with your browser as ever.",
        },
      ],
      settings: manualSettings,
      secrets: z.object({}),
      words: {
        place: { label: { id: "Nama tempat", en: "Name of the place" }, example: "Instagram" },
        handle: { label: { id: "Nama akun", en: "Name of the account" }, example: "humaskota" },
        url: {
          label: { id: "Alamat akun", en: "Address of the account" },
          example: "https://www.instagram.com/humaskota",
        },
      },
      scopes: [],
    },
  ],
  quotas: [],
  costs: [],
  metrics: {},
  docs: [],
  checkedOn: "2026-11-23",
  isForAll: () => true,
  isByHand: true,
};
