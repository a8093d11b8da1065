import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { addAuthRoutes } from "./auth-routes.ts";
import { type Contract, readContract } from "./contract.ts";
import { addReadRoutes } from "./read-routes.ts";
import type { SimulatorApp } from "./simulator-app.ts";
import { openServer, type SimulatedServer } from "./simulator-state.ts";
import { addStreamRoutes } from "./stream-routes.ts";
import { addWriteRoutes } from "./write-routes.ts";

export interface RunningSimulator {
  readonly server: SimulatedServer;
  readonly address: string;
  /** @throws when an answer was not as the published contract says */
  readonly close: () => Promise<void>;
}

const contract = readContract();

/** Opens a server that answers as Mastodon does, on a port of its own. */
export async function openSimulator(domain: string, now: () => Date): Promise<RunningSimulator> {
  const server = openServer(domain, now);
  const ended = new AbortController();
  const app: SimulatorApp = new Hono();
  addTroubles(app, server);
  addContract(app, server, contract);
  addAccess(app, server);
  addAuthRoutes(app, server);
  addReadRoutes(app, server);
  addWriteRoutes(app, server);
  addStreamRoutes(app, server, ended.signal);
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const running = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (address) =>
    resolve(address.port),
  );
  return {
    server,
    address: `http://127.0.0.1:${await port}`,
    close: async () => {
      ended.abort();
      if ("closeAllConnections" in running) running.closeAllConnections();
      await new Promise((done) => running.close(done));
      if (server.violations.length > 0) throw new Error([...new Set(server.violations)].join("\n"));
    },
  };
}

function addTroubles(app: SimulatorApp, server: SimulatedServer): void {
  app.use("/api/*", async (c, next) => {
    server.calls.push(`${c.req.method} ${c.req.path}`);
    const trouble = server.troubles.shift();
    if (trouble === undefined) return next();
    if (trouble.kind === "server_error") return c.json({ error: "We're sorry" }, 500);
    if (trouble.kind === "html") return c.html("<!doctype html><title>Perawatan</title>");
    if (trouble.kind === "answer_lost") {
      await next();
      c.res = new Response('{"id":', { headers: { "content-type": "application/json" } });
      return;
    }
    const { retryAfterSeconds } = trouble;
    if (retryAfterSeconds !== null)
      c.header(
        "x-ratelimit-reset",
        new Date(server.now().getTime() + retryAfterSeconds * 1_000).toISOString(),
      );
    return c.json({ error: "Too many requests" }, 429);
  });
}

/** Holds each answer against the published contract. */
function addContract(app: SimulatorApp, server: SimulatedServer, check: Contract): void {
  app.use("*", async (c, next) => {
    await next();
    const isJson = c.res.headers.get("content-type")?.startsWith("application/json") ?? false;
    if (!isJson) return;
    const body: unknown = await c.res.clone().json();
    const wrong = check(c.req.method.toLowerCase(), c.req.path, c.res.status, body);
    if (wrong !== null) server.violations.push(wrong);
  });
}

const callsPerWindow = 300;
const windowMs = 300_000;

/** Bearer tokens: whoever has none may read what is public; a wrong one is refused. */
function addAccess(app: SimulatorApp, server: SimulatedServer): void {
  app.use("/api/*", async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const account = server.accounts.find((one) => one.token === token);
    if (token !== undefined && !account) return c.json({ error: "The access token is invalid" }, 401);
    c.set("account", account);
    c.header("x-ratelimit-limit", String(callsPerWindow));
    c.header("x-ratelimit-remaining", String(callsPerWindow - 1));
    c.header("x-ratelimit-reset", new Date(server.now().getTime() + windowMs).toISOString());
    return next();
  });
}
