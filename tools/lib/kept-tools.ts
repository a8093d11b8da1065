/** The checks that well-kept tools can say better than we could: style, types, and what nobody uses. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Check, type CheckResult, conclude, type Problem } from "./check-result.ts";
import { listFiles } from "./tree.ts";

const HOUSE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const MOST_LINES_SHOWN = 60;

/** Format, lint, file names and import cycles. Warnings are offences: a warning nobody must mend is noise. */
export const checkStyle: Check = (root) =>
  runTool(
    root,
    "@biomejs/biome",
    "biome",
    ["ci", "--error-on-warnings", "--colors=off", "--reporter=concise", "--max-diagnostics=60", "."],
    /\.(ts|tsx|mjs|json|css)$/,
  );

/** Types of everything that runs in Node. */
export const checkServerTypes: Check = (root) =>
  runTool(root, "typescript", "tsc", ["-p", "tsconfig.server.json", "--pretty", "false"], /\.ts$/);

/** Types of everything that runs in a browser. */
export const checkWebTypes: Check = (root) =>
  runTool(root, "typescript", "tsc", ["-p", "tsconfig.web.json", "--pretty", "false"], /\.tsx?$/);

/** Files, exports and dependencies that nothing uses. */
export const checkUnused: Check = (root) =>
  runTool(
    root,
    "knip",
    "knip",
    ["--no-progress", "--reporter", "compact", "--treat-config-hints-as-errors"],
    /\.tsx?$/,
  );

/** Runs a tool of this house on `root`. Its exit code decides; what it prints becomes the problems. */
async function runTool(
  root: string,
  packageName: string,
  bin: string,
  args: string[],
  reads: RegExp,
): Promise<CheckResult> {
  const { code, output } = await run(process.execPath, [binPath(packageName, bin), ...args], root);
  const read = listFiles(root).filter((file) => reads.test(file)).length;
  return conclude(`files for ${bin}`, read, code === 0 ? [] : readOutput(bin, code, output));
}

function readOutput(bin: string, code: number, output: string): Problem[] {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.slice(0, MOST_LINES_SHOWN).join("\n");
  const rest = lines.length > MOST_LINES_SHOWN ? `\n… and ${lines.length - MOST_LINES_SHOWN} lines more` : "";
  return [{ file: bin, message: `ended with ${code}\n${shown}${rest}` }];
}

/** The program file that a package names as its command. */
export function binPath(packageName: string, bin: string): string {
  const folder = path.join(HOUSE, "node_modules", packageName);
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    bin: string | Record<string, string>;
  };
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  if (file === undefined) throw new Error(`${packageName} has no command ${bin}`);
  return path.join(folder, file);
}

function run(command: string, args: string[], cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
