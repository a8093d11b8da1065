import type { LookupFunction } from "node:net";
import { buildConnector } from "undici";
import {
  type HostAddress,
  hostAndPort,
  isAllowablePrivateAddress,
  isPermittedPort,
  isPublicAddress,
  literalAddress,
  permittedAddresses,
  portOf,
} from "./address-policy.ts";
import { FetchError } from "./fetch-error.ts";
import type { ResolveHost } from "./resolve-host.ts";

/** Where a host may be connected to. */
export interface PermittedHost {
  readonly addresses: readonly HostAddress[];
  /** The settings name this host and port: it may be on a private network. */
  readonly isListed: boolean;
}

export interface HostQuestion {
  readonly url: URL;
  readonly resolve: ResolveHost;
  readonly allowedPrivateHosts: ReadonlySet<string>;
  /** Which ports of public hosts; those of the web where it is left out. */
  readonly isPort?: (port: number) => boolean;
}

/**
 * Looks a host up once and keeps the answers to which one may connect.
 * @throws FetchError `refused_address` or `dns`
 */
export async function findPermitted(question: HostQuestion): Promise<PermittedHost> {
  const { url, isPort = isPermittedPort } = question;
  const isListed = question.allowedPrivateHosts.has(hostAndPort(url));
  if (!isListed && !isPort(portOf(url))) {
    throw new FetchError("refused_address", url.href, `port ${portOf(url)} is not for this`);
  }
  return { addresses: permittedAddresses(url, await findAddresses(question), isListed), isListed };
}

async function findAddresses({ url, resolve }: HostQuestion): Promise<readonly HostAddress[]> {
  const literal = literalAddress(url);
  if (literal !== undefined) return [literal];
  try {
    const found = await resolve(url.hostname);
    if (found.length > 0) return found;
  } catch (error) {
    throw new FetchError("dns", url.href, `${url.hostname} was not found`, error);
  }
  throw new FetchError("dns", url.href, `${url.hostname} has no address`);
}

/** A look-up that knows only the checked addresses, whatever it is asked. */
export function pinnedLookup(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const first = addresses[0];
    if (options.all === true) callback(null, [...addresses]);
    else if (first !== undefined) callback(null, first.address, first.family);
  };
}

/** A connector that knows only the checked addresses, and looks once more at where it has arrived. */
export function pinnedConnector(
  url: URL,
  { addresses, isListed }: PermittedHost,
  connectMs: number,
  onConnected: () => void = () => {},
): buildConnector.connector {
  const connect = buildConnector({
    lookup: pinnedLookup(addresses),
    allowH2: false,
    timeout: connectMs,
    maxCachedSessions: 0,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
  });
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      const remote = socket.remoteAddress ?? "";
      if (isPublicAddress(remote) || (isListed && isAllowablePrivateAddress(remote))) {
        onConnected();
        callback(null, socket);
        return;
      }
      socket.destroy();
      callback(new FetchError("refused_address", url.href, `connected to ${remote}`), null);
    });
  };
}
