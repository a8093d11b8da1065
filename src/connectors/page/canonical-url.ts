import {
  ADDRESS_REWRITES,
  SPLIT_ARTICLE_HOSTS,
  TRACKING_PARAMETERS,
  TRACKING_PREFIXES,
  WHOLE_ARTICLE_PARAMETERS,
} from "./outlet-addresses.ts";

/** Longer addresses are refused: no outlet needs them, and browsers cut them. */
const MAX_URL_LENGTH = 4096;

/** Every rewrite brings an address nearer to the ordinary one; nested AMP wrappers need more than one round. */
const MAX_ROUNDS = 64;

/**
 * The one address by which an article is known, however it was shared.
 *
 * Lower-cases scheme and host, drops credentials, default ports, fragments, tracking parameters, whole-article
 * switches (`?page=all`, `?single=1`), AMP and mobile editions where the ordinary address follows from it, and the
 * trailing slash of a path; sorts what remains of the query. The scheme and `www.` stay, so that the address can
 * be opened. Pure and idempotent.
 *
 * @param url absolute, or relative to `base`
 * @returns the canonical address, or `undefined` when this is no http(s) address
 */
export function canonicalUrl(url: string, base?: string): string | undefined {
  if (url.length > MAX_URL_LENGTH) return undefined;
  let current = parseHttp(url, base);
  if (current === undefined) return undefined;
  // An address that is its own canonical form is known by the first round.
  let text = current.href;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next: string = tidy(current);
    if (next === text) return text;
    text = next;
    const parsed = parseHttp(text);
    if (parsed === undefined) return undefined;
    current = parsed;
  }
  return text;
}

/**
 * The address as a key for comparing: the canonical one without scheme and leading `www.`, since the same article
 * is linked as http and https, with and without `www.`.
 */
export function addressKey(url: string): string | undefined {
  const canonical = canonicalUrl(url);
  return canonical?.replace(/^https?:\/\//, "").replace(/^www\./, "");
}

/** An absolute http(s) address, resolved but otherwise as it was written; `undefined` for every other scheme. */
export function resolveHttpUrl(url: string, base?: string): string | undefined {
  if (url.length > MAX_URL_LENGTH) return undefined;
  return parseHttp(url, base)?.href;
}

function parseHttp(url: string, base?: string): URL | undefined {
  const trimmed = url.trim();
  if (trimmed === "") return undefined;
  const parsed = URL.parse(trimmed, base) ?? undefined;
  if (parsed === undefined || (parsed.protocol !== "http:" && parsed.protocol !== "https:")) return undefined;
  return parsed.hostname === "" ? undefined : parsed;
}

function tidy(url: URL): string {
  const host = url.hostname.replace(/\.+$/, "");
  const path = tidyPath(url.pathname);
  const query = tidyQuery(url.searchParams, host);
  const port = url.port === "" ? "" : `:${url.port}`;
  const rewritten = rewrite(`${host}${port}${path}`);
  return `${url.protocol}//${rewritten}${query === "" ? "" : `?${query}`}`;
}

function rewrite(hostAndPath: string): string {
  for (const { from, to } of ADDRESS_REWRITES) {
    if (from.test(hostAndPath)) return hostAndPath.replace(from, to);
  }
  return hostAndPath;
}

function tidyPath(pathname: string): string {
  let path = pathname
    .replace(/%[0-9a-f]{2}/gi, decodeUnreserved)
    .replace(/;jsessionid=[^/?#]*/gi, "")
    .replace(/\/{2,}/g, "/");
  // `/judul/amp`, `/judul/amp/`, `/judul.amp`: the AMP edition beside the article. A bare `/amp` is a page of its own.
  for (;;) {
    const shorter = path.replace(/(.[^/]*)\/amp\/?$/i, "$1").replace(/(\/[^/]+)\.amp$/i, "$1");
    if (shorter === path) break;
    path = shorter;
  }
  if (path.length > 1) path = path.replace(/\/+$/, "");
  return path === "" ? "/" : path;
}

/** RFC 3986 §6.2.2.2: an encoded unreserved character is the same as the character; the rest in upper-case hex. */
function decodeUnreserved(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[A-Za-z0-9\-._~]/.test(character) ? character : encoded.toUpperCase();
}

function tidyQuery(parameters: URLSearchParams, host: string): string {
  const kept: Array<[string, string]> = [];
  for (const [name, value] of parameters) {
    if (!isNoise(name.toLowerCase(), value.toLowerCase(), host)) kept.push([name, value]);
  }
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return kept
    .map(([name, value]) => {
      const key = encodeURIComponent(name.toWellFormed());
      return value === "" ? key : `${key}=${encodeURIComponent(value.toWellFormed())}`;
    })
    .join("&");
}

function isNoise(name: string, value: string, host: string): boolean {
  if (name === "" || TRACKING_PARAMETERS.has(name)) return true;
  if (TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix))) return true;
  if (Object.hasOwn(WHOLE_ARTICLE_PARAMETERS, name) && WHOLE_ARTICLE_PARAMETERS[name]?.has(value))
    return true;
  return name === "page" && /^\d{1,2}$/.test(value) && isSplitArticleHost(host);
}

function isSplitArticleHost(host: string): boolean {
  return SPLIT_ARTICLE_HOSTS.some((outlet) => host === outlet || host.endsWith(`.${outlet}`));
}
