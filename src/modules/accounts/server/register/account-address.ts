import { domainToUnicode } from "node:url";

/** Names under which one network can be reached, by the one it goes by. */
const sameHosts = new Map([
  ["twitter.com", "x.com"],
  ["fb.com", "facebook.com"],
  ["fb.me", "facebook.com"],
  ["instagr.am", "instagram.com"],
  ["threads.net", "threads.com"],
  ["telegram.me", "t.me"],
  ["telegram.dog", "t.me"],
]);

/** Parts of a path that say what kind of thing follows, not who. */
const kindSegments = new Set([
  "profile",
  "company",
  "in",
  "c",
  "user",
  "channel",
  "school",
  "people",
  "pages",
]);

/** Servers of one network for telephones and languages. */
const hostPrefix = /^(?:www|m|mobile|mbasic|web|touch|[a-z]{2}-[a-z]{2})\.(?=.+\.)/;

/** An account as somebody wrote it down, made comparable: letter case, "@", scheme, `www.` and `m.` do not count. */
export interface WrittenAccount {
  /** `x.com/humas`; null where no address was written. */
  readonly address: string | null;
  /** `humas`, `humas@kota.social`, `humas.kota.go.id`: the name alone. */
  readonly handle: string;
}

/** Reads an address (with or without scheme) or a name (with or without "@"). A bare domain can be both. */
export function readWrittenAccount(written: string): WrittenAccount {
  const text = written
    .normalize("NFC")
    .replace(/[\s\p{Cf}]+/gu, "")
    .slice(0, 500);
  const isAddress = /^https?:\/\//i.test(text) || (!text.startsWith("@") && text.includes("/"));
  const isDomain = /^[^@/]+\.[^@/.]{2,}$/.test(text);
  if (!isAddress && !isDomain) return { address: null, handle: bare(text) };
  const url = addressOf(text);
  if (url === null) return { address: null, handle: bare(text) };
  return { address: addressKey(url), handle: isAddress ? handleOf(url) : bare(text) };
}

/** The name that an address ends in: `https://x.com/Humas` is `Humas`. */
export function handleIn(address: string): string {
  const url = addressOf(address);
  return url === null ? address : (nameSegment(url) ?? hostOf(url));
}

const bare = (text: string): string => text.replace(/^@/, "").replace(/\/+$/, "").toLowerCase();

function addressOf(text: string): URL | null {
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(whole) ? new URL(whole) : null;
}

function hostOf(url: URL): string {
  const host = domainToUnicode(url.hostname).toLowerCase().replace(hostPrefix, "");
  return sameHosts.get(host) ?? host;
}

function segmentsOf(url: URL): string[] {
  return url.pathname
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => decoded(segment).replace(/^@/, ""));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function addressKey(url: URL): string {
  const number = profileNumber(url);
  if (number !== null) return `${hostOf(url)}/${number}`;
  return [hostOf(url), ...segmentsOf(url)].join("/").toLowerCase();
}

/** Facebook shows accounts without a name as `profile.php?id=…`. */
const profileNumber = (url: URL): string | null =>
  url.pathname.endsWith("/profile.php") ? url.searchParams.get("id") : null;

const nameSegment = (url: URL): string | undefined =>
  profileNumber(url) ?? segmentsOf(url).find((segment) => !kindSegments.has(segment.toLowerCase()));

const handleOf = (url: URL): string => (nameSegment(url) ?? hostOf(url)).toLowerCase();
