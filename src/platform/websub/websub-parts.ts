import type { Db } from "#platform/db/database.ts";
import type { NetworkFetch } from "#platform/fetch/network-fetch.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import type { ReadTopic } from "./topic.ts";

/** What the hub is made of. */
export interface WebSubParts {
  readonly db: Db;
  readonly keys: KeyRing;
  /** The guarded way out: callbacks are strangers' addresses. */
  readonly network: Pick<NetworkFetch, "call">;
  readonly jobs: JobQueue;
  readonly log: Pick<Logger, "info" | "warn">;
  readonly now: () => Date;
  /** Aborted when this process ends. */
  readonly stopping: AbortSignal;
  readonly readTopic: ReadTopic;
  /** Address of our own hub. */
  readonly hubUrl: () => string;
}

/** A subscriber takes what it is told at once, or is asked again later. */
export const callMs = 15_000;

/** What a shared secret is sealed for: it opens for this subscriber of this feed only. */
export const secretContext = (topic: string, callback: string): string =>
  `feed-subscriber:${topic} ${callback}`;
