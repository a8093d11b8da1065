import { type ChildProcess, fork } from "node:child_process";
import { Socket } from "node:net";
import { bareEnvironment } from "#platform/compile-cache.ts";
import type { TaskReply } from "./answer-tasks.ts";

export interface ChildLimits {
  /** A task that takes longer is given up, and its process with it. Milliseconds. */
  readonly timeMs: number;
  /** So much may a task keep on the heap. Megabytes. */
  readonly memoryMb: number;
  /** A process that has had nothing to do for so long is ended. Milliseconds. */
  readonly idleMs: number;
}

/** Why a child gave no answer: out of time, out of memory, or it broke down. */
export class ChildError extends Error {
  readonly kind: "time" | "memory" | "broken";

  constructor(kind: ChildError["kind"], internal?: string) {
    super(`a child process gave no answer: ${kind}${internal === undefined ? "" : `\n${internal}`}`);
    this.name = "ChildError";
    this.kind = kind;
  }
}

export interface ChildRunner<Task, Answer> {
  /**
   * Has the task done in the child, after those that came before it. Task and answer are copied (structured clone).
   * @throws ChildError when a limit was met or the child broke down; what the task itself threw; `signal.reason`
   */
  run(task: Task, signal?: AbortSignal): Promise<Answer>;
}

type Job<Task, Answer> = {
  task: Task;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
};

/** So much of what a dying process says is kept for the log. Characters. */
const lastWordsLength = 4_000;

/**
 * A process for work on what strangers sent: it holds up nothing else, can be stopped at any moment, and what it does to
 * its memory harms nobody (a thread that runs out of memory can take the whole process with it: decision 11). It starts
 * with the first task and ends when it is idle; a task that meets a limit takes its process with it, and the next task
 * gets a new one. An idle child does not keep this process alive.
 * @param file a TypeScript file that calls `answerTasks`
 */
export function createChildRunner<Task, Answer>(file: URL, limits: ChildLimits): ChildRunner<Task, Answer> {
  const waiting: Array<Job<Task, Answer>> = [];
  let current: Job<Task, Answer> | undefined;
  let child: ChildProcess | undefined;
  /** Runs out for the task at work, or for the child that has none. */
  let timer: NodeJS.Timeout | undefined;

  function start(): ChildProcess {
    const started = fork(file, {
      // What a stranger's text is read with needs no secrets.
      env: bareEnvironment,
      execArgv: [`--max-old-space-size=${limits.memoryMb}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let lastWords = "";
    started.stderr?.setEncoding("utf8").on("data", (words: string) => {
      lastWords = (lastWords + words).slice(-lastWordsLength);
    });
    const failed = (internal: string): void => {
      // A child that was dropped already may still have something to say.
      if (started !== child) return;
      const isFull = /heap out of memory/.test(lastWords);
      giveUp(new ChildError(isFull ? "memory" : "broken", `${internal}\n${lastWords}`));
    };
    started.on("message", (reply: TaskReply<Answer>) => {
      if (started !== child) return;
      const job = current;
      current = undefined;
      if ("answer" in reply) job?.resolve(reply.answer);
      else job?.reject(reply.error);
      next();
    });
    started.on("error", (error) => failed(error.message));
    // After `exit` there may still be something to read; at `close` all has been said.
    started.on("close", (code, signal) => failed(`it ended with ${signal ?? code}`));
    return started;
  }

  function next(): void {
    if (current !== undefined) return;
    clearTimeout(timer);
    current = waiting.shift();
    if (current === undefined) {
      hold(false);
      timer = setTimeout(drop, limits.idleMs).unref();
      return;
    }
    child ??= start();
    hold(true);
    timer = setTimeout(() => giveUp(new ChildError("time")), limits.timeMs);
    try {
      child.send(current.task as object);
    } catch (error) {
      giveUp(error);
    }
  }

  /** Whether the child keeps this process alive: itself, or one of the pipes to it. */
  function hold(isHeld: boolean): void {
    const act = isHeld ? "ref" : "unref";
    child?.[act]();
    child?.channel?.[act]();
    if (child?.stderr instanceof Socket) child.stderr[act]();
  }

  function drop(): void {
    const dropped = child;
    child = undefined;
    dropped?.kill("SIGKILL");
  }

  function giveUp(error: unknown): void {
    const job = current;
    current = undefined;
    drop();
    job?.reject(error);
    next();
  }

  return {
    async run(task, signal) {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const job = { task, resolve, reject };
      const abort = (): void => {
        if (job === current) giveUp(signal?.reason);
        else {
          waiting.splice(waiting.indexOf(job), 1);
          reject(signal?.reason);
        }
      };
      signal?.addEventListener("abort", abort);
      waiting.push(job);
      next();
      try {
        return await promise;
      } finally {
        signal?.removeEventListener("abort", abort);
      }
    },
  };
}
