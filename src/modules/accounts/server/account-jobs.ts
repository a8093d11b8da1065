import { z } from "zod";
import { type AnyJobKind, defineJob } from "#platform/jobs/define-job.ts";
import { remindOfApplications } from "./applications/remind-of-applications.ts";
import type { NetworkParts } from "./network-parts.ts";
import { refreshAccounts } from "./refresh-accounts.ts";
import { remindOfRecovery } from "./register/remind-of-recovery.ts";
import { sweepAccounts } from "./sweep-accounts.ts";
import { warnOfExpiry } from "./warn-of-expiry.ts";

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
  defineJob({
    name: "accounts.warn-of-expiry",
    payload: z.object({}),
    cron: "27 * * * *",
    run: async () => {
      await warnOfExpiry(parts);
    },
  }),
  defineJob({
    name: "accounts.remind-of-applications",
    payload: z.object({}),
    // Eight in the morning in western Indonesia.
    cron: "9 1 * * *",
    run: async () => {
      await remindOfApplications(parts);
    },
  }),
  defineJob({
    name: "accounts.remind-of-recovery",
    payload: z.object({}),
    // Eight in the morning in western Indonesia.
    cron: "7 1 * * *",
    run: async () => {
      await remindOfRecovery(parts);
    },
  }),
];
