import { createHash } from "node:crypto";

const longestWords = 60;
const proofLength = 10;

/**
 * The last part of an article's address: the words of its headline, and behind them ten letters and digits of our mark's
 * hash, by which the article is found again when the answer to sending it was lost. An address is the one thing of an
 * article that we choose, that can be asked for by itself, and that needs no plug-in on the site.
 */
export function articleSlug(headline: string, mark: string): string {
  const words = headline
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestWords)
    .replace(/^-+|-+$/g, "");
  return `${words === "" ? "" : `${words}-`}${markProof(mark)}`;
}

/** What of a mark stands in an address. */
export const markProof = (mark: string): string =>
  BigInt(`0x${createHash("sha256").update(mark).digest("hex")}`)
    .toString(36)
    .slice(0, proofLength);
