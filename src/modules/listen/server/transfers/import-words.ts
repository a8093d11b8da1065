import type { ImportField } from "../../contract/imports.ts";
import type { Channel } from "../../contract/mentions.ts";

const words = (...lines: string[]): readonly string[] => lines.join(" ").split(" ");

/**
 * What columns are called in the files that offices here have: exports of monitoring services, of networks' own tools,
 * of this desk, and tables kept by hand. Compared without case, spaces and punctuation; the earlier name wins.
 */
export const columnNames: Readonly<Record<ImportField, readonly string[]>> = {
  externalId: words(
    "externalid idstr tweetid postid statusid commentid messageid mentionid articleid guid objectid",
    "idposting idberita id kode",
  ),
  url: words(
    "url link tautan permalink posturl posturls tweeturl linkberita urlberita linkpostingan",
    "linkposting alamat alamaturl alamatweb sourceurl uri canonicalurl",
  ),
  title: words("judul title headline judulberita juduledisi subject judulartikel namaberita"),
  text: words(
    "isi teks text content konten fulltext isiberita isikonten body caption message pesan tweet",
    "komentar comment description deskripsi ringkasan summary snippet posting postingan uraian aduan",
    "laporan ulasan review",
  ),
  outlet: words(
    "media outlet namamedia sumber sourcename source portal situs website publisher penerbit",
    "medianame koran suratkabar stasiun channelname domain pagename",
  ),
  author: words(
    "penulis author username akun screenname userscreenname userusername wartawan jurnalis reporter",
    "journalist account authorname authorusername handle pengirim user username1 nama name namaakun",
    "from by creator namapengguna pengguna",
  ),
  channel: words(
    "kanal channel platform jenismedia tipemedia mediatype type tipe jenis sourcetype network",
    "jejaring",
  ),
  language: words("bahasa language lang locale"),
  publishedAt: words(
    "publishedat tanggalterbit terbit waktuterbit tanggaltayang tayang tanggal waktu date datetime",
    "createdat created createdtime published pubdate publishdate publicationdate publisheddate",
    "postdate posteddate postedat timestamp tgl tglterbit tanggalposting tanggaldanwaktu datecreated",
    "time createtime takenat dateutc",
  ),
  likes: words(
    "suka likes likecount like favoritecount favouritescount favorites jumlahsuka reactions",
    "totalreactions diggcount reaksi likescount favourites",
  ),
  replies: words(
    "balasan replies replycount comments commentcount commentscount jumlahkomentar tanggapan",
    "conversationcount",
  ),
  shares: words(
    "bagikan dibagikan shares sharecount retweets retweetcount reposts repostcount sharescount",
    "jumlahbagikan forwards",
  ),
  views: words(
    "tayangan views viewcount impressions impressioncount playcount plays dilihat jangkauan reach",
    "viewscount jumlahtayangan",
  ),
  tags: words("tag tags tanda label labels kategori category categories topik topic isu"),
  parentId: words(
    "parentid inreplytostatusidstr inreplytostatusid inreplytoid replyto replytoid inreplyto",
    "membalasid induk idinduk",
  ),
};

/** What channels are called in such files, compared in the same way. */
export const channelWords: Readonly<Record<Channel, readonly string[]>> = {
  news: words(
    "news berita online mediaonline mediadaring daring onlinenews beritaonline portal portalberita",
    "web website situs siber mediasiber article artikel newsonline",
  ),
  blog: words("blog blogs weblog kompasiana medium"),
  x: words("x twitter xtwitter twitterx tweet tweets"),
  facebook: words("facebook fb facebookpage facebookpublic"),
  instagram: words("instagram ig insta"),
  threads: words("threads thread"),
  tiktok: words("tiktok tiktokvideo"),
  youtube: words("youtube yt video"),
  bluesky: words("bluesky bsky"),
  mastodon: words("mastodon fediverse"),
  telegram: words("telegram tele"),
  forum: words("forum forums kaskus reddit quora review ulasan googlereview"),
  print: words("print cetak mediacetak koran suratkabar newspaper majalah magazine tabloid"),
  tv: words("tv televisi television mediatv"),
  radio: words("radio mediaradio"),
  field: words("field lapangan catatanlapangan tatapmuka langsung"),
  mail: words("mail email surel surat"),
  other: words("other lainnya lain lainlain"),
};

/** How a network is shown where a file names no outlet: what is said there is said on the network. */
export const networkNames: Readonly<Partial<Record<Channel, string>>> = {
  x: "X",
  facebook: "Facebook",
  instagram: "Instagram",
  threads: "Threads",
  tiktok: "TikTok",
  youtube: "YouTube",
  bluesky: "Bluesky",
  mastodon: "Mastodon",
  telegram: "Telegram",
};

/** Networks by the host of an address. */
export const networkHosts: Readonly<Record<string, Channel>> = {
  "x.com": "x",
  "twitter.com": "x",
  "facebook.com": "facebook",
  "fb.watch": "facebook",
  "instagram.com": "instagram",
  "threads.net": "threads",
  "threads.com": "threads",
  "tiktok.com": "tiktok",
  "youtube.com": "youtube",
  "youtu.be": "youtube",
  "bsky.app": "bluesky",
  "t.me": "telegram",
  "kaskus.co.id": "forum",
  "reddit.com": "forum",
};

/** Names of languages as people write them; codes of two or three letters need no list. `in` was Indonesian until 1989. */
export const languageWords: Readonly<Record<string, string>> = {
  in: "id",
  ind: "id",
  indonesia: "id",
  indonesian: "id",
  bahasaindonesia: "id",
  bahasa: "id",
  eng: "en",
  english: "en",
  inggris: "en",
  bahasainggris: "en",
  jawa: "jv",
  javanese: "jv",
  bahasajawa: "jv",
  sunda: "su",
  sundanese: "su",
  bahasasunda: "su",
  melayu: "ms",
  malay: "ms",
  arab: "ar",
  arabic: "ar",
};

/** What stands in cells that hold nothing. */
export const emptyWords: ReadonlySet<string> = new Set([
  "-",
  "--",
  "n/a",
  "na",
  "null",
  "none",
  "nan",
  "nil",
  "undefined",
  "#n/a",
  "tidak ada",
  "kosong",
  "(kosong)",
]);
