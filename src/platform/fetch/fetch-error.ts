/** Why an outbound fetch did not end with a response. Whoever asked says it in their own words. */
export type FetchErrorKind =
  /** The address is not on the public internet (or is on a port we never talk to) and is not allowed by config. */
  | "refused_address"
  /** The host name has no address, or the name servers did not answer. */
  | "dns"
  /** No connection: refused, unreachable, reset before anything was said. */
  | "connect"
  /** The certificate is not valid for the host, or the other side does not speak TLS. */
  | "tls"
  /** Connecting, the first byte, or the whole took longer than allowed. */
  | "timeout"
  /** The body stopped arriving. */
  | "stalled"
  /** Body (as sent, or after decompression) or headers above the cap. */
  | "too_large"
  | "too_many_redirects"
  | "redirect_loop"
  /** Not an http(s) address, or one that carries a user name. */
  | "bad_url"
  /** Not HTTP, a broken encoding, a connection lost in the middle of the body. */
  | "bad_response"
  /** The caller's signal ended it. */
  | "aborted";

/** One step of a redirect chain: `status` sent us from `from` to `to`. */
export interface RedirectStep {
  readonly status: number;
  readonly from: string;
  readonly to: string;
}

/**
 * A fetch that ended without a usable response. `message` and `cause` are for the log; readers get the sentence of
 * `kind`. `url` is the address that failed, which after a redirect is not the one asked for; `redirects` tells how we
 * came there (for a loop: the whole loop).
 */
export class FetchError extends Error {
  readonly kind: FetchErrorKind;
  readonly url: string;
  redirects: readonly RedirectStep[] = [];

  constructor(kind: FetchErrorKind, url: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "FetchError";
    this.kind = kind;
    this.url = url;
  }
}

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)/;
const CONNECT_CODE =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ENETDOWN|EACCES|EPERM|EMFILE|ENFILE)$/;

/**
 * Turns whatever undici, TLS, DNS or a decompressor threw into a `FetchError`.
 * `isConnected` tells whether the connection stood already: a reset before and after that are different news.
 */
export function toFetchError(error: unknown, url: string, isConnected: boolean): FetchError {
  if (error instanceof FetchError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (TLS_CODE.test(code)) return new FetchError("tls", url, message, error);
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT")
    return new FetchError("timeout", url, message, error);
  if (code === "UND_ERR_HEADERS_OVERFLOW")
    return new FetchError("too_large", url, "headers too large", error);
  if (CONNECT_CODE.test(code)) return new FetchError("connect", url, message, error);
  return new FetchError(isConnected ? "bad_response" : "connect", url, message, error);
}

/** The `code` of a system or undici error; for an attempt on several addresses that of the first that has one. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) {
    for (const one of error.errors) {
      const code = codeOf(one);
      if (code !== "") return code;
    }
  }
  return "";
}
