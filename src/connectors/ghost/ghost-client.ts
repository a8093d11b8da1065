import type { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import { failureOfGhost } from "./ghost-failure.ts";
import { type GhostRefusal, ghostRefusal } from "./ghost-shapes.ts";
import { ghostToken } from "./ghost-token.ts";
import { ghostSecrets, ghostSettings } from "./manifest.ts";

export interface GhostCall {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: FormData;
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
}

export type GhostClient = ReturnType<typeof ghostClient>;

/** A clock that is off by less than this is not why a token was refused. */
const leastSkewMs = 60_000;

/** Speaks the Admin API of one site as one integration. Whatever goes wrong is a `ConnectorError`. */
export function ghostClient(access: Access) {
  const settings = ghostSettings.safeParse(access.settings);
  const secrets = ghostSecrets.safeParse(access.secrets);
  if (!settings.success || !secrets.success)
    throw new ConnectorError({ kind: "rejected", reason: "settings" }, "the account's form is incomplete");
  const site = settings.data.site.replace(/\/+$/, "").replace(/\/ghost$/, "");
  const { key } = secrets.data;
  /** How far the site's clock is ahead of ours, once it has refused a token because of that. */
  let skewMs = 0;

  async function send(path: string, call: GhostCall): Promise<{ answer: Response; text: string }> {
    const { method = "GET", query = {}, body, form, isWrite = false } = call;
    const asked = new URLSearchParams(query);
    try {
      const answer = await access.fetch(
        `${site}/ghost/api/admin${path}${asked.size === 0 ? "" : `?${asked}`}`,
        {
          method,
          headers: {
            accept: "application/json",
            "accept-version": "v5.0",
            authorization: `Ghost ${ghostToken(key, new Date(access.now().getTime() + skewMs))}`,
            ...(body !== undefined && { "content-type": "application/json" }),
          },
          body: form ?? (body === undefined ? null : JSON.stringify(body)),
          // A token follows nowhere, and a POST that is sent on becomes a GET.
          redirect: "manual",
          signal: access.signal,
        },
      );
      return { answer, text: await answer.text() };
    } catch (error) {
      throw failureOfLine(error, isWrite);
    }
  }

  /** Asks, and gives the answer's body: undefined where it is no JSON. */
  async function call(path: string, asked: GhostCall): Promise<unknown> {
    const { answer, text } = await send(path, asked);
    const { status, headers } = answer;
    const facts = { status, headers, isWrite: asked.isWrite ?? false, now: access.now() };
    if (status >= 300 && status < 400)
      throw new ConnectorError(
        { kind: "rejected", reason: "settings" },
        `${path} is sent on to ${headers.get("location")}: Ghost Admin has another address`,
      );
    const json = parsed(text);
    if (answer.ok) return json;
    const refusal = ghostRefusal.safeParse(json).data?.errors[0];
    if (refusal === undefined)
      throw new ConnectorError(failureOfResponse(facts), `${path} answered ${status}`);
    if (isOfClock(refusal) && skewMs === 0) {
      const there = Date.parse(headers.get("date") ?? "");
      const aheadMs = there - access.now().getTime();
      if (Math.abs(aheadMs) > leastSkewMs) {
        skewMs = aheadMs;
        return call(path, asked);
      }
    }
    throw new ConnectorError(failureOfGhost(refusal, facts), `${path}: ${refusal.type} ${refusal.message}`);
  }

  return {
    site,
    /** What stands before the ids of this site: its host, and its folder where it has one. */
    place: site.replace(/^https?:\/\//i, "").toLowerCase(),
    now: access.now,
    async ask<Shape extends z.ZodType>(
      path: string,
      shape: Shape,
      asked: GhostCall = {},
    ): Promise<z.infer<Shape>> {
      const read = shape.safeParse(await call(path, asked));
      if (read.success) return read.data;
      throw new ConnectorError(
        { kind: asked.isWrite ? "unknown" : "retry" },
        `${path} answered with what cannot be read`,
        read.error,
      );
    },
    async tell(path: string, asked: GhostCall): Promise<void> {
      await call(path, asked);
    },
  };
}

/** A token that is too old or not yet valid over there. */
const isOfClock = ({ code, message, context }: GhostRefusal): boolean =>
  code === "INVALID_JWT" && /expired|iat|not active|not before|maxAge/i.test(`${message} ${context ?? ""}`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
