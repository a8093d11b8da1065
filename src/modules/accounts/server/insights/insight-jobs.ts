import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import type { NetworkParts } from "../network-parts.ts";
import { readInsights } from "./read-insights.ts";

/** Reads the numbers that are due; a round that fails is made up for by the next one. */
export const insightJobs = (parts: NetworkParts): AnyJobKind[] => [
  defineJob({
    name: "accounts.read-insights",
    payload: z.object({}),
    cron: "* * * * *",
    retryLimit: 0,
    expireInSeconds: 600,
    run: async () => {
      await readInsights(parts);
    },
  }),
];
