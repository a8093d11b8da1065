import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

export type DeskProcess = {
  url: string;
  /** The one-time set-up link, on a desk that nobody has set up. */
  setupLink: string | null;
  dataDir: string;
  /** Everything it printed so far. */
  output(): string;
  /** Ends the process at once, as a power cut would. Its embedded database stays behind, as it would. */
  kill(): Promise<void>;
  /** Starts it again on the same rows and the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const readyWithinMs = 120_000;

/**
 * Starts the real desk as a process of its own, on a fresh data folder and a free port.
 * @param command `start` or `demo`, with its arguments
 */
export async function startDesk(
  command: readonly string[] = ["start"],
  environment: Record<string, string> = {},
): Promise<DeskProcess> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-e2e-"));
  const dataDir = path.join(folder, "data");
  let printed = "";
  let child: ChildProcess | undefined;
  let port = "0";

  async function launch(): Promise<string> {
    const from = printed.length;
    const process_ = spawn(process.execPath, ["src/main.ts", ...command], {
      env: { ...process.env, GAUNG_DATA_DIR: dataDir, GAUNG_PORT: port, LOG_LEVEL: "warn", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = process_;
    for (const stream of [process_.stdout, process_.stderr])
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
    const deadline = Date.now() + readyWithinMs;
    while (Date.now() < deadline) {
      const url = /is ready: (http:\/\/\S+)/.exec(printed.slice(from))?.[1];
      if (url !== undefined) return url;
      if (process_.exitCode !== null) break;
      await Promise.race([
        once(process_.stdout, "data"),
        once(process_, "exit"),
        new Promise((resolve) => setTimeout(resolve, 1000)),
      ]);
    }
    throw new Error(`the desk did not come up:\n${printed}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  const url = await launch();
  port = new URL(url).port;
  return {
    url,
    setupLink: /(http:\/\/\S+\/penyiapan\?token=\S+)/.exec(printed)?.[1] ?? null,
    dataDir,
    output: () => printed,
    kill: () => end("SIGKILL"),
    async restart() {
      await launch();
    },
    async stop() {
      await end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
