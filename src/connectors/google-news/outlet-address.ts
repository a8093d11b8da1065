/**
 * The article's own address out of a redirect of Google News, where it stands in it: older redirects are base64 of a record
 * that holds the address, newer ones name the article by a key that only Google can look up.
 * @returns the address itself where it is no redirect, or holds none
 */
export function outletAddress(address: string): string {
  const url = URL.parse(address);
  const id = /^\/rss\/articles\/([\w-]+)/.exec(url?.pathname ?? "")?.[1];
  if (url?.hostname !== "news.google.com" || id === undefined) return address;
  const record = Buffer.from(id, "base64url").toString("latin1");
  return /https?:\/\/[\x21-\x7e]+/.exec(record)?.[0] ?? address;
}
