import { hash } from "node:crypto";
import { tokenise } from "#text/tokenise.ts";

/** Titles shorter than this are said by many about different things ("Breaking news"). */
const fewestTitleWords = 4;

const digest = (parts: readonly string[]): string => hash("sha256", parts.join("\0"), "hex");

/** A UUID of version 8 (RFC 9562 §5.8): 122 bits of SHA-256. */
function uuidOf(parts: readonly string[]): string {
  const hex = digest(parts);
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Names an item of a source within a workspace; the same for every delivery of it. */
export const originKey = (workspaceId: string, sourceId: string | null, externalId: string): string =>
  uuidOf([workspaceId, `source:${sourceId ?? ""}`, externalId]);

/**
 * The id of a mention: derived from its canonical address, so that two sources that bring one article bring one mention;
 * without an address, from the source and its own name for the item.
 */
export const mentionId = (
  workspaceId: string,
  item: { url: string | null; sourceId: string | null; externalId: string },
): string =>
  item.url === null
    ? originKey(workspaceId, item.sourceId, item.externalId)
    : uuidOf([workspaceId, `url:${item.url}`]);

/** Tells one wording from another. */
export const contentHash = (title: string, text: string): string => uuidOf([title, text]);

/**
 * The same for titles that differ only in case, punctuation and spacing; null when the title is too short to say that
 * two mentions are the same. A signed 64-bit number as text.
 */
export function titleHash(title: string): string | null {
  const words = tokenise(title).filter((token) => token.kind !== "alias");
  if (words.length < fewestTitleWords) return null;
  return BigInt.asIntN(64, BigInt(`0x${digest(words.map((word) => word.exact)).slice(0, 16)}`)).toString();
}
