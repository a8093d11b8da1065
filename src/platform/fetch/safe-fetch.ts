import { parseWebAddress } from "./address-policy.ts";
import { FetchError, type RedirectStep } from "./fetch-error.ts";
import { createHostGate, type HostGate } from "./host-gate.ts";
import { ACCEPT_ENCODING } from "./read-body.ts";
import { type FetchLimits, isRedirect, type OneResponse, requestOnce } from "./request-once.ts";
import { type ResolveHost, resolveHost } from "./resolve-host.ts";
import { parseRetryAfter } from "./retry-after.ts";

export type { FetchLimits } from "./request-once.ts";

/** What the office's settings decide; nothing here ever comes from a person or a feed. */
export interface SafeFetchConfig {
  /** See `userAgent`. */
  readonly userAgent: string;
  /**
   * Exact `host:port` pairs that may be on a private network or on this machine (an intranet, the demo's feeds).
   * Even these may not resolve to link-local addresses, where clouds keep their credentials.
   */
  readonly allowedPrivateHosts?: readonly string[];
  readonly limits?: Partial<FetchLimits>;
  /** Shared by everything that fetches; by default one of its own. */
  readonly gate?: HostGate;
  readonly resolve?: ResolveHost;
  readonly now?: () => Date;
}

export interface FetchOptions {
  /** GET by default. A POST that is redirected by 301, 302 or 303 continues as GET, as browsers do. */
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** From the last answer: makes the request conditional, so that an unchanged page costs one 304. */
  readonly validators?: { readonly etag?: string; readonly lastModified?: string };
  /** Tighter or wider caps for this one fetch. */
  readonly limits?: Partial<FetchLimits>;
  /** Who asks, for turns at a busy host. */
  readonly lane?: string;
  readonly signal?: AbortSignal;
}

/** Oddities that did not stop the fetch but belong on a source's health page. */
export type FetchNote = "redirected_to_http" | "encoding_mislabelled" | "error_body_cut";

export interface FetchResult {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** Set when permanent redirects (301, 308) lead from the given address to this one and it answers: store it. */
  readonly permanentUrl?: string;
  readonly redirects: readonly RedirectStep[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed; empty for 204, 304 and HEAD. */
  readonly body: Uint8Array;
  readonly wireBytes: number;
  readonly isNotModified: boolean;
  /** From `Retry-After`, whatever the status. */
  readonly retryAfterMs?: number;
  /** Time at work, without the wait for a turn at the host. */
  readonly tookMs: number;
  readonly notes: readonly FetchNote[];
}

/** Fetches one address. @throws FetchError and nothing else. */
export type SafeFetch = (address: string, options?: FetchOptions) => Promise<FetchResult>;

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_LIMITS: FetchLimits = {
  maxBytes: 10 * MEBIBYTE,
  maxWireBytes: 10 * MEBIBYTE,
  totalMs: 45_000,
  connectMs: 10_000,
  firstByteMs: 20_000,
  stallMs: 15_000,
  maxHeaderBytes: 32 * 1024,
  maxRedirects: 5,
  maxErrorBytes: 64 * 1024,
};

/** The name we give ourselves: product, version, and where the office can be reached by whoever runs the site. */
export function userAgent(version: string, contact: string): string {
  const printable = contact.replace(/[^\x20-\x7e]/g, "").replace(/[()\\]/g, "");
  return printable === "" ? `Gaung/${version}` : `Gaung/${version} (+${printable})`;
}

/**
 * Builds the one outbound fetch for every address that a person or a feed supplies. It reaches public addresses only,
 * checked after the name look-up and again at each redirect, and keeps caps on size and time, so that no source can
 * harm another. Statuses of 400 and more are answers, not errors.
 */
export function createSafeFetch(config: SafeFetchConfig): SafeFetch {
  const gate = config.gate ?? createHostGate();
  const now = config.now ?? (() => new Date());
  const allowedPrivateHosts = new Set((config.allowedPrivateHosts ?? []).map((host) => host.toLowerCase()));

  return async (address, options = {}) => {
    const limits = { ...DEFAULT_LIMITS, ...config.limits, ...options.limits };
    const redirects: RedirectStep[] = [];
    const notes: FetchNote[] = [];
    let url = parseWebAddress(address);
    const start = url;
    let method = options.method ?? "GET";
    let permanentUrl = url.href;
    let isPermanentSoFar = true;
    let tookMs = 0;
    const seen = new Set([`${method} ${url.href}`]);

    try {
      for (;;) {
        const here = url;
        const step = (): Promise<OneResponse> =>
          requestOnce({
            url: here,
            method,
            headers: requestHeaders(config.userAgent, options, method, here.origin === start.origin),
            ...(method === "POST" && options.body !== undefined ? { body: options.body } : {}),
            limits,
            remainingMs: Math.max(limits.totalMs - tookMs, 1),
            resolve: config.resolve ?? resolveHost,
            allowedPrivateHosts,
            ...(options.signal === undefined ? {} : { signal: options.signal }),
          });
        const response = await atTurn(gate, here, options, async () => {
          const startedMs = performance.now();
          try {
            return await step();
          } finally {
            tookMs += performance.now() - startedMs;
          }
        });
        const location = response.headers["location"];
        if (!isRedirect(response.status) || location === undefined) {
          if (response.isMislabelled) notes.push("encoding_mislabelled");
          if (response.isCut) notes.push("error_body_cut");
          const retryAfterMs = parseRetryAfter(response.headers["retry-after"], now());
          const isAnswer = (response.status >= 200 && response.status < 300) || response.status === 304;
          return {
            status: response.status,
            url: here.href,
            ...(isAnswer && permanentUrl !== start.href ? { permanentUrl } : {}),
            redirects,
            headers: response.headers,
            body: response.body,
            wireBytes: response.wireBytes,
            isNotModified: response.status === 304,
            ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
            tookMs: Math.round(tookMs),
            notes,
          };
        }
        url = parseWebAddress(utf8Location(location), here.href);
        redirects.push({ status: response.status, from: here.href, to: url.href });
        if (method === "POST" && response.status < 304) method = "GET";
        if (here.protocol === "https:" && url.protocol === "http:") notes.push("redirected_to_http");
        isPermanentSoFar &&= response.status === 301 || response.status === 308;
        if (isPermanentSoFar) permanentUrl = url.href;
        const visit = `${method} ${url.href}`;
        if (seen.has(visit))
          throw new FetchError("redirect_loop", url.href, "the address leads back to itself");
        seen.add(visit);
        if (redirects.length > limits.maxRedirects) {
          throw new FetchError("too_many_redirects", url.href, `more than ${limits.maxRedirects} redirects`);
        }
      }
    } catch (error) {
      const failure =
        error instanceof FetchError
          ? error
          : new FetchError("bad_response", url.href, "unexpected failure", error);
      failure.redirects = redirects;
      throw failure;
    }
  };
}

async function atTurn<T>(
  gate: HostGate,
  url: URL,
  options: FetchOptions,
  work: () => Promise<T>,
): Promise<T> {
  const { lane, signal } = options;
  try {
    return await gate.run(url.hostname, work, {
      ...(lane === undefined ? {} : { lane }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof FetchError || signal?.aborted !== true) throw error;
    throw new FetchError("aborted", url.href, "ended by the caller before its turn", error);
  }
}

/** Headers that may carry a secret; they stay with the site they were meant for. */
const PRIVATE_HEADERS = new Set(["authorization", "cookie", "proxy-authorization"]);

function requestHeaders(
  agent: string,
  options: FetchOptions,
  method: string,
  isSameOrigin: boolean,
): Record<string, string> {
  const headers: Record<string, string> = { accept: "*/*" };
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    const key = name.toLowerCase();
    if (!isSameOrigin && PRIVATE_HEADERS.has(key)) continue;
    if (method !== "POST" && key.startsWith("content-")) continue;
    headers[key] = value;
  }
  const { etag, lastModified } = options.validators ?? {};
  if (isHeaderValue(etag)) headers["if-none-match"] = etag;
  if (isHeaderValue(lastModified)) headers["if-modified-since"] = lastModified;
  headers["user-agent"] = agent;
  headers["accept-encoding"] = ACCEPT_ENCODING;
  return headers;
}

/** Validators were sent by a stranger and stored; one that could not be sent back is left out. */
function isHeaderValue(value: string | undefined): value is string {
  return value !== undefined && /^[\x20-\x7e]+$/.test(value);
}

/** Many sites write raw UTF-8 into `Location`; header text arrives as one character per byte. */
function utf8Location(location: string): string {
  if (!/[\x80-\xff]/.test(location) || /[\u0100-\uffff]/.test(location)) return location;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(location, "latin1"));
  } catch {
    return location;
  }
}
