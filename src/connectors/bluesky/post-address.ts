import { createHash } from "node:crypto";

export const postCollection = "app.bsky.feed.post";
export const gateCollection = "app.bsky.feed.threadgate";

/** The parts of a record's address: whose repository, which collection, under which key. */
export interface RecordAddress {
  readonly did: string;
  readonly collection: string;
  readonly key: string;
}

/** Reads `at://did/collection/key` (https://atproto.com/specs/at-uri-scheme); null for anything else. */
export function readRecordAddress(uri: string): RecordAddress | null {
  const [, did, collection, key] =
    /^at:\/\/(did:[a-z]+:[\w.:%-]{1,250})\/([a-zA-Z\d.-]{3,317})\/([\w.:~-]{1,512})$/.exec(uri) ?? [];
  return did === undefined || collection === undefined || key === undefined ? null : { did, collection, key };
}

/** The page on which people read a post: by DID, which stays when a handle changes. */
export function pageOfPost(uri: string): string | null {
  const address = readRecordAddress(uri);
  if (address?.collection !== postCollection) return null;
  return `https://bsky.app/profile/${address.did}/post/${address.key}`;
}

export const pageOfAccount = (did: string): string => `https://bsky.app/profile/${did}`;

const digits = "234567abcdefghijklmnopqrstuvwxyz";
/** Microseconds since 1970, up to 2005: always past, whatever a server thinks of keys from the future. */
const timeBits = 50n;
const clockBits = 10n;

/**
 * The key of the record that a mark stands for: a TID (https://atproto.com/specs/tid: 53 bits of microseconds, 10 bits
 * of clock, 13 digits) made of 60 bits of the mark's SHA-256. The same mark always gives the same key, so that a second
 * attempt meets the first one's record. Among a million posts of an account two would share a key once in two million
 * such accounts.
 */
export function recordKeyOf(mark: string): string {
  const hash = createHash("sha256").update(mark).digest().readBigUInt64BE();
  let rest = hash >> (64n - timeBits - clockBits);
  let key = "";
  for (let place = 0; place < 13; place += 1) {
    key = digits.charAt(Number(rest & 31n)) + key;
    rest >>= 5n;
  }
  return key;
}
