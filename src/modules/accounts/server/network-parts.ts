import type { QuotaReading } from "#connectors/ports/connector.ts";
import type { Db } from "#platform/db/database.ts";
import type { NetworkFetch } from "#platform/fetch/network-fetch.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";

/** What speaking with networks takes. */
export interface NetworkParts {
  readonly db: Db;
  readonly keys: KeyRing;
  readonly network: NetworkFetch;
  readonly now: () => Date;
  /** Aborted when this process ends. */
  readonly stopping: AbortSignal;
}

/** One call as the account's page shows it. */
export interface MadeCall {
  readonly at: Date;
  readonly what: string;
  readonly status: number | null;
  readonly tookMs: number;
  /** What it costs when it was answered, in millionths of a US dollar; left out where nothing. */
  readonly microUsd?: number;
}

/** What was asked while a network was spoken to, and what its headers said. */
export interface HeardCalls {
  readonly calls: readonly MadeCall[];
  readonly quotas: readonly QuotaReading[];
}
