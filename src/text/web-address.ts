/**
 * Web addresses in running text. Only the host is searchable: paths are titles with dashes and tracking noise.
 * Endings of bare hosts ("detik.com") are a short list, so that "selesai.Namun" stays two words.
 */
const BARE_HOST =
  /(?:[a-z0-9][a-z0-9-]{0,62}\.){1,5}(?:com|net|org|id|info|tv|news|edu|gov|io|my|sg|co)(?![\p{L}\p{N}_@]|[-.][\p{L}\p{N}])(?::\d{1,5})?(?:\/[^\s<>"'()[\]{}“”‘’]*)?/iuy;
const FULL_ADDRESS = /(?:https?:\/\/|(?=www\.))([^\s/?#<>"'()[\]{}“”‘’]+)[^\s<>"'()[\]{}“”‘’]*/iuy;

/** A web address found in a text: its host in lower case without "www.", and where the address ends. */
export interface FoundAddress {
  host: string;
  end: number;
  /** The longest label of a host written in running text ("Kompas.com" is also the word "kompas"). */
  name: string | null;
}

function cleanHost(written: string): string {
  return written
    .toLowerCase()
    .replace(/^.*@/u, "")
    .replace(/:\d*$/u, "")
    .replace(/^www\./u, "")
    .replace(/[^\p{L}\p{N}.-]+/gu, "")
    .replace(/^[.-]+|[.-]+$/gu, "");
}

/** The address that begins exactly at `start` with a scheme or "www.", or null. */
export function readAddress(text: string, start: number): FoundAddress | null {
  FULL_ADDRESS.lastIndex = start;
  const found = FULL_ADDRESS.exec(text);
  if (found?.[1] === undefined) return null;
  const host = cleanHost(found[1]);
  return host === "" ? null : { host, end: start + found[0].length, name: null };
}

/** The host written without a scheme ("detik.com", "kemenkes.go.id/berita") that begins exactly at `start`, or null. */
export function readBareHost(text: string, start: number): FoundAddress | null {
  BARE_HOST.lastIndex = start;
  const found = BARE_HOST.exec(text);
  if (found === null) return null;
  const host = cleanHost(found[0].replace(/\/.*$/u, ""));
  const labels = host.split(".").slice(0, -1);
  const name = labels.reduce((longest, label) => (label.length > longest.length ? label : longest), "");
  return name === "" ? null : { host, end: start + found[0].length, name };
}
