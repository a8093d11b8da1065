import { Client } from "undici";
import { FetchError, toFetchError } from "./fetch-error.ts";
import { findPermitted, pinnedConnector } from "./pinned-connector.ts";
import { type BodyLimits, readBody } from "./read-body.ts";
import type { ResolveHost } from "./resolve-host.ts";

/** Caps of one fetch. Times in milliseconds, sizes in bytes. */
export interface FetchLimits extends BodyLimits {
  /** The whole fetch with all its redirects, without the wait for its turn at the host. */
  readonly totalMs: number;
  /** Name look-up, TCP and TLS. */
  readonly connectMs: number;
  /** From the connection to the complete headers. */
  readonly firstByteMs: number;
  /** Longest silence within the body. */
  readonly stallMs: number;
  readonly maxHeaderBytes: number;
  readonly maxRedirects: number;
  /** How much of the page that comes with a status of 400 or more is kept. */
  readonly maxErrorBytes: number;
}

export interface OneRequest {
  readonly url: URL;
  readonly method: "GET" | "HEAD" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly limits: FetchLimits;
  /** What is left of `limits.totalMs`. */
  readonly remainingMs: number;
  readonly resolve: ResolveHost;
  readonly allowedPrivateHosts: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

export interface OneResponse {
  readonly status: number;
  /** Names in lower case; repeated ones joined by ", ". Cookies are left out: nobody here keeps them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly wireBytes: number;
  readonly isCut: boolean;
  readonly isMislabelled: boolean;
}

const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);

/** Whether a status sends us elsewhere. */
export function isRedirect(status: number): boolean {
  return REDIRECT_STATUS.has(status);
}

/**
 * One request to one address, following nothing. The name is looked up once, its answers are checked, and the
 * connection can only go to an answer that passed: a name that changes its mind in between is never asked again.
 * @throws FetchError
 */
export async function requestOnce(request: OneRequest): Promise<OneResponse> {
  const { url, limits } = request;
  const watch = startWatch(request);
  let client: Client | undefined;
  let isConnected = false;
  try {
    watch.expect(limits.connectMs, () => new FetchError("timeout", url.href, "no connection in time"));
    const permitted = await watch.unlessAborted(findPermitted(request));
    client = new Client(url.origin, {
      connect: pinnedConnector(url, permitted, limits.connectMs, () => {
        isConnected = true;
        watch.expect(limits.firstByteMs, () => new FetchError("timeout", url.href, "no answer in time"));
      }),
      allowH2: false,
      maxHeaderSize: limits.maxHeaderBytes,
      // All times are kept here, where they are exact; undici's own would only fire later.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const pending = client.request({
      path: url.pathname + url.search,
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      signal: watch.signal,
      reset: true,
    });
    // The body may fail after we have lost interest in it (a redirect's text, an abort); nobody else listens then.
    pending.then(
      ({ body }) => body.on("error", () => {}),
      () => {},
    );
    const response = await watch.unlessAborted(pending);
    const headers = flatten(response.headers);
    const status = response.statusCode;
    if (isRedirect(status) || request.method === "HEAD" || status === 204 || status === 304) {
      return { status, headers, body: new Uint8Array(0), wireBytes: 0, isCut: false, isMislabelled: false };
    }
    const expectBytes = (): void =>
      watch.expect(limits.stallMs, () => new FetchError("stalled", url.href, "the body stopped arriving"));
    expectBytes();
    const encoding = headers["content-encoding"];
    const isError = status >= 400;
    const maxBytes = isError ? Math.min(limits.maxErrorBytes, limits.maxBytes) : limits.maxBytes;
    const declaredBytes = Number(headers["content-length"] ?? 0);
    if (!isError && declaredBytes > limits.maxWireBytes) {
      throw new FetchError("too_large", url.href, `${declaredBytes} bytes announced`);
    }
    const read = await readBody(response.body, {
      ...(encoding === undefined ? {} : { encoding }),
      maxBytes,
      maxWireBytes: limits.maxWireBytes,
      url: url.href,
      isCutAtCap: isError,
      onWireBytes: expectBytes,
    });
    return { status, headers, ...read };
  } catch (error) {
    throw watch.signal.aborted ? watch.signal.reason : toFetchError(error, url.href, isConnected);
  } finally {
    watch.stop();
    await client?.destroy().catch(() => {});
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** Replaces the running deadline by one that ends the request with `failure()` after `ms`. */
  expect(ms: number, failure: () => FetchError): void;
  /** `promise`, or the reason of the abort, whichever is first: not everything we wait for hears the signal. */
  unlessAborted<T>(promise: Promise<T>): Promise<T>;
  stop(): void;
}

function startWatch({ url, remainingMs, signal }: OneRequest): Watch {
  const controller = new AbortController();
  let step: NodeJS.Timeout | undefined;
  const whole = setTimeout(
    () => controller.abort(new FetchError("timeout", url.href, "the whole took too long")),
    remainingMs,
  );
  const onCallerAbort = (): void =>
    controller.abort(new FetchError("aborted", url.href, "ended by the caller", signal?.reason));
  if (signal?.aborted === true) onCallerAbort();
  signal?.addEventListener("abort", onCallerAbort, { once: true });
  const aborted = new Promise<never>((_resolve, reject) => {
    if (controller.signal.aborted) reject(controller.signal.reason);
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  aborted.catch(() => {});
  return {
    signal: controller.signal,
    expect: (ms, failure) => {
      clearTimeout(step);
      step = setTimeout(() => controller.abort(failure()), ms);
    },
    unlessAborted: (promise) => Promise.race([promise, aborted]),
    stop: () => {
      clearTimeout(step);
      clearTimeout(whole);
      signal?.removeEventListener("abort", onCallerAbort);
    },
  };
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === "set-cookie") continue;
    // Only the first of several is believed where joining would make an address out of two.
    if (Array.isArray(value)) flat[name] = name === "location" ? (value[0] ?? "") : value.join(", ");
    else flat[name] = value;
  }
  return flat;
}
