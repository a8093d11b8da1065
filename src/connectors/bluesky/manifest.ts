import { z } from "zod";
import { can, cannot, type Manifest } from "#connectors/ports/manifest.ts";
import { blueskyWays } from "./connect-ways.ts";

/** What a post on Bluesky may carry besides its text. */
export const blueskyOptions = z.object({
  /** Who may answer; written beside the post in the same step. */
  replies: z.enum(["everyone", "mentioned", "following", "followers", "nobody"]).default("everyone"),
  /** A post to quote: its address on bsky.app or its `at://` address. */
  quote: z.string().max(500).optional(),
  cardDescription: z.string().max(1_000).optional(),
});

/** Bluesky, the largest network on the AT Protocol. */
export const blueskyManifest: Manifest = {
  key: "bluesky",
  name: { id: "Bluesky", en: "Bluesky" },
  handleSign: "@",
  sign: { letters: "Bs", colour: "#0a66cf" },
  summary: {
    id: "Kiriman publik dapat dicari di seluruh jaringan, gratis, dengan akun instansi: lewat persetujuan di halaman Bluesky atau dengan kata sandi aplikasi.",
    en: "Public posts can be searched across the whole network, free of charge, with the office's account: by consent on Bluesky's page, or with an app password.",
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
      direct: can({
        id: "Hanya bila aksesnya mengizinkan: lewat persetujuan, atau kata sandi aplikasi yang dibuat dengan izin pesan langsung. Pesan yang kita hapus di aplikasi Bluesky hilang juga di sini.",
        en: "Only where the access allows it: by consent, or with an app password made with access to direct messages. What we delete in Bluesky's app goes here as well.",
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
        id: "Gambar dengan teks alternatif. Video belum dapat dikirim dari Gaung. Pesan langsung hanya berisi teks.",
        en: "Pictures with alternative text. Videos cannot be sent from Gaung yet. Direct messages carry text only.",
      }),
      edit: cannot({
        id: "Kiriman tidak dapat diubah karena Bluesky tidak mengenal penyuntingan; hapus lalu kirim yang baru.",
        en: "Posts cannot be changed because Bluesky has no editing; delete the post and send a new one.",
      }),
      remove: can({
        id: "Pesan langsung tidak dapat ditarik: Bluesky hanya menghapusnya dari pandangan sendiri.",
        en: "Direct messages cannot be taken back: Bluesky only hides them from oneself.",
      }),
      lookUp: can({
        id: "Pasti: kunci kiriman ditentukan Gaung sebelum dikirim, sehingga kiriman ganda tidak mungkin. Pesan langsung dicari dari kata-katanya.",
        en: "Exact: Gaung chooses the post's key before sending, so a post cannot be made twice. A direct message is looked for by its words.",
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
  ways: blueskyWays,
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
    "https://atproto.com/specs/oauth",
    "https://github.com/bluesky-social/jetstream",
  ],
  checkedOn: "2026-11-23",
  isForAll: () => true,
};
