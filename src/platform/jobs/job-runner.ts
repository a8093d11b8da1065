import { type SendOptions as BossOptions, fromKysely, PgBoss } from "pg-boss";
import type { Logger } from "#platform/log/logger.ts";
import type { AnyJobKind, JobQueue } from "./define-job.ts";

export type JobRunner = JobQueue & {
  /** Begins to work. A process that only serves pages never calls this, yet may send. */
  work(kinds: readonly AnyJobKind[]): Promise<void>;
  retry(name: string, id: string): Promise<void>;
  /** Runs everything that is due, one after the other, until nothing is left. For tests and one-shot commands. */
  runDue(kinds: readonly AnyJobKind[]): Promise<number>;
  stop(): Promise<void>;
};

const queueDefaults = {
  retryBackoff: true,
  retryDelay: 5,
  retryDelayMax: 900,
  deleteAfterSeconds: 7 * 24 * 3600,
};

/** Opens the job tables on a database (pg-boss, schema `jobs`). Every process does this; only some then `work`. */
export async function openJobs(connectionString: string, log: Logger): Promise<JobRunner> {
  const boss = new PgBoss({
    connectionString,
    schema: "jobs",
    max: 4,
    useListenNotify: true,
    application_name: "gaung jobs",
  });
  boss.on("error", (error) => log.error({ err: error }, "job runner"));
  await boss.start();
  const known = new Set<string>();

  async function ensureQueue(
    kind: Pick<AnyJobKind, "name" | "retryLimit" | "expireInSeconds">,
  ): Promise<void> {
    if (known.has(kind.name)) return;
    await boss.createQueue(kind.name, {
      ...queueDefaults,
      policy: "short",
      notify: true,
      retryLimit: kind.retryLimit ?? 3,
      expireInSeconds: kind.expireInSeconds ?? 900,
    });
    known.add(kind.name);
  }

  async function runOne(
    kind: AnyJobKind,
    job: { id: string; data: unknown; signal: AbortSignal },
  ): Promise<void> {
    const payload = kind.payload.parse(job.data ?? {});
    await kind.run({ id: job.id, payload, signal: job.signal });
  }

  async function startWorker(kind: AnyJobKind): Promise<void> {
    let workerId: string | undefined;
    workerId = await boss.work(
      kind.name,
      {
        batchSize: 1,
        pollingIntervalSeconds: 2,
        // Nothing announces that a delayed job has come due; the library looks only every half minute by itself.
        notifyPollingIntervalSeconds: 5,
      },
      async ([job]) => {
        if (!job) return;
        try {
          await runOne(kind, job);
        } catch (error) {
          log.warn({ err: error, job: kind.name, jobId: job.id }, "job failed");
          throw error;
        } finally {
          // Else it pauses after every job, also while others wait.
          if (workerId !== undefined) boss.notifyWorker(workerId);
        }
      },
    );
  }

  return {
    async send(kind, payload, options = {}) {
      await ensureQueue(kind);
      const bossOptions: BossOptions = {
        // pg-boss keeps one waiting job per key under the "short" policy; without a key each job gets its own.
        singletonKey: options.singletonKey ?? crypto.randomUUID(),
        ...(options.startAfter ? { startAfter: options.startAfter } : {}),
        ...(options.tx ? { db: fromKysely(options.tx) } : {}),
      };
      return boss.send(kind.name, { ...(kind.payload.parse(payload) as object) }, bossOptions);
    },
    async work(kinds) {
      for (const kind of kinds) {
        await ensureQueue(kind);
        for (let worker = 0; worker < (kind.concurrency ?? 1); worker += 1) await startWorker(kind);
        if (kind.cron) await boss.schedule(kind.name, kind.cron, {}, { tz: "UTC", singletonKey: "cron" });
      }
    },
    async retry(name, id) {
      await boss.retry(name, id);
    },
    async runDue(kinds) {
      let ran = 0;
      for (let found = true; found; ) {
        found = false;
        for (const kind of kinds) {
          await ensureQueue(kind);
          for (const job of await boss.fetch(kind.name, { batchSize: 20 })) {
            found = true;
            ran += 1;
            try {
              // Only the library's own workers are given a signal.
              await runOne(kind, { ...job, signal: new AbortController().signal });
              await boss.complete(kind.name, job.id);
            } catch (error) {
              await boss.fail(kind.name, job.id, {
                message: error instanceof Error ? error.message : String(error),
              });
            }
          }
        }
      }
      return ran;
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}
