import type { z } from "zod";
import type { Tx } from "#platform/db/database.ts";

/** What a running job is given. */
export type JobRun<P> = { id: string; payload: P; signal: AbortSignal };

/**
 * A kind of background work. `retryLimit` tries with growing pauses, then it lies among the failed jobs until a person
 * tries it again. With `cron` (in UTC, minute steps) it also starts by itself, in exactly one process.
 */
export type JobKind<P extends z.ZodType> = {
  readonly name: string;
  readonly payload: P;
  readonly retryLimit?: number;
  /** Seconds after which a silent run counts as dead and is given to another worker. */
  readonly expireInSeconds?: number;
  /** Runs at the same time in one process. */
  readonly concurrency?: number;
  readonly cron?: string;
  run(job: JobRun<z.infer<P>>): Promise<void>;
};

export type AnyJobKind = JobKind<z.ZodType>;

/** Declares a job. The payload is checked when it is sent and again when it runs. */
export const defineJob = <P extends z.ZodType>(kind: JobKind<P>): JobKind<P> => kind;

export type SendOptions = {
  /** Send as part of this transaction: the job exists only if it commits. */
  tx?: Tx;
  startAfter?: Date;
  /** While a job with this key waits, a second one is not added. */
  singletonKey?: string;
};

/** Where work is handed over. */
export type JobQueue = {
  /** @returns the job's id, or null when one with the same `singletonKey` already waits. */
  send<P extends z.ZodType>(
    kind: Pick<JobKind<P>, "name" | "payload">,
    payload: z.input<P>,
    options?: SendOptions,
  ): Promise<string | null>;
};
