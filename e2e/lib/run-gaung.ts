import { spawn } from "node:child_process";
import { once } from "node:events";

export type Ended = { code: number | null; output: string };

/**
 * Runs a command of the command line to its end, as a person at the terminal would.
 * @param environment settings beside those of this process; an empty value counts as unset
 * @param identity the user to run it as, for tests that run as root
 */
export async function runGaung(
  args: readonly string[],
  environment: Record<string, string> = {},
  identity: { uid?: number; gid?: number } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ["src/main.ts", ...args], {
    ...identity,
    env: { ...process.env, LOG_LEVEL: "warn", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
