import { randomUUID } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import type { AnyRouter } from "@orpc/server";
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { clientAddress } from "#platform/auth/client-address.ts";
import type { AuthCaller } from "#platform/auth/create-authenticator.ts";
import type { Db } from "#platform/db/database.ts";
import { localeFrom, type Translate } from "#platform/i18n/translator.ts";
import type { Logger } from "#platform/log/logger.ts";
import { AppError } from "#shared/app-error.ts";
import { checkAccess } from "./check-access.ts";
import { problemError } from "./guard-operations.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { Problem } from "./problem.ts";
import type { PublicPage } from "./public-page.ts";
import type { RawRoute } from "./raw-route.ts";
import { referencePage } from "./reference-page.ts";
import { createRequestContext, type Principal } from "./request-context.ts";

export type HttpParts = {
  db: Db;
  log: Logger;
  now: () => Date;
  translate: Translate;
  router: AnyRouter;
  rawRoutes: readonly RawRoute[];
  publicPages: readonly PublicPage[];
  /** A proxy stands before this server and says where requests come from. */
  isBehindProxy: boolean;
  /** Proves who a request comes from; null for nobody. */
  principalOf(headers: Headers): Promise<Principal | null>;
  /** Answers what lies under /api/auth/. */
  handleAuth(request: Request, caller: AuthCaller): Promise<Response>;
  openApi: () => Promise<object>;
  /** Counts a finished request, for /metrics. */
  observe?(method: string, route: string, status: number, seconds: number): void;
};

type Variables = { Variables: { incoming: IncomingRequest } };

/** Scripts and styles come from this desk only; Mantine sets style attributes, hence 'unsafe-inline' for styles. */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Pages for strangers run nothing and load nothing but their own styles and pictures. */
const publicPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** An answer that has these keeps its own. */
const ownHeaders = ["content-security-policy", "referrer-policy"] as const;

const headersWith = (policy: typeof contentSecurityPolicy | typeof publicPolicy) =>
  secureHeaders({
    contentSecurityPolicy: policy,
    crossOriginOpenerPolicy: "same-origin",
    referrerPolicy: "same-origin",
    strictTransportSecurity: false,
  });

/**
 * Builds the web server's routes under /api, and the pages for everybody. Those of the desk, health and figures are added
 * by the caller.
 */
export function createHttpApp(parts: HttpParts): Hono<Variables> {
  const app = new Hono<Variables>();
  const api = new OpenAPIHandler(parts.router, { customErrorResponseBodyEncoder: (error) => error.data });

  const publicPaths = new Set(parts.publicPages.map(({ path }) => path));
  const [deskHeaders, publicHeaders] = [headersWith(contentSecurityPolicy), headersWith(publicPolicy)];
  app.use(async (c, next) => {
    // Files of strangers come with a stricter policy than the desk's own pages, which must not be written over.
    let own: readonly [string, string][] = [];
    await (publicPaths.has(c.req.path) ? publicHeaders : deskHeaders)(c, async () => {
      await next();
      own = ownHeaders.flatMap((name) => {
        const value = c.res.headers.get(name);
        return value === null ? [] : [[name, value] as [string, string]];
      });
    });
    for (const [name, value] of own) c.res.headers.set(name, value);
  });
  app.use(async (c, next) => {
    const startedAt = performance.now();
    await next();
    const route = c.req.path.startsWith("/api/") ? "/api" : "page";
    parts.observe?.(c.req.method, route, c.res.status, (performance.now() - startedAt) / 1000);
  });
  app.use("/api/*", async (c, next) => {
    const headers = c.req.raw.headers;
    const requestId = randomUUID();
    const isAuth = c.req.path.startsWith("/api/auth/");
    const principal = isAuth ? null : await parts.principalOf(headers);
    c.set("incoming", {
      principal,
      workspaceSlug: headers.get("gaung-workspace") ?? c.req.query("workspace") ?? null,
      db: parts.db,
      now: parts.now,
      locale: headers.has("accept-language")
        ? localeFrom(headers.get("accept-language"))
        : principal?.kind === "user"
          ? principal.locale
          : "id",
      requestId,
      headers,
      responseHeaders: new Headers(),
      translate: parts.translate,
    });
    await next();
    c.res.headers.set("x-request-id", requestId);
    if (!isAuth) c.res.headers.set("cache-control", c.res.headers.get("cache-control") ?? "no-store");
  });
  app.all("/api/auth/*", (c) => parts.handleAuth(c.req.raw, { reader: c.get("incoming"), peer: peerOf(c) }));
  app.get("/api/reference", async (c) => c.html(referencePage(await parts.openApi())));
  app.get("/api/openapi.json", async (c) => c.json(await parts.openApi()));
  for (const route of parts.rawRoutes) {
    app.on(route.method, `/api${route.path.replace(/\{(\w+)\}/g, ":$1")}`, (c) =>
      answerRaw(c, route, parts.log),
    );
  }
  app.use("/api/*", async (c) => {
    const incoming = c.get("incoming");
    const { matched, response } = await api.handle(c.req.raw, { prefix: "/api", context: incoming });
    if (!matched)
      return problemResponse(
        problemError(new AppError("not_found", "no_such_operation"), incoming, parts.log, c.req.path).data,
      );
    if (response.status >= 400) return problemFrom(response, incoming, parts.log);
    for (const [name, value] of incoming.responseHeaders) response.headers.append(name, value);
    return response;
  });
  for (const page of parts.publicPages)
    app.on(page.method ?? "GET", page.path, (c) => {
      const forwarded = c.req.header("x-forwarded-for") ?? null;
      return page.handle(
        {
          db: parts.db,
          now: parts.now,
          locale: localeFrom(c.req.header("accept-language")),
          address: clientAddress(peerOf(c), forwarded, parts.isBehindProxy),
        },
        c.req.raw,
      );
    });
  app.onError((error, c) =>
    problemResponse(
      problemError(
        error,
        c.get("incoming") ?? { locale: "id", requestId: "-", translate: parts.translate },
        parts.log,
        c.req.path,
      ).data,
    ),
  );
  return app;
}

/** The other end of the connection; null when a request did not come over one (a call inside the process). */
function peerOf(c: Context): string | null {
  const bindings: unknown = c.env;
  const isServed = typeof bindings === "object" && bindings !== null && "incoming" in bindings;
  return isServed ? (getConnInfo(c).remote.address ?? null) : null;
}

async function answerRaw(c: Context<Variables>, route: RawRoute, log: Logger): Promise<Response> {
  const incoming = c.get("incoming");
  try {
    const membership = await checkAccess(incoming, route.access);
    return await route.handle(createRequestContext({ ...incoming, membership }), c.req.raw, c.req.param());
  } catch (error) {
    return problemResponse(problemError(error, incoming, log, route.path).data);
  }
}

/** Failures inside the API library (broken JSON, output that breaks its contract) carry no problem yet. */
async function problemFrom(response: Response, incoming: IncomingRequest, log: Logger): Promise<Response> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && "requestId" in body)
    return problemResponse(body as Problem);
  const error =
    response.status === 400
      ? new AppError("invalid", "bad_json", {}, body)
      : new AppError("internal", "internal", {}, body);
  return problemResponse(problemError(error, incoming, log, "api").data);
}

function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json" },
  });
}
