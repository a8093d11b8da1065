import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine } from "#connectors/ports/failure-of-response.ts";

/** An event of a stream; null for a sign that the line still stands. */
export type ServerEvent = { readonly name: string; readonly data: string } | null;

export interface EventStream {
  readonly events: AsyncGenerator<ServerEvent>;
  /** Ends the line, also when nothing has been read of it. */
  readonly close: () => Promise<void>;
}

/** A line beyond this many characters breaks the stream: nothing that belongs there is as long. */
const mostLength = 4_000_000;

/**
 * The events of a stream of server-sent events (HTML Living Standard §9.2), as far as Mastodon uses them: `event`, `data`,
 * and comments as signs of life.
 * @throws ConnectorError `retry` when the line breaks; ends when the signal does
 */
export function readEvents(body: ReadableStream<Uint8Array>, signal: AbortSignal): EventStream {
  const reader = body.getReader();
  return { events: eventsOf(reader, signal), close: () => reader.cancel().catch(() => undefined) };
}

async function* eventsOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let rest = "";
  let name = "";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const raw of lines) {
        const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
        if (line === "") {
          if (data.length > 0) yield { name: name || "message", data: data.join("\n") };
          name = "";
          data = [];
        } else if (line.startsWith(":")) yield null;
        else if (line.startsWith("event:")) name = line.slice(6).trim();
        else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      }
      if (rest.length + data.reduce((sum, one) => sum + one.length, 0) > mostLength)
        throw new ConnectorError({ kind: "retry" }, "an event of the stream has no end");
    }
  } catch (error) {
    if (signal.aborted) return;
    throw failureOfLine(error, false);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (!signal.aborted) throw new ConnectorError({ kind: "retry" }, "the stream ended");
}

/** What JSON says; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
