import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./bootstrap-lock.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { ensureNode } from "./find-node.mjs";
import { runProgram } from "./run-program.mjs";
import { SayAndStop } from "./say.mjs";
import { ensureBuilt } from "./web-build.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const LOCK = path.join(ROOT, "dist/bootstrap.lock");

/** Commands of the command line that serve the desk and so need it built. */
const SERVING = ["demo", "start"];
/** Programs for people who work on Gaung; everything else is for `src/main.ts`. */
const PROGRAMS = /** @type {Record<string, string>} */ ({
  check: "tools/check.ts",
  test: "tools/run-tests.ts",
  bench: "bench/run.ts",
  faults: "faults/run.ts",
  train: "train/run.ts",
  scores: "train/check-scores.ts",
});

/**
 * What a command needs and what runs it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {boolean} isGaung true for `gaung …`, which knows only the commands of the command line
 * @returns {{ needsBuild: boolean, program: string[] | undefined }}
 */
export function planCommand(command, args, isGaung) {
  if (!isGaung && command === "build") return { needsBuild: true, program: undefined };
  const program = isGaung ? undefined : PROGRAMS[command];
  if (program !== undefined) return { needsBuild: false, program: [program, ...args] };
  const isAskingForHelp = args.includes("--help") || args.includes("-h");
  const said = command === "" ? [] : [command];
  return {
    needsBuild: SERVING.includes(command) && !isAskingForHelp,
    program: ["src/main.ts", ...said, ...args],
  };
}

/**
 * Brings the checkout to where `command` can run, and runs it. Safe to repeat; ends with one sentence when it cannot.
 * @param {readonly string[]} words the command and its arguments
 * @param {boolean} isGaung
 */
export async function prepareAndRun(words, isGaung) {
  const [command = "", ...args] = words;
  const exclusively = (/** @type {() => Promise<void>} */ work) => withLock(LOCK, work);
  try {
    const plan = planCommand(command, args, isGaung);
    const node = await ensureNode(ROOT, exclusively);
    await ensureInstalled(ROOT, node, exclusively);
    if (plan.needsBuild) await ensureBuilt(ROOT, node, exclusively);
    if (plan.program !== undefined) runProgram(ROOT, node, plan.program);
  } catch (error) {
    if (!(error instanceof SayAndStop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
