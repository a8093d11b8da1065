import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Health } from "./read-health.ts";

/** Figures for a scraper, in the Prometheus text format. */
export type Metrics = {
  observe(method: string, route: string, status: number, seconds: number): void;
  render(): Promise<{ contentType: string; body: string }>;
};

export function createMetrics(health: () => Promise<Health>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "gaung_http_request_seconds",
    help: "How long requests take",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const oldestDueJob = gauge(
    "gaung_oldest_due_job_seconds",
    "How long the oldest due job has waited; 0 when none waits",
  );
  const failedJobs = gauge("gaung_failed_jobs", "Jobs that were given up");
  const lastPoll = gauge(
    "gaung_last_successful_poll_seconds",
    "Seconds since a source last answered; -1 before the first",
  );
  const overdue = gauge(
    "gaung_oldest_overdue_statement_seconds",
    "How long the oldest statement has been overdue because nothing sends; 0 when none is",
  );
  const diskFree = gauge("gaung_disk_free_bytes", "Bytes free where the data folder is");
  return {
    observe: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    async render() {
      const now = await health();
      oldestDueJob.set(now.oldestDueJobSeconds ?? 0);
      failedJobs.set(now.failedJobs);
      lastPoll.set(now.lastSuccessfulPollSeconds ?? -1);
      overdue.set(now.sending.oldestOverdueSeconds ?? 0);
      diskFree.set(now.diskFreeBytes);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
