import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { addArticleRoutes } from "./article-routes.ts";
import { addCommentRoutes } from "./comment-routes.ts";
import { openSite, type SimulatedSite } from "./simulated-site.ts";
import { refuse, type SimulatorApp } from "./simulator-app.ts";

export interface RunningSite {
  readonly site: SimulatedSite;
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Opens a site that answers as WordPress does, on a port of its own. Built from the handbook of its REST API. */
export async function openWordpressSimulator(now: () => Date): Promise<RunningSite> {
  const site = openSite(now);
  const api: SimulatorApp = new Hono();
  addTroubles(api, site);
  addAccess(api, site);
  api.get("/", (c) => c.json({ name: "Humas Kota", home: new URL(c.req.url).origin, namespaces: ["wp/v2"] }));
  addArticleRoutes(api, site);
  addCommentRoutes(api, site);
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const running = serve({ fetch: answer, hostname: "127.0.0.1", port: 0 }, (address) =>
    resolve(address.port),
  );
  return {
    site,
    address: `http://127.0.0.1:${await port}`,
    close: async () => {
      if ("closeAllConnections" in running) running.closeAllConnections();
      await new Promise((done) => running.close(done));
    },
  };

  /** The API stands below `/wp-json`, or, without readable addresses, in the query of every page. */
  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const route = url.searchParams.get("rest_route");
    const isReadable = site.hasReadableAddresses && url.pathname.startsWith("/wp-json");
    if (route === null && !isReadable) return new Response("<title>Tidak ditemukan</title>", { status: 404 });
    url.pathname = route ?? (url.pathname.slice("/wp-json".length) || "/");
    url.searchParams.delete("rest_route");
    const { method, headers } = request;
    const body = method === "GET" ? null : await request.arrayBuffer();
    return api.fetch(new Request(url, { method, headers, body }));
  }
}

function addTroubles(api: SimulatorApp, site: SimulatedSite): void {
  api.use("*", async (c, next) => {
    site.calls.push(`${c.req.method} ${c.req.path}`);
    const isLook = c.req.method === "GET" && c.req.query("slug") !== undefined;
    const trouble = isLook ? undefined : site.troubles.shift();
    if (trouble === undefined) return next();
    if (trouble.kind === "server_error")
      return refuse(c, 500, "internal_server_error", "There has been a critical error on this website.");
    if (trouble.kind === "html") return c.html("<!doctype html><title>Perawatan singkat</title>");
    if (trouble.kind === "answer_lost") {
      await next();
      c.res = new Response('{"id":', { headers: { "content-type": "application/json" } });
      return;
    }
    if (trouble.retryAfterSeconds !== null) c.header("retry-after", String(trouble.retryAfterSeconds));
    return c.html("<title>429</title>", 429);
  });
}

/** Basic authentication with an application password: spaces in it do not count. A wrong one is refused everywhere. */
function addAccess(api: SimulatorApp, site: SimulatedSite): void {
  api.use("*", async (c, next) => {
    const given = /^Basic (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const [login = "", password = ""] = Buffer.from(given ?? "", "base64")
      .toString()
      .split(/:(.*)/s);
    const isSame = password.replaceAll(" ", "") === site.user.password.replaceAll(" ", "");
    if (given !== undefined && login !== site.user.login)
      return refuse(c, 401, "invalid_username", "Unknown username.");
    if (given !== undefined && !isSame)
      return refuse(
        c,
        401,
        "incorrect_password",
        "The provided password is an invalid application password.",
      );
    if (given === undefined && c.req.method !== "GET")
      return refuse(c, 401, "rest_not_logged_in", "You are not currently logged in.");
    c.set("isProven", given !== undefined);
    return next();
  });
  api.get("/wp/v2/users/me", (c) => {
    if (!c.get("isProven")) return refuse(c, 401, "rest_not_logged_in", "You are not currently logged in.");
    const capabilities = {
      publish_posts: true,
      edit_pages: true,
      upload_files: true,
      moderate_comments: true,
    };
    return c.json({ id: site.user.id, slug: site.user.login, name: "Humas", capabilities });
  });
}
