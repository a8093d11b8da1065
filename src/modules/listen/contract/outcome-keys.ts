/**
 * What a poll can end with. Each has a sentence `outcome.<key>` on the screens: what happened, in plain words,
 * and what to do about it.
 */
export const outcomeKeys = [
  // It worked. Values: fresh, found (numbers).
  "fresh",
  "nothing_new",
  "unchanged",
  "pushed",
  /** More articles wait to be read one by one; the next look comes soon. Values: fresh, waiting. */
  "still_reading",
  // The address. Values: url.
  "bad_url",
  "refused_address",
  "redirect_loop",
  "too_many_redirects",
  // The connection. Values: host.
  "dns",
  "connect",
  "tls",
  "timeout",
  "stalled",
  "bad_response",
  "too_large",
  "aborted",
  // The answer. Values: status; rate_limited and server_error also minutes until the next try.
  "unauthorized",
  "forbidden",
  "missing",
  "missing_for_weeks",
  "gone",
  "rate_limited",
  "server_error",
  "http_error",
  // What it said.
  "not_a_feed",
  /** The page that now stands there names a feed. Values: url. */
  "not_a_feed_but_offers",
  "unreadable",
  /** Reading it was given up: it takes more time or memory than any honest feed. */
  "too_heavy",
  // Sites without a feed.
  "robots_refused",
  "robots_unreachable",
  "no_articles",
  // Networks, asked as one of the office's accounts. Values: network (its name).
  "account_broken",
  "account_disconnected",
  /** The monthly stop is reached. Values also: until (date). */
  "budget_spent",
  "network_pause",
  "network_refused",
  "network_gone",
  "network_silent",
  /** More lies behind what was read; the next look goes on there. Values: fresh. */
  "reading_back",
  /** A stream is open. Values: fresh, passed (since the line before). */
  "streaming",
  // Our own fault.
  "took_too_long",
  "internal",
] as const;
export type OutcomeKey = (typeof outcomeKeys)[number];

/**
 * What a poll met with that did not stop it: `sources.note.<key>`, values: count (how many items), detail (a name or
 * number as the source wrote it).
 */
export const outcomeNoteKeys = [
  "moved",
  "redirected_to_http",
  "encoding_mislabelled",
  "charset_corrected",
  "charset_damaged",
  "charset_guessed",
  "charset_unknown",
  "xml_repaired",
  "xml_cut",
  "json_unreadable",
  "not_a_feed",
  "items_capped",
  "item_without_id",
  "item_without_link",
  "item_without_title",
  "item_without_date",
  "item_empty",
  "date_unreadable",
  "date_implausible",
  "html_cut",
  "article_not_found",
  "article_unreachable",
  "robots_refused",
  "sitemap_capped",
  "opml_capped",
] as const;
export type OutcomeNoteKey = (typeof outcomeNoteKeys)[number];
