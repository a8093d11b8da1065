import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";

export const ghostSettings = z.object({
  /** Where Ghost Admin is, without `/ghost`. Without TLS only on this machine: whoever hears the key can use it. */
  site: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .refine((url) => url.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?/.test(url)),
});

export const ghostSecrets = z.object({
  /** `<id>:<secret>`, both in hexadecimal digits. */
  key: z.string().regex(/^[0-9a-f]{24}:(?:[0-9a-f]{2}){16,64}$/i),
});

/** What an article on Ghost may carry besides text, title and files. */
export const ghostOptions = z.object({
  status: z.enum(["published", "draft"]).default("published"),
  /** Published by the site itself at this instant; Ghost wants it two minutes ahead. */
  publishAt: z.iso.datetime({ offset: true }).optional(),
  /** By name; missing ones are made. */
  tags: z.array(z.string().min(1).max(191)).max(30).default([]),
  excerpt: z.string().max(300).optional(),
  visibility: z.enum(["public", "members", "paid"]).default("public"),
  /** The first picture becomes the article's own and does not stand in its text. */
  isFirstPictureFeatured: z.boolean().default(false),
});

const megabyte = 1024 * 1024;
const noListening = {
  id: "Situs ini berisi tulisan kita sendiri. Untuk membaca situs lain, tambahkan alamatnya di Sumber.",
  en: "The site holds what we wrote ourselves. To follow other sites, add their addresses under Sources.",
};
const noComments = {
  id: "Antarmuka Ghost untuk integrasi tidak membuka komentar; balas di halaman situs atau di Ghost Admin.",
  en: "Ghost opens no comments to integrations; answer on the site's pages or in Ghost Admin.",
};
const noFigures = {
  id: "Antarmuka Ghost untuk integrasi tidak memberikan angka kunjungan.",
  en: "Ghost gives integrations no figures of visits.",
};

export const ghostManifest: Manifest = {
  key: "ghost",
  name: { id: "Ghost", en: "Ghost" },
  handleSign: "",
  sign: { letters: "G", colour: "#30373d" },
  summary: {
    id: "Situs Ghost kantor: artikel ditayangkan, dijadwalkan, dan diperbarui dari meja ini. Komentar tidak bisa dibaca dari luar.",
    en: "The office's own Ghost site: articles are published, scheduled and updated from the desk. Comments cannot be read from outside.",
  },
  abilities: {
    listen: {
      words: cannot(noListening),
      hashtag: cannot(noListening),
      author: cannot(noListening),
      mention: cannot(noListening),
      domain: cannot(noListening),
      link: cannot(noListening),
      stream: cannot(noListening),
    },
    inbox: {
      mentions: cannot(noComments),
      replies: cannot(noComments),
      direct: cannot({ id: "Ghost tidak punya pesan pribadi.", en: "Ghost has no private messages." }),
      threads: cannot(noComments),
      push: cannot(noComments),
    },
    publish: {
      post: can({
        id: "Artikel tayang sekarang, terjadwal, atau draf. Tidak dikirim sebagai buletin.",
        en: "Articles at once, scheduled or as a draft. Nothing is sent as a newsletter.",
      }),
      reply: cannot(noComments),
      thread: cannot({
        id: "Artikel tidak dirangkai menjadi utas.",
        en: "Articles are not chained into threads.",
      }),
      media: can(),
      edit: can({
        id: "Kalau artikel diubah orang lain pada saat yang sama, Ghost menolak perubahan kita.",
        en: "If somebody else changes the article at the same moment, Ghost refuses our change.",
      }),
      remove: can({
        id: "Ghost tidak punya tong sampah: artikel yang dihapus tidak bisa dikembalikan.",
        en: "Ghost has no trash: an article that is removed cannot be brought back.",
      }),
      lookUp: can({
        id: "Artikel dikenali dari akhir alamatnya.",
        en: "An article is known by the end of its address.",
      }),
    },
    insights: { posts: cannot(noFigures), account: cannot(noFigures) },
  },
  limits: {
    counter: "code_points",
    // Ghost itself takes a thousand million characters; a text beyond this is a document.
    mostLength: 200_000,
    mostTitleLength: 255,
    mostMedia: 20,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/jpeg", "image/png", "image/gif", "image/webp"],
        mostBytes: 32 * megabyte,
        most: 20,
        mostAltLength: 191,
      },
      { kind: "video", mediaTypes: ["video/mp4", "video/webm"], mostBytes: 64 * megabyte, most: 5 },
      {
        kind: "audio",
        mediaTypes: ["audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4"],
        mostBytes: 64 * megabyte,
        most: 5,
      },
      { kind: "file", mediaTypes: ["application/pdf"], mostBytes: 64 * megabyte, most: 10 },
    ],
  },
  options: ghostOptions,
  optionWords: {
    status: {
      label: { id: "Status di situs", en: "State on the site" },
      choices: { published: { id: "Tayang", en: "Published" }, draft: { id: "Draf", en: "Draft" } },
    },
    tags: {
      label: { id: "Tag", en: "Tags" },
      hint: { id: "Tag yang belum ada akan dibuat.", en: "Tags that are missing are made." },
    },
    excerpt: { label: { id: "Ringkasan", en: "Excerpt" } },
    visibility: {
      label: { id: "Terbuka untuk", en: "Open to" },
      choices: {
        public: { id: "Semua orang", en: "Everybody" },
        members: { id: "Anggota situs", en: "Members of the site" },
        paid: { id: "Anggota berbayar", en: "Paying members" },
      },
    },
    isFirstPictureFeatured: {
      label: { id: "Gambar pertama jadi gambar utama", en: "The first picture is the featured one" },
    },
  },
  ways: [
    {
      key: "admin_key",
      kind: "secret",
      name: { id: "Kunci Admin API", en: "Admin API key" },
      steps: [
        {
          id: "Di Ghost Admin buka Settings, lalu Integrations, lalu Add custom integration. Beri nama Gaung.",
          en: "In Ghost Admin open Settings, then Integrations, then Add custom integration. Name it Gaung.",
        },
        {
          id: "Salin Admin API key dan API URL yang tampil di sana.",
          en: "Copy the Admin API key and the API URL that are shown there.",
        },
      ],
      settings: ghostSettings,
      secrets: ghostSecrets,
      words: {
        site: {
          label: { id: "API URL", en: "API URL" },
          hint: { id: "Alamat Ghost Admin tanpa /ghost.", en: "The address of Ghost Admin without /ghost." },
          example: "https://berita.kota.go.id",
        },
        key: {
          label: { id: "Admin API key", en: "Admin API key" },
          hint: {
            id: "Dua deret huruf dan angka dengan titik dua di tengah. Bukan Content API key.",
            en: "Two rows of letters and digits with a colon between them. Not the Content API key.",
          },
        },
      },
      scopes: [],
    },
  ],
  quotas: [],
  costs: [],
  metrics: {},
  docs: ["https://docs.ghost.org/admin-api", "https://docs.ghost.org/admin-api/posts/creating-a-post"],
  checkedOn: "2026-11-23",
  isForAll: ({ options: { status = "published", visibility = "public", publishAt } }, now) =>
    status === "published" &&
    visibility === "public" &&
    (typeof publishAt !== "string" || Date.parse(publishAt) <= now.getTime()),
};
