import type { RobotsMemory } from "#connectors/page/robots-memory.ts";
import type { AskAccount } from "#modules/accounts/index.ts";
import type { Db } from "#platform/db/database.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { PushOffice } from "./subscribe-hub.ts";

/** What polling needs from outside; tests and the demo give their own clock, chance and pauses. */
export type PollParts = {
  db: Db;
  fetch: SafeFetch;
  now: () => Date;
  /** 0 to 1. */
  random: () => number;
  robots: RobotsMemory;
  /** Waits between two requests to a site that asks for it. */
  pause: (ms: number) => Promise<void>;
  log: Pick<Logger, "warn" | "error">;
  /** Null where nobody outside can reach this desk, and hubs have nowhere to push to. */
  push: PushOffice | null;
  /** Speaks as one of the office's accounts; sources on networks need it. */
  askAccount?: AskAccount;
  /** Reads what is new; without one it is analysed later. */
  analyst?: Analyst | undefined;
  /** Longest time one look may take. Milliseconds. */
  pollMs?: number;
};

/** A look that has begun: when, and the signal that ends it. */
export type Look = { now: Date; signal: AbortSignal };
