import { hubPage } from "./hub-page.ts";
import { hubOf } from "./topic.ts";
import { webSubJobs } from "./websub-jobs.ts";
import type { WebSubParts } from "./websub-parts.ts";

/** The desk's own hub: its door, and its background work. */
export function createHub({ deskUrl, ...rest }: Omit<WebSubParts, "hubUrl"> & { deskUrl: () => string }) {
  const parts: WebSubParts = { ...rest, hubUrl: () => hubOf(deskUrl()) };
  return { page: hubPage(parts), jobs: webSubJobs(parts) };
}
