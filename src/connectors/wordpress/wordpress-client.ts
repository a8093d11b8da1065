import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import { wordpressSecrets, wordpressSettings } from "./manifest.ts";
import { failureOfRefusal, WordpressRefusal } from "./wordpress-failure.ts";
import { wordpressRefusal } from "./wordpress-shapes.ts";

export interface WordpressCall {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: FormData;
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
}

export type WordpressClient = ReturnType<typeof wordpressClient>;

/** Speaks the REST API of one site as one of its users. Whatever goes wrong is a `ConnectorError`. */
export function wordpressClient(access: Access) {
  const settings = wordpressSettings.safeParse(access.settings);
  const secrets = wordpressSecrets.safeParse(access.secrets);
  if (!settings.success || !secrets.success)
    throw new ConnectorError({ kind: "rejected", reason: "settings" }, "the account's form is incomplete");
  const site = settings.data.site.replace(/\/+$/, "");
  const { user } = settings.data;
  const { password } = secrets.data;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  /** Sites without readable addresses know the API by a query only. */
  let isByQuery = false;

  const addressOf = (path: string, query: Readonly<Record<string, string>>): string => {
    const asked = new URLSearchParams(isByQuery ? { rest_route: path, ...query } : query);
    return `${site}${isByQuery ? "/" : `/wp-json${path}`}${asked.size === 0 ? "" : `?${asked}`}`;
  };

  async function send(path: string, call: WordpressCall): Promise<{ answer: Response; text: string }> {
    const isWrite = call.isWrite ?? false;
    const { method = "GET", query = {}, body, form } = call;
    try {
      const answer = await access.fetch(addressOf(path, query), {
        method,
        headers: {
          accept: "application/json",
          authorization,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        body: form ?? (body === undefined ? null : JSON.stringify(body)),
        // A password follows nowhere, and a POST that is sent on becomes a GET.
        redirect: "manual",
        signal: access.signal,
      });
      return { answer, text: await answer.text() };
    } catch (error) {
      throw failureOfLine(error, isWrite);
    }
  }

  async function askWithHeaders<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
    call: WordpressCall = {},
  ): Promise<{ answer: z.infer<Shape>; headers: Headers }> {
    const { answer, text } = await send(path, call);
    const facts = {
      status: answer.status,
      headers: answer.headers,
      isWrite: call.isWrite ?? false,
      now: access.now(),
    };
    if (answer.status >= 300 && answer.status < 400)
      throw new ConnectorError(
        { kind: "rejected", reason: "settings" },
        `${path} is sent on to ${answer.headers.get("location")}: the site has another address`,
      );
    const json = parsed(text);
    if (!answer.ok) {
      const refusal = wordpressRefusal.safeParse(json);
      if (refusal.success) {
        const { code, message, data } = refusal.data;
        const failure = failureOfRefusal({ code, message }, facts);
        throw new WordpressRefusal(failure, { path, code, message, termId: data?.term_id });
      }
      if (answer.status === 404 && !isByQuery) {
        isByQuery = true;
        return askWithHeaders(path, shape, call);
      }
      throw new ConnectorError(failureOfResponse(facts), `${path} answered ${answer.status}`);
    }
    const read = shape.safeParse(json);
    if (read.success) return { answer: read.data, headers: answer.headers };
    throw new ConnectorError(
      { kind: facts.isWrite ? "unknown" : "retry" },
      `${path} answered with what cannot be read`,
      read.error,
    );
  }

  return {
    site,
    /** What stands before the ids of this site: its host, and its folder where it has one. */
    place: site.replace(/^https?:\/\//i, "").toLowerCase(),
    now: access.now,
    async ask<Shape extends z.ZodType>(path: string, shape: Shape, call: WordpressCall = {}) {
      return (await askWithHeaders(path, shape, call)).answer;
    },
    /** The readable entries of a list, and whether there are more behind it. */
    async list<Shape extends z.ZodType>(path: string, shape: Shape, query: Readonly<Record<string, string>>) {
      const { answer, headers } = await askWithHeaders(path, z.array(z.unknown()), { query });
      const items = answer.flatMap((entry): z.infer<Shape>[] => {
        const read = shape.safeParse(entry);
        return read.success ? [read.data] : [];
      });
      if (items.length === 0 && answer.length > 0)
        throw new ConnectorError({ kind: "retry" }, `${path} answered a list of what cannot be read`);
      const pages = Number(headers.get("x-wp-totalpages") ?? "1");
      return { items, hasMore: pages > Number(query["page"] ?? "1") };
    },
  };
}

/** JSON, also behind the warnings that a badly kept PHP prints first. */
function parsed(text: string): unknown {
  for (const from of [0, text.search(/[[{]\s*"|\[\s*[\]{]/)]) {
    if (from < 0) continue;
    try {
      return JSON.parse(text.slice(from));
    } catch {
      // What is no JSON is told apart by its shape.
    }
  }
  return undefined;
}
