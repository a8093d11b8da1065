/** Words and names by which outlets mark the parts of a page. Data: a new outlet's habit is a new entry. */

/** `meta` names and properties that tell when an article appeared, best first. */
export const PUBLISHED_META = [
  "article:published_time",
  "og:published_time",
  "og:article:published_time",
  "content_publisheddate", // kompas
  "publishdate", // detik, cnn indonesia
  "dtk:publishdate", // detik
  "publish-date",
  "pubdate",
  "publication_date",
  "parsely-pub-date",
  "cxenseparse:recs:publishtime",
  "datepublished",
  "dc:date.issued",
  "dcterms:issued",
  "dc:date",
  "dcterms:created",
  "dc:date.created",
  "sailthru.date",
  "article.published",
  "date",
] as const;

export const MODIFIED_META = [
  "article:modified_time",
  "og:updated_time",
  "content_modifieddate",
  "last-modified",
  "lastmod",
  "datemodified",
  "dcterms:modified",
] as const;

export const AUTHOR_META = [
  "dc:creator",
  "dcterms:creator",
  "dcterm:creator",
  "article:author",
  "content_author", // kompas
  "dtk:author", // detik
  "author",
  "parsely-author",
  "dc:contributor",
  "twitter:creator",
  "byl",
] as const;

export const TITLE_META = [
  "dc:title",
  "dcterms:title",
  "dcterm:title",
  "og:title",
  "twitter:title",
  "parsely-title",
  "title",
] as const;

export const IMAGE_META = [
  "og:image:secure_url",
  "og:image",
  "og:image:url",
  "twitter:image",
  "twitter:image:src",
  "thumbnailurl",
] as const;

export const SITE_META = ["og:site_name", "application-name", "dc:publisher", "dcterms:publisher"] as const;

/** Where pages show the time to people, best first. */
export const DATE_PLACES =
  'time[datetime], [itemprop="datePublished"], [class*="publish" i], [class*="date" i], [class*="time" i], [class*="tanggal" i], [class*="waktu" i], [id*="date" i], [id*="tanggal" i]';

/** Where pages show the writer's name. */
export const AUTHOR_PLACES =
  '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], [class*="author" i], [class*="penulis" i], [class*="reporter" i], [class*="byline" i], [class*="jurnalis" i], [id*="author" i]';

/** Where the text is when nothing better tells. */
export const TEXT_PLACES =
  '[itemprop="articleBody"], .detail__body-text, .read__content, .entry-content, .article-content, .post-content, article, main';

/** Lines inside an article that are not of it: pointers to other articles, and marks around advertisements. */
export const INSERTED_LINE =
  /^\s*((baca|simak|lihat|tonton|saksikan|cek|dengarkan)\s+(juga|pula|selengkapnya|halaman selanjutnya|video)\b|artikel (terkait|lainnya)|berita terkait|pilihan editor|\[gambas:|gambas:|advertisement\s*$|scroll to (continue|resume)|scroll ke bawah|iklan$|halaman selanjutnya|halaman berikutnya|gabung (di )?(channel|saluran) whatsapp|dapatkan update berita pilihan)/i;

/** Words in front of a name that are not part of it. */
export const BYLINE_PREFIX =
  /^\s*(oleh|by|penulis|pewarta|reporter|editor|jurnalis|kontributor|written by|ditulis oleh|dilaporkan oleh|laporan)\s*[:;-]?\s+/i;

/** What stands where a name is expected and is none. */
export const NOT_A_NAME = /^(admin(istrator)?|redaksi|https?:\/\/\S*|www\.\S*|@?\w{1,2}|\d[\d\s:./-]*)$/i;
