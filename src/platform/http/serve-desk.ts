import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";

/** Serves the built desk: hashed files for ever, in the compressed forms that the build made, every other address the one page. */
export function serveDesk<E extends object>(app: Hono<E>, folder: string): void {
  const root = path.relative(process.cwd(), folder) || ".";
  app.use("/assets/*", async (c, next) => {
    await next();
    if (c.res.status === 200) c.res.headers.set("cache-control", "public, max-age=31536000, immutable");
  });
  app.use("/assets/*", serveStatic({ root, precompressed: true }));
  app.get("/:file{[\\w-]+\\.(?:js|svg|webmanifest)}", serveStatic({ root }));
  app.get("/appearance.js", serveStatic({ root }));
  app.get("*", async (c) => {
    const page = path.join(folder, "index.html");
    if (c.req.path.startsWith("/assets/") || !existsSync(page)) return c.text("Not found", 404);
    c.header("cache-control", "no-cache");
    return c.html(await readFile(page, "utf8"));
  });
}
