import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";
import { optionWords } from "./option-words.ts";

/** A site's address. Without TLS only on this machine: the application password goes there. */
export const siteAddress = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine((url) => url.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?/.test(url));

export const wordpressSettings = z.object({ site: siteAddress, user: z.string().min(1).max(200) });

export const wordpressSecrets = z.object({
  /** Twenty-four letters and digits; WordPress shows them in groups of four. */
  password: z.string().min(8).max(200),
});

/** What an article on WordPress may carry besides text, title and files. */
export const wordpressOptions = z.object({
  kind: z.enum(["post", "page"]).default("post"),
  status: z.enum(["publish", "draft", "pending", "private"]).default("publish"),
  /** Published by the site itself at this instant. */
  publishAt: z.iso.datetime({ offset: true }).optional(),
  /** By name; they must be there already. */
  categories: z.array(z.string().min(1).max(200)).max(20).default([]),
  /** By name; missing ones are made. */
  tags: z.array(z.string().min(1).max(200)).max(30).default([]),
  excerpt: z.string().max(2_000).optional(),
  /** The first picture becomes the article's own and does not stand in its text. */
  isFirstPictureFeatured: z.boolean().default(false),
});

const megabyte = 1024 * 1024;
/** PHP takes uploads of 2 MB unless a site raises that; most hosts do, and the site's own refusal is understood. */
const mostBytes = 64 * megabyte;

export const wordpressManifest: Manifest = {
  key: "wordpress",
  name: { id: "WordPress", en: "WordPress" },
  handleSign: "",
  sign: { letters: "W", colour: "#21759b" },
  summary: {
    id: "Situs WordPress kantor: artikel dan halaman ditayangkan dan diperbarui dari meja ini, komentar pembaca masuk ke kotak masuk.",
    en: "The office's own WordPress site: articles and pages are published and updated from the desk, readers' comments come into the inbox.",
  },
  abilities: {
    listen: {
      words: cannot({
        id: "Situs ini berisi tulisan kita sendiri. Untuk membaca situs lain, tambahkan alamatnya di Sumber.",
        en: "The site holds what we wrote ourselves. To follow other sites, add their addresses under Sources.",
      }),
      hashtag: cannot({ id: "WordPress tidak mengenal tagar.", en: "WordPress knows no hashtags." }),
      author: cannot({
        id: "Artikel situs lain dibaca lewat umpannya, di Sumber.",
        en: "Articles of other sites are read through their feeds, under Sources.",
      }),
      mention: cannot({ id: "WordPress tidak mengenal sebutan.", en: "WordPress knows no mentions." }),
      domain: cannot({
        id: "Tautan dari situs lain tidak dapat ditanyakan kepada situs ini.",
        en: "A site cannot be asked who links to it.",
      }),
      link: cannot({
        id: "Tautan dari situs lain tidak dapat ditanyakan kepada situs ini.",
        en: "A site cannot be asked who links to it.",
      }),
      stream: cannot({
        id: "WordPress tidak menyediakan aliran langsung.",
        en: "WordPress offers no live stream.",
      }),
    },
    inbox: {
      mentions: cannot({
        id: "Tidak ada sebutan di WordPress; yang masuk adalah komentar.",
        en: "There are no mentions on WordPress; what comes in are comments.",
      }),
      replies: can({
        id: "Komentar di artikel dan halaman, juga yang masih menunggu persetujuan. Yang dilepas dari spam, diubah, atau dihapus kemudian tidak diberitahukan.",
        en: "Comments on articles and pages, also those that wait for approval. Of those released from spam, changed or deleted later, nothing is told.",
      }),
      direct: cannot({
        id: "WordPress tidak punya pesan pribadi.",
        en: "WordPress has no private messages.",
      }),
      threads: can({
        id: "Paling banyak 500 komentar pertama sebuah artikel.",
        en: "At most the first 500 comments of an article.",
      }),
      push: cannot({
        id: "WordPress tidak mengabari sendiri; komentar ditanyakan berkala.",
        en: "WordPress does not call us by itself; comments are asked for regularly.",
      }),
    },
    publish: {
      post: can({
        id: "Artikel atau halaman; tayang sekarang, terjadwal, draf, atau menunggu tinjauan.",
        en: "Articles or pages; at once, scheduled, as a draft or for review.",
      }),
      reply: can({
        id: "Komentar atau balasan komentar, tanpa berkas. Artikel yang komentarnya ditutup menolak.",
        en: "A comment, or an answer to one, without files. Articles with closed comments refuse it.",
      }),
      thread: cannot({
        id: "Artikel tidak dirangkai menjadi utas.",
        en: "Articles are not chained into threads.",
      }),
      media: can({
        id: "Berkas masuk ke pustaka media situs. Batas ukurannya ditentukan situs.",
        en: "Files go into the site's media library. How large they may be is up to the site.",
      }),
      edit: can(),
      remove: can({
        id: "Artikel dan komentar masuk ke Tong Sampah situs, dan bisa dikembalikan dari sana.",
        en: "Articles and comments go to the site's trash, from which they can be brought back.",
      }),
      lookUp: can({
        id: "Artikel dikenali dari akhir alamatnya, balasan dari isinya di bawah komentar yang sama.",
        en: "An article is known by the end of its address, an answer by its words below the same comment.",
      }),
    },
    insights: {
      posts: cannot({
        id: "WordPress tidak menghitung kunjungan tanpa plugin.",
        en: "WordPress counts no visits without a plug-in.",
      }),
      account: cannot({
        id: "WordPress tidak menghitung kunjungan tanpa plugin.",
        en: "WordPress counts no visits without a plug-in.",
      }),
    },
  },
  limits: {
    counter: "code_points",
    // WordPress itself has no limit; a text beyond this is a document.
    mostLength: 200_000,
    // Addresses hold 200 characters; titles as long as that are none.
    mostTitleLength: 200,
    mostMedia: 20,
    media: [
      {
        kind: "image",
        mediaTypes: ["image/jpeg", "image/png", "image/gif", "image/webp"],
        mostBytes,
        most: 20,
      },
      { kind: "video", mediaTypes: ["video/mp4", "video/webm", "video/quicktime"], mostBytes, most: 5 },
      {
        kind: "audio",
        mediaTypes: ["audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4"],
        mostBytes,
        most: 5,
      },
      {
        kind: "file",
        mediaTypes: [
          "application/pdf",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
        mostBytes,
        most: 10,
      },
    ],
  },
  options: wordpressOptions,
  optionWords,
  ways: [
    {
      key: "application_password",
      kind: "secret",
      name: { id: "Kata sandi aplikasi", en: "Application password" },
      steps: [
        {
          id: "Masuk ke dasbor WordPress dengan akun khusus humas yang berperan Editor.",
          en: "Sign in to the WordPress dashboard as a user of its own for public relations, with the role Editor.",
        },
        {
          id: "Buka Pengguna, lalu Profil, dan cari bagian Kata Sandi Aplikasi. Bagian ini hanya ada pada situs dengan https, sejak WordPress 5.6; plugin keamanan kadang menyembunyikannya.",
          en: "Open Users, then Profile, and look for Application Passwords. They are there on sites with https since WordPress 5.6; security plug-ins sometimes hide them.",
        },
        {
          id: "Beri nama Gaung, tekan Tambahkan, lalu salin kata sandi yang muncul sekali itu.",
          en: "Name it Gaung, press Add, and copy the password, which is shown once.",
        },
      ],
      settings: wordpressSettings,
      secrets: wordpressSecrets,
      words: {
        site: {
          label: { id: "Alamat situs", en: "Address of the site" },
          hint: {
            id: "Persis seperti di bilah alamat peramban, dengan https:// dan dengan atau tanpa www.",
            en: "Exactly as in the browser's address bar, with https:// and with or without www.",
          },
          example: "https://humas.kota.go.id",
        },
        user: {
          label: { id: "Nama pengguna", en: "User name" },
          hint: {
            id: "Nama untuk masuk, bukan nama tampilan.",
            en: "The name for signing in, not the one shown.",
          },
        },
        password: {
          label: { id: "Kata sandi aplikasi", en: "Application password" },
          hint: { id: "Bukan kata sandi untuk masuk.", en: "Not the password for signing in." },
        },
      },
      scopes: [
        {
          name: "publish_posts",
          why: { id: "Menayangkan dan mengubah artikel.", en: "Publish and change articles." },
        },
        { name: "edit_pages", why: { id: "Mengubah halaman.", en: "Change pages." } },
        {
          name: "upload_files",
          why: { id: "Mengunggah gambar dan berkas.", en: "Upload pictures and files." },
        },
        {
          name: "moderate_comments",
          why: {
            id: "Membaca komentar yang menunggu, dan membalasnya.",
            en: "Read waiting comments, and answer.",
          },
        },
      ],
    },
  ],
  quotas: [],
  costs: [],
  metrics: {},
  docs: [
    "https://developer.wordpress.org/rest-api/reference/posts/",
    "https://developer.wordpress.org/rest-api/reference/comments/",
    "https://developer.wordpress.org/rest-api/reference/media/",
    "https://developer.wordpress.org/rest-api/reference/application-passwords/",
  ],
  checkedOn: "2026-11-23",
  isForAll: ({ options: { status = "publish", publishAt } }, now) =>
    status === "publish" && (typeof publishAt !== "string" || Date.parse(publishAt) <= now.getTime()),
};
