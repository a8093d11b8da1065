import { Hono } from "hono";
import { addAuthRoutes } from "./auth-routes.ts";
import type { FakeApi, FakeParts } from "./fake-parts.ts";
import { addPostRoutes } from "./post-routes.ts";
import { addReadRoutes } from "./read-routes.ts";

const callsPerWindow = 300;
const windowMs = 300_000;

/** The practice network's interface for programs. Its answers have the shapes that the client parses. */
export function fakeApi(parts: FakeParts): FakeApi {
  const app: FakeApi = new Hono();
  addMishaps(app, parts);
  addAuthRoutes(app, parts);
  addAccess(app, parts);
  addReadRoutes(app, parts);
  addPostRoutes(app, parts);
  return app;
}

/** What the control page asked to go wrong, goes wrong with the next call. */
function addMishaps(app: FakeApi, { network, pause }: FakeParts): void {
  app.use("/api/*", async (c, next) => {
    const at = network.mishaps.findIndex(
      ({ kind }) => kind !== "media_refused" || c.req.path === "/api/media",
    );
    const [mishap] = at < 0 ? [] : network.mishaps.splice(at, 1);
    if (mishap === undefined) return next();
    if (mishap.kind === "too_many") {
      if (mishap.retryAfterSeconds !== null) c.header("retry-after", String(mishap.retryAfterSeconds));
      return c.json({ error: "too_many" }, 429);
    }
    if (mishap.kind === "server_error") return c.json({ error: "server" }, 500);
    if (mishap.kind === "media_refused") return c.json({ error: "media_kind" }, 415);
    if (mishap.kind === "html")
      return c.html("<!doctype html><title>Perawatan</title><h1>Sedang dirawat</h1>");
    if (mishap.kind === "slow") await pause(mishap.ms);
    await next();
    if (mishap.kind === "answer_lost") c.res = brokenAnswer();
  });
}

/** An answer that breaks off: the caller has no way to know what was done. */
const brokenAnswer = (): Response =>
  new Response('{"id":', { status: 200, headers: { "content-type": "application/json" } });

/** Bearer tokens (RFC 6750), and 300 calls in five minutes for each account. */
function addAccess(app: FakeApi, { network, now }: FakeParts): void {
  const used = new Map<string, { from: number; calls: number }>();
  app.use("/api/*", async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const account = network.accounts.find((one) => one.token === token);
    const at = now().getTime();
    if (!account) return c.json({ error: "unknown_token" }, 401);
    if (account.isRevoked) return c.json({ error: "revoked" }, 401);
    if (account.tokenEndsAt !== null && account.tokenEndsAt <= at) return c.json({ error: "expired" }, 401);
    const former = used.get(account.id);
    const window = former && at - former.from < windowMs ? former : { from: at, calls: 0 };
    window.calls += 1;
    used.set(account.id, window);
    const endsAt = window.from + windowMs;
    c.header("x-ratelimit-limit", String(callsPerWindow));
    c.header("x-ratelimit-remaining", String(Math.max(0, callsPerWindow - window.calls)));
    c.header("x-ratelimit-reset", String(Math.ceil(endsAt / 1_000)));
    if (window.calls > callsPerWindow) {
      c.header("retry-after", String(Math.ceil((endsAt - at) / 1_000)));
      return c.json({ error: "too_many" }, 429);
    }
    c.set("account", account);
    return next();
  });
}
