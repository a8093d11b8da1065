import type { LookupFunction } from "node:net";
import { Agent, type buildConnector, fetch as undiciFetch } from "undici";
import { parseWebAddress } from "./address-policy.ts";
import { FetchError, toFetchError } from "./fetch-error.ts";
import { openSocket } from "./open-socket.ts";
import { findPermitted, pinnedConnector, pinnedLookup } from "./pinned-connector.ts";
import { type ResolveHost, resolveHost } from "./resolve-host.ts";

export interface NetworkFetchConfig {
  readonly userAgent: string;
  /** See `SafeFetchConfig`. */
  readonly allowedPrivateHosts?: readonly string[];
  readonly resolve?: ResolveHost;
}

/** A web API's ways out: any method, answers that end and answers that do not. */
export interface NetworkFetch {
  /** For calls: the whole takes a minute at most, and an answer 32 MB. */
  readonly call: typeof globalThis.fetch;
  /**
   * For answers that go on for ever: they may be silent for a minute and a half, no longer. A `ws:` or `wss:` address is
   * answered by what its WebSocket sends, one message a chunk.
   */
  readonly stream: typeof globalThis.fetch;
  /**
   * For sockets that speak with mail servers: by the same rules, with mail's ports instead of the web's. The look-up leads
   * a socket to the checked addresses only.
   * @throws FetchError `bad_url`, `refused_address` or `dns`
   */
  readonly permit: (host: string, port: number) => Promise<LookupFunction>;
  readonly close: () => Promise<void>;
}

/** SMTP, submission and IMAP, with and without TLS from the first byte (RFC 8314); 2525 where 25 is shut. */
const mailPorts = new Set([25, 143, 465, 587, 993, 2525]);

const callMs = 60_000;
const connectMs = 10_000;
const silentMs = 90_000;
const mostBytes = 32 * 1024 * 1024;

/**
 * A `fetch` for connectors and the libraries that they use. Which addresses it reaches is decided as in `createSafeFetch`,
 * for each connection anew, so that a redirect or a name that changes its mind leads nowhere else.
 */
export function createNetworkFetch(config: NetworkFetchConfig): NetworkFetch {
  const allowedPrivateHosts = new Set((config.allowedPrivateHosts ?? []).map((host) => host.toLowerCase()));
  const resolve = config.resolve ?? resolveHost;
  const permitted = (url: URL) => findPermitted({ url, resolve, allowedPrivateHosts });
  const connect: buildConnector.connector = (options, callback) => {
    const port = options.port === "" ? "" : `:${options.port}`;
    const url = new URL(`${options.protocol}//${options.hostname}${port}`);
    permitted(url).then(
      (host) => pinnedConnector(url, host, connectMs)(options, callback),
      (error: unknown) => callback(toFetchError(error, url.href, false), null),
    );
  };
  const agent = new Agent({
    connect,
    allowH2: false,
    headersTimeout: silentMs,
    bodyTimeout: silentMs,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 32 * 1024,
  });

  async function ask(
    input: string | URL | Request,
    init: RequestInit,
    signal: AbortSignal | null,
  ): Promise<Response> {
    const request = new Request(input, init);
    const headers = new Headers(request.headers);
    headers.set("user-agent", config.userAgent);
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    try {
      const answer = await undiciFetch(request.url, {
        method: request.method,
        headers: [...headers],
        body,
        redirect: request.redirect,
        signal,
        dispatcher: agent,
      });
      // The same class by another name: the package brings its own.
      return answer as unknown as Response;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      // Only codes that come before a connection say so; all else may have been heard.
      throw toFetchError(rootOf(error), request.url, true);
    }
  }

  return {
    async call(input, init = {}) {
      const signals = [AbortSignal.timeout(callMs), signalOf(input, init)].filter((one) => one !== null);
      return capped(await ask(input, init, AbortSignal.any(signals)));
    },
    stream(input, init = {}) {
      const url = new URL(input instanceof Request ? input.url : input);
      const signal = signalOf(input, init);
      if (url.protocol !== "ws:" && url.protocol !== "wss:") return ask(input, init, signal);
      return openSocket(url, { dispatcher: agent, userAgent: config.userAgent, silentMs, signal });
    },
    async permit(host, port) {
      const url = parseWebAddress(`http://${host.includes(":") ? `[${host}]` : host}:${port}/`);
      const isPort = (asked: number): boolean => mailPorts.has(asked);
      return pinnedLookup((await findPermitted({ url, resolve, allowedPrivateHosts, isPort })).addresses);
    },
    close: () => agent.close(),
  };
}

const signalOf = (input: string | URL | Request, init: RequestInit): AbortSignal | null =>
  init.signal ?? (input instanceof Request ? input.signal : null);

/** What `fetch` wraps into its "fetch failed". */
function rootOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause !== undefined ? error.cause : error;
}

/** An answer that breaks off when it grows too large. */
function capped(answer: Response): Response {
  if (answer.body === null) return answer;
  let bytes = 0;
  const counted = answer.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > mostBytes)
          controller.error(new FetchError("too_large", answer.url, `more than ${mostBytes} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = answer;
  return new Response(counted, { status, statusText, headers: new Headers([...headers]) });
}
