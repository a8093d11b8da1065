import type { PollParts } from "../sources/poll-parts.ts";
import { holdStream } from "./hold-stream.ts";
import { takeStreams } from "./stream-store.ts";

/** A process holds so many streams at most; others take the rest. */
const mostStreams = 50;
const lookMs = 2_000;

export interface StreamKeeper {
  /** Begins to look for streams that nobody holds, and goes on until `stopping`. */
  begin(): void;
  /** Looks once. @returns how many were taken */
  tend(): Promise<number>;
  /** Resolves when every stream of this process is given back. */
  ended(): Promise<void>;
}

/** Holds the streams of all workspaces open, each in exactly one process. */
export function keepStreams(parts: PollParts, stopping: AbortSignal): StreamKeeper {
  const held = new Map<string, Promise<void>>();
  let looking: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function tend(): Promise<number> {
    if (stopping.aborted) return 0;
    const taken = await takeStreams(parts.db, parts.now(), mostStreams - held.size);
    for (const source of taken) {
      const holding = holdStream(parts, source, stopping)
        .catch((err: unknown) => parts.log.error({ err, sourceId: source.id }, "a stream was let go"))
        .finally(() => held.delete(source.id));
      held.set(source.id, holding);
    }
    return taken.length;
  }

  function begin(): void {
    if (stopping.aborted) return;
    looking = tend()
      .catch((err: unknown) => parts.log.error({ err }, "streams wait: the database could not be asked"))
      .then(() => {
        if (!stopping.aborted) timer = setTimeout(begin, lookMs);
      });
  }
  stopping.addEventListener("abort", () => clearTimeout(timer), { once: true });

  return {
    begin,
    tend,
    async ended() {
      await looking;
      await Promise.all(held.values());
    },
  };
}
