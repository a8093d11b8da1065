import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

export type Victim = {
  /** The program, a TypeScript file, and its arguments. */
  file: string;
  arguments: readonly string[];
};

export type Killing = {
  kills: number;
  /** Victims that live at the same time. */
  atOnce?: number;
  /** A victim is killed this long after it has said `ready`, by chance. Milliseconds. */
  shortestMs?: number;
  longestMs?: number;
  random: () => number;
  /** Called after each kill. */
  onKill?(count: number): void | Promise<void>;
  /** Ends early when nothing is left to kill for. */
  isDone?(): boolean;
};

/**
 * Starts a process, waits until it says `ready` on its output, kills it with SIGKILL at a random moment after, and
 * starts the next, as often as asked. The process gets no chance to tidy up.
 * @returns how many were killed while they worked
 * @throws Error when a process ends by itself, with what it said
 */
export async function killAtRandom(victim: Victim, killing: Killing): Promise<number> {
  const { kills, atOnce = 1, shortestMs = 5, longestMs = 1_200, random } = killing;
  let killed = 0;
  let begun = 0;
  async function lane(): Promise<void> {
    while (begun < kills && killing.isDone?.() !== true) {
      begun += 1;
      const child = startVictim(victim);
      await child.ready;
      await pause(shortestMs + random() * (longestMs - shortestMs));
      if (child.process.exitCode !== null) {
        if (killing.isDone?.() === true) return;
        throw new Error(`the process ended by itself: ${child.said()}`);
      }
      child.process.kill("SIGKILL");
      await child.ended;
      killed += 1;
      await killing.onKill?.(killed);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
  return killed;
}

type Started = { process: ChildProcess; ready: Promise<void>; ended: Promise<void>; said(): string };

function startVictim({ file, arguments: given }: Victim): Started {
  const child = spawn(process.execPath, [file, ...given], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes("ready")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`the process ended before it was ready: ${said}`)));
  });
  return { process: child, ready, ended, said: () => said };
}
