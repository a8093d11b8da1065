import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { endOrphanedDatabase } from "./orphaned-database.ts";

export type DeskProcess = {
  url: string;
  /** The one-time set-up link, on a desk that nobody has set up. */
  setupLink: string | null;
  dataDir: string;
  /** The settings it runs with, for one-shot commands beside it. */
  environment: Record<string, string>;
  /** Everything it printed so far. */
  output(): string;
  /** Ends the process at once, as a power cut would. Its embedded database stays behind, as it would. */
  kill(): Promise<void>;
  /** Starts it again on the same rows and the same port. */
  restart(): Promise<void>;
  /** Ends it in good order. */
  end(): Promise<void>;
  /** Ends it and removes everything it kept. */
  stop(): Promise<void>;
};

const readyWithinMs = 120_000;

/** A fresh folder that the database's own user can enter, as it must when the tests run as root. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-e2e-"));
  await chmod(folder, 0o755);
  return folder;
}

/**
 * Starts the real desk as a process of its own, on a fresh data folder and a free port.
 * @param command `start` or `demo`, with its arguments
 * @param dataDir an existing data folder; it is left in place afterwards
 */
export async function startDesk(
  command: readonly string[] = ["start"],
  environment: Record<string, string> = {},
  dataDir?: string,
): Promise<DeskProcess> {
  const folder = dataDir === undefined ? await freshFolder() : undefined;
  const rows = dataDir ?? path.join(folder ?? "", "data");
  const settings = { GAUNG_DATA_DIR: rows, LOG_LEVEL: "warn", ...environment };
  let printed = "";
  let child: ChildProcess | undefined;
  let port = "0";
  let setupLink: string | null = null;

  async function launch(): Promise<string> {
    const from = printed.length;
    const process_ = spawn(process.execPath, ["src/main.ts", ...command], {
      env: { ...process.env, GAUNG_PORT: port, ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = process_;
    const deadline = Date.now() + readyWithinMs;
    let heard = Promise.withResolvers<void>();
    const hear = (): void => {
      heard.resolve();
      heard = Promise.withResolvers();
    };
    for (const stream of [process_.stdout, process_.stderr])
      stream.on("data", (chunk: Buffer) => {
        printed += chunk.toString("utf8");
        hear();
      });
    process_.once("exit", hear);
    setTimeout(hear, readyWithinMs).unref();
    /** Waits for something it prints; undefined when it ends, or takes too long, without. */
    const printedBy = async (pattern: RegExp): Promise<string | undefined> => {
      for (;;) {
        const found = pattern.exec(printed.slice(from))?.[1];
        const hasEnded = process_.exitCode !== null || process_.signalCode !== null;
        if (found !== undefined || hasEnded || Date.now() >= deadline) return found;
        await heard.promise;
      }
    };
    const url = await printedBy(/is ready: (http:\/\/\S+)/);
    if (url !== undefined) {
      const isNew = z
        .object({ needsSetup: z.boolean() })
        .parse(await (await fetch(`${url}/api/desk`)).json());
      if (isNew.needsSetup) setupLink = (await printedBy(/(http:\/\/\S+\/penyiapan\?token=\S+)/)) ?? null;
      return url;
    }
    await finish("SIGKILL");
    await cleanUp();
    throw new Error(`the desk did not come up:\n${printed}`);
  }

  async function finish(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  async function cleanUp(): Promise<void> {
    await endOrphanedDatabase(rows);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  const url = await launch();
  port = new URL(url).port;
  return {
    url,
    setupLink,
    dataDir: rows,
    environment: settings,
    output: () => printed,
    kill: () => finish("SIGKILL"),
    async restart() {
      await launch();
    },
    end: () => finish("SIGTERM"),
    async stop() {
      await finish("SIGTERM");
      await cleanUp();
    },
  };
}
