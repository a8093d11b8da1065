import { type Dispatcher, WebSocket } from "undici";
import { FetchError, toFetchError } from "./fetch-error.ts";

interface SocketWays {
  readonly dispatcher: Dispatcher;
  readonly userAgent: string;
  /** So long it may say nothing. */
  readonly silentMs: number;
  readonly signal: AbortSignal | null;
}

/** So much may wait for a reader that is slower than the network; then the line ends behind it, and the reader resumes. */
const mostWaitingBytes = 16 * 1024 * 1024;

/**
 * Listens to a WebSocket (RFC 6455): an answer whose body has one chunk for each text message. It ends when the other side
 * closes, and behind what waits when the other side is much faster than its reader: what has come is read, and whoever resumes
 * there loses nothing. It goes the dispatcher's way, so its addresses are checked like those of every fetch.
 * @throws FetchError when no line comes to stand; the body breaks off with one when the line falls silent
 */
export function openSocket(url: URL, ways: SocketWays): Promise<Response> {
  const { dispatcher, userAgent, silentMs, signal } = ways;
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  if (signal?.aborted === true) return Promise.reject(signal.reason);
  const socket = new WebSocket(url, { dispatcher, headers: { "user-agent": userAgent } });
  let isOver = false;
  let body: ReadableStreamDefaultController<Uint8Array> | null = null;
  const silence = setTimeout(
    () => end(new FetchError("stalled", url.href, "the socket fell silent")),
    silentMs,
  );
  const give = (): void => end(signal?.reason);
  signal?.addEventListener("abort", give, { once: true });

  /** Once: without an error it is the end of the body. */
  function end(error?: unknown): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(silence);
    signal?.removeEventListener("abort", give);
    if (error === undefined) body?.close();
    else body?.error(error);
    reject(error ?? new FetchError("bad_response", url.href, "the socket closed before it opened"));
    socket.close();
  }

  const chunks = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        body = controller;
      },
      cancel() {
        body = null;
        end();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaitingBytes }),
  );
  socket.addEventListener("open", () => resolve(new Response(chunks)));
  socket.addEventListener("message", ({ data }) => {
    silence.refresh();
    if (isOver || typeof data !== "string") return;
    body?.enqueue(new TextEncoder().encode(data));
    if ((body?.desiredSize ?? 1) <= 0) end();
  });
  socket.addEventListener("error", ({ error }) =>
    end(toFetchError(error?.cause ?? error, url.href, body !== null)),
  );
  socket.addEventListener("close", () => end());
  return promise;
}
