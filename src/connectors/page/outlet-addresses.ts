/**
 * How addresses of well-known outlets vary for one and the same article. This is data: a new outlet is a new row.
 *
 * Sources: addresses as the outlets' own pages link them (canonical links of the desktop, AMP and mobile editions).
 */

/** Query parameters that never choose a document: campaign marks, click ids, session ids, share marks. */
export const TRACKING_PARAMETERS: ReadonlySet<string> = new Set([
  "fbclid",
  "gclid",
  "gclsrc",
  "dclid",
  "gbraid",
  "wbraid",
  "msclkid",
  "twclid",
  "ttclid",
  "yclid",
  "igshid",
  "igsh",
  "mibextid",
  "mc_cid",
  "mc_eid",
  "mkt_tok",
  "_ga",
  "_gl",
  "_gac",
  "_hsenc",
  "_hsmi",
  "vero_id",
  "wickedid",
  "oly_anon_id",
  "oly_enc_id",
  "s_cid",
  "cmpid",
  "ncid",
  "ref_src",
  "ref_url",
  "__twitter_impression",
  "spm",
  "_openstat",
  "ga_source",
  "ga_medium",
  "ga_campaign",
  "phpsessid",
  "jsessionid",
  // Indonesian outlets
  "tag_from", // detik: the tag page the reader came from
  "mtype", // detik: the box that was clicked
  "lgn_method", // kompas: how the reader signed in
  "google_btn", // kompas
  "jxconn", // kompas: recommendation engine
  "jxrecoid", // kompas
  "jxctype", // kompas
]);

/** Prefixes of tracking parameters (`utm_source`, `pk_campaign`, `at_medium`, `jx…`). */
export const TRACKING_PREFIXES: readonly string[] = ["utm_", "pk_", "mtm_", "piwik_", "at_", "hsa_", "trk_"];

/** Parameters with the values that only choose how much of an article is shown, on any outlet. */
export const WHOLE_ARTICLE_PARAMETERS: Readonly<Record<string, ReadonlySet<string>>> = {
  page: new Set(["all", "1", "semua"]), // kompas, tribunnews, grid, pikiran-rakyat
  showpage: new Set(["all", "1"]), // sindonews
  single: new Set(["1"]), // detik
  amp: new Set(["", "1", "true"]),
  outputtype: new Set(["amp"]),
  output: new Set(["amp"]),
  noamp: new Set(["mobile", "available", "1"]),
  m: new Set(["1"]), // blogspot
};

/** Outlets that cut one article into `?page=2`, `?page=3`: there the number does not make another document. */
export const SPLIT_ARTICLE_HOSTS: readonly string[] = [
  "kompas.com",
  "tribunnews.com",
  "sindonews.com",
  "bisnis.com",
  "suara.com",
  "viva.co.id",
  "okezone.com",
  "grid.id",
  "pikiran-rakyat.com",
  "kontan.co.id",
];

/** One rewriting of an AMP or mobile address to the ordinary one. */
export interface AddressRewrite {
  /** Matches `host/path`, lower-case host. */
  readonly from: RegExp;
  readonly to: string;
}

/** AMP and mobile editions whose ordinary address can be told from the address alone. */
export const ADDRESS_REWRITES: readonly AddressRewrite[] = [
  { from: /^www\.google\.[a-z.]+\/amp\/s\/(.+)$/, to: "$1" },
  { from: /^[^/]+\.cdn\.ampproject\.org\/[a-z]\/s\/(.+)$/, to: "$1" },
  { from: /^amp\.kompas\.com\/([a-z]+)\/(read\/.+)$/, to: "$1.kompas.com/$2" },
  { from: /^amp\.suara\.com\/(.+)$/, to: "www.suara.com/$1" },
  { from: /^amp\.kontan\.co\.id\/(.+)$/, to: "www.kontan.co.id/$1" },
  { from: /^([a-z]+)\.tempo\.co\/amp\/(\d+\/.+)$/, to: "$1.tempo.co/read/$2" },
  { from: /^m\.tribunnews\.com\/(?:amp\/)?(.+)$/, to: "www.tribunnews.com/$1" },
  { from: /^([a-z]+\.tribunnews\.com)\/amp\/(.+)$/, to: "$1/$2" },
  { from: /^m\.(liputan6|merdeka|viva|jpnn|kapanlagi|fimela|bola)\.(com|co\.id)\/(.+)$/, to: "www.$1.$2/$3" },
  { from: /^m\.republika\.co\.id\/(?:amp\/)?(berita\/.+)$/, to: "www.republika.co.id/$1" },
  { from: /^m\.([a-z]+)\.(detik|sindonews|okezone|kompas)\.com\/(.+)$/, to: "$1.$2.com/$3" },
  { from: /^m\.antaranews\.com\/(?:amp\/)?(.+)$/, to: "www.antaranews.com/$1" },
  { from: /^(www\.antaranews\.com)\/amp\/(.+)$/, to: "$1/$2" },
];
