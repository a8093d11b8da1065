import ipaddr from "ipaddr.js";
import { FetchError } from "./fetch-error.ts";

/** One address of a host, as a resolver returns it. */
export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Addresses that are formally public but answer only inside a cloud, with credentials (Azure's wire server). */
const METADATA_ADDRESSES = new Set(["168.63.129.16"]);

/** What config may allow for a listed host: an intranet and this machine. Never link-local, where metadata lives. */
const ALLOWABLE_RANGES = new Set(["private", "loopback", "carrierGradeNat", "uniqueLocal"]);

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

const WEB_PORTS = new Set([80, 443]);

/**
 * Ports above 1023 on which other protocols listen: the WHATWG Fetch standard's "bad ports"
 * (https://fetch.spec.whatwg.org/#port-blocking) and the usual databases, caches and remote desktops. A feed must not
 * be able to make this machine talk to them.
 */
const REFUSED_PORTS = new Set([
  1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432,
  5672, 5900, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9200, 9300, 10080,
  10250, 11211, 27017,
]);

/**
 * Whether an IP address is on the public internet: plain global unicast only. Everything with a special meaning is
 * refused (private, loopback, link-local, multicast, carrier-grade NAT, documentation, benchmarking, reserved, and the
 * IPv6 forms that carry an IPv4 address: mapped, NAT64, 6to4, Teredo). Text that is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const ip = parseAddress(address);
  if (ip === undefined || METADATA_ADDRESSES.has(ip.toString())) return false;
  if (ip.range() !== "unicast") return false;
  return ip instanceof ipaddr.IPv4 || ip.match(GLOBAL_UNICAST);
}

/** Whether config may open this address for a host it names: a private network or this machine itself. */
export function isAllowablePrivateAddress(address: string): boolean {
  const ip = parseAddress(address);
  if (ip === undefined) return false;
  if (ip instanceof ipaddr.IPv6 && ip.isIPv4MappedAddress())
    return ALLOWABLE_RANGES.has(ip.toIPv4Address().range());
  return ALLOWABLE_RANGES.has(ip.range());
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(address) ? ipaddr.parse(address) : undefined;
}

/** `host:port` of an address with the scheme's port filled in, the form in which config lists allowed hosts. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** The port a request to this address would use. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/**
 * Whether we talk to this port of a public host: 80 and 443, and everything above 1023 (small portals use 8080, 8443,
 * 8000, 3000 …) except ports on which something other than the web is known to listen.
 */
export function isPermittedPort(port: number): boolean {
  return WEB_PORTS.has(port) || (port > 1023 && port <= 65_535 && !REFUSED_PORTS.has(port));
}

/**
 * Reads an address that a person or a feed supplied.
 * @throws FetchError `bad_url` when it is no http(s) address or carries a user name or password (which would end up in
 *   logs and makes `https://instansi.go.id@jahat.example/` look like something it is not).
 */
export function parseWebAddress(text: string, base?: string): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch (error) {
    throw new FetchError("bad_url", text, "not an address", error);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FetchError("bad_url", url.href, `${url.protocol} is not http or https`);
  }
  if (url.username !== "" || url.password !== "") {
    url.username = "";
    url.password = "";
    throw new FetchError("bad_url", url.href, "the address carries a user name");
  }
  if (url.hostname === "") throw new FetchError("bad_url", url.href, "the address names no host");
  url.hash = "";
  return url;
}

/** The host of a URL as an IP address without brackets, or undefined when it is a name. */
export function literalAddress(url: URL): HostAddress | undefined {
  const bare = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  const ip = parseAddress(bare);
  // The URL parser has already turned decimal, octal and hexadecimal forms into four decimal parts.
  return ip === undefined ? undefined : { address: bare, family: ip.kind() === "ipv4" ? 4 : 6 };
}

/**
 * The addresses among `found` that we may connect to.
 * A name with public and private answers keeps its public ones: the connection is pinned to exactly these.
 * @throws FetchError `refused_address` when none is left.
 */
export function permittedAddresses(
  url: URL,
  found: readonly HostAddress[],
  isListed: boolean,
): readonly HostAddress[] {
  const permitted = found.filter(
    ({ address }) => isPublicAddress(address) || (isListed && isAllowablePrivateAddress(address)),
  );
  if (permitted.length === 0) {
    const addresses = found.map(({ address }) => address).join(", ");
    throw new FetchError(
      "refused_address",
      url.href,
      `${url.hostname} is not on the public internet (${addresses})`,
    );
  }
  return permitted;
}
