import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import type { NetworkParts } from "./network-parts.ts";
import { refreshAccounts } from "./refresh-accounts.ts";
import { sweepAccounts } from "./sweep-accounts.ts";

/** What the module does by itself. */
export const accountJobs = (parts: NetworkParts): AnyJobKind[] => [
  defineJob({
    name: "accounts.refresh",
    payload: z.object({}),
    cron: "*/5 * * * *",
    run: async () => {
      await refreshAccounts(parts);
    },
  }),
  defineJob({
    name: "accounts.sweep",
    payload: z.object({}),
    cron: "17 * * * *",
    run: async () => sweepAccounts(parts),
  }),
];
