/** A desk that only its own machine reaches. */
const isLoopback = ({ hostname }: URL): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

/** Where networks send people back to. */
export const callbackOf = (deskUrl: string): string => `${deskUrl}/api/accounts/consents/return`;

/** The route that leads back to the desk's own name, for networks that know this machine by its number only. */
export const loopbackPath = "/accounts/consents/loopback";

/** Where people come back to a desk on their own machine (RFC 8252 §7.3: by number, not by name); null for any other desk. */
export function loopbackOf(deskUrl: string): string | null {
  const url = new URL(deskUrl);
  if (!isLoopback(url)) return null;
  const host = url.hostname === "[::1]" ? url.hostname : "127.0.0.1";
  return `http://${host}:${url.port === "" ? "80" : url.port}/api${loopbackPath}`;
}

export const documentPath = (network: string): string => `/oauth-client/${network}.json`;

/** Where a network finds the document that describes this desk; null where it could not fetch it. */
export function documentOf(deskUrl: string, network: string): string | null {
  const url = new URL(deskUrl);
  const isReachable = url.protocol === "https:" && !isLoopback(url) && !/^[\d.]+$|^\[/.test(url.hostname);
  return isReachable ? new URL(documentPath(network), deskUrl).href : null;
}

/** Whether networks that know a program by its document can know this desk. */
export const isKnowable = (deskUrl: string): boolean =>
  loopbackOf(deskUrl) !== null || documentOf(deskUrl, "") !== null;
