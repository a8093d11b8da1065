import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type DeskProcess = {
  url: string;
  pid: number;
  /** From the start of the process to the last byte of its first page. */
  firstPageMs: number;
  /** The token of the one-time set-up link; it is printed by a desk that nobody has set up. */
  setupToken(): Promise<string>;
  /** Ends it in good order. */
  stop(): Promise<void>;
};

/** The folder that the desk is started from. */
export const checkout = fileURLToPath(new URL("..", import.meta.url));

/** As `npm start` does it: the process becomes the desk, with the same environment. */
const asItsScripts = `
  import { runProgram } from "./scripts/lib/run-program.mjs";
  runProgram(process.cwd(), process.execPath, ["src/main.ts", "start"]);`;

/**
 * Starts the real desk as a process of its own, with its embedded database, on a free port.
 * @param dataDir its data folder, fresh or used
 * @throws when it ends before it is ready, with what it printed
 */
export async function startDesk(dataDir: string): Promise<DeskProcess> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--input-type=module", "--eval", asItsScripts], {
    cwd: checkout,
    env: {
      PATH: process.env["PATH"],
      GAUNG_DATA_DIR: dataDir,
      GAUNG_PORT: "0",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = listenTo(child);
  const url = await printed(/is ready: (http:\/\/\S+)/);
  const page = await fetch(url);
  const firstPage = await page.text();
  const firstPageMs = performance.now() - begun;
  const stop = async (): Promise<void> => {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  };
  if (!page.ok || !firstPage.includes("<script")) {
    await stop();
    throw new Error(`${url} gave no page: ${firstPage}`);
  }
  return {
    url,
    pid: child.pid ?? Number.NaN,
    firstPageMs,
    setupToken: () => printed(/penyiapan\?token=(\S+)/),
    stop,
  };
}

/** Waits for what a process prints. */
function listenTo(child: ChildProcess): (pattern: RegExp) => Promise<string> {
  let text = "";
  let isOver = false;
  let heard = Promise.withResolvers<void>();
  const hear = (): void => {
    heard.resolve();
    heard = Promise.withResolvers();
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      hear();
    });
  child.once("close", () => {
    isOver = true;
    hear();
  });
  return async (pattern) => {
    for (;;) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) return found;
      if (isOver) throw new Error(`the desk did not come up:\n${text}`);
      await heard.promise;
    }
  };
}
