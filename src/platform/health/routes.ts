import type { Hono } from "hono";
import type { Metrics } from "./metrics.ts";
import type { Health } from "./read-health.ts";

/** `/healthz` for probes (503 when the database does not answer or nobody works), `/metrics` for scrapers. */
export function addHealthRoutes<E extends object>(
  app: Hono<E>,
  health: () => Promise<Health>,
  metrics: Metrics,
): void {
  app.get("/healthz", async (c) => {
    const now = await health();
    return c.json(now, now.status === "ok" ? 200 : 503);
  });
  app.get("/metrics", async (c) => {
    const { contentType, body } = await metrics.render();
    return c.body(body, 200, { "content-type": contentType });
  });
}
