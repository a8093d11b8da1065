import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine } from "#connectors/ports/failure-of-response.ts";
import { fediverseSecrets, fediverseSettings } from "./manifest.ts";
import { refusalOf } from "./mastodon-failure.ts";
import { type EventStream, readEvents } from "./server-events.ts";

export interface MastodonCall {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
  /** Another server than the account's own. It is asked as anybody, without the account's token. */
  readonly foreignServer?: string;
}

/** What could be read of a list, and how many entries it had. */
export interface Readable<Item> {
  readonly items: Item[];
  readonly count: number;
}

export type MastodonClient = ReturnType<typeof mastodonClient>;

/** Speaks the Mastodon interface (docs.joinmastodon.org) for one account. Whatever goes wrong is a `ConnectorError`. */
export function mastodonClient(access: Access) {
  const settings = readOrRefuse(fediverseSettings, access.settings);
  const secrets = readOrRefuse(fediverseSecrets, access.secrets);
  const server = new URL(settings.server).origin;

  async function send(
    path: string,
    call: MastodonCall,
    { fetch, origin } = { fetch: access.fetch, origin: server },
  ): Promise<Response> {
    const isWrite = call.isWrite ?? false;
    const { foreignServer } = call;
    const headers: Record<string, string> = { accept: "application/json", ...call.headers };
    if (foreignServer === undefined && secrets.token !== undefined)
      headers["authorization"] = `Bearer ${secrets.token}`;
    if (call.body !== undefined) headers["content-type"] = "application/json";
    const body = call.form ?? (call.body === undefined ? null : JSON.stringify(call.body));
    let answer: Response;
    try {
      answer = await fetch(`${foreignServer ?? origin}${path}${queryOf(call.query)}`, {
        method: call.method ?? "GET",
        headers,
        body,
        signal: access.signal,
      });
    } catch (error) {
      throw failureOfLine(error, isWrite);
    }
    if (!answer.ok) throw await refusalOf(answer, { path, isWrite, now: access.now() });
    return answer;
  }

  /** Asks, and reads the answer by its shape. A page of HTML where JSON belongs is no answer. */
  async function askWithStatus<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
    call: MastodonCall = {},
  ): Promise<{ status: number; answer: z.infer<Shape> }> {
    const answer = await send(path, call);
    try {
      return { status: answer.status, answer: shape.parse(await answer.json()) };
    } catch (error) {
      throw new ConnectorError(
        { kind: call.isWrite ? "unknown" : "retry" },
        `${path} answered with what cannot be read`,
        error,
      );
    }
  }

  return {
    server,
    settings,
    secrets,
    now: access.now,
    signal: access.signal,
    askWithStatus,
    ask: async <Shape extends z.ZodType>(path: string, shape: Shape, call: MastodonCall = {}) =>
      (await askWithStatus(path, shape, call)).answer,
    /** The readable entries of a list, and how many there were: one that cannot be read must not hold up the others. */
    async list<Shape extends z.ZodType>(path: string, shape: Shape, call: MastodonCall = {}) {
      const { answer } = await askWithStatus(path, z.array(z.unknown()), call);
      return readable(path, answer, shape);
    },
    async tell(path: string, call: MastodonCall): Promise<void> {
      const answer = await send(path, call);
      await answer.body?.cancel().catch(() => undefined);
    },
    /** Opens a stream; it is subscribed when the promise resolves. */
    async events(
      origin: string,
      path: string,
      query: Readonly<Record<string, string>> = {},
    ): Promise<EventStream> {
      const call = { query, headers: { accept: "text/event-stream" } };
      const answer = await send(path, call, { fetch: access.stream, origin });
      const type = answer.headers.get("content-type") ?? "";
      if (type.startsWith("text/event-stream") && answer.body !== null)
        return readEvents(answer.body, access.signal);
      await answer.body?.cancel().catch(() => undefined);
      throw new ConnectorError({ kind: "retry" }, `${path} answered ${type}, which is no stream`);
    },
  };
}

/** @throws ConnectorError `retry` when there are entries and none can be read: then it is not the entries that are wrong */
export function readable<Shape extends z.ZodType>(
  path: string,
  entries: readonly unknown[],
  shape: Shape,
): Readable<z.infer<Shape>> {
  const items = entries.flatMap((entry): z.infer<Shape>[] => {
    const read = shape.safeParse(entry);
    return read.success ? [read.data] : [];
  });
  if (items.length === 0 && entries.length > 0)
    throw new ConnectorError({ kind: "retry" }, `${path} answered a list of what cannot be read`);
  return { items, count: entries.length };
}

function readOrRefuse<Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw new ConnectorError({ kind: "rejected", reason: "settings" }, "the account's form is incomplete");
}

function queryOf(query: MastodonCall["query"] = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null) continue;
    for (const one of typeof value === "string" ? [value] : value) asked.append(name, one);
  }
  return asked.size === 0 ? "" : `?${asked}`;
}
