import ipaddr from "ipaddr.js";

/**
 * The network address a request comes from, for rate limits and the list of sessions.
 *
 * Without a proxy that is the other end of the connection, whatever headers claim. Behind a proxy (`GAUNG_URL` is set)
 * whose connection comes from this machine or its own network, it is the last address in `X-Forwarded-For`: the one the
 * proxy itself added. Anything further left is the caller's own claim.
 * @param peer the other end of the connection, null when unknown
 */
export function clientAddress(
  peer: string | null,
  forwardedFor: string | null,
  isBehindProxy: boolean,
): string | null {
  const direct = peer === null ? null : plainAddress(peer);
  if (direct === null || !isBehindProxy || !isNear(direct)) return direct;
  const last = forwardedFor?.split(",").at(-1)?.trim();
  return (last === undefined ? null : plainAddress(last)) ?? direct;
}

/** One spelling for each address; an IPv4 address dressed as IPv6 becomes IPv4 again. */
function plainAddress(text: string): string | null {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
}

function isNear(address: string): boolean {
  return ["loopback", "private", "linkLocal", "uniqueLocal"].includes(ipaddr.parse(address).range());
}
