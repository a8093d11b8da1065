/**
 * The fast inner loop: every check of the house, one line each. `npm run check -- imports docs` runs only those named.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkDependencies } from "./check-dependencies.ts";
import { checkDocs } from "./check-docs.ts";
import { checkEnv } from "./check-env.ts";
import { checkImports } from "./check-imports.ts";
import { checkLeaks } from "./check-leaks.ts";
import { checkMessages } from "./check-messages.ts";
import { checkNames } from "./check-names.ts";
import { checkSizes } from "./check-sizes.ts";
import { checkStatus } from "./check-status.ts";
import { type Check, type CheckResult, formatProblem } from "./lib/check-result.ts";
import { checkServerTypes, checkStyle, checkUnused, checkWebTypes } from "./lib/kept-tools.ts";

/** Those that start a process of their own come first, so that they run while the others read. */
const PROCESSES = {
  style: checkStyle,
  "types-server": checkServerTypes,
  "types-web": checkWebTypes,
  unused: checkUnused,
};
const READERS = {
  imports: checkImports,
  sizes: checkSizes,
  names: checkNames,
  env: checkEnv,
  docs: checkDocs,
  messages: checkMessages,
  status: checkStatus,
  dependencies: checkDependencies,
  leaks: checkLeaks,
};
const MOST_PROCESSES = 2;
const MOST_PROBLEMS_SHOWN = 40;

export type CheckReport = CheckResult & { name: string; ms: number };
export const checkNamesInOrder: readonly string[] = [...Object.keys(PROCESSES), ...Object.keys(READERS)];

/** Runs the checks named (none means all) on `root`, telling each one as it ends. A check that throws has failed. */
export async function runChecks(
  root: string,
  names: readonly string[],
  tell: (report: CheckReport) => void,
): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  const runOne = async ([name, check]: [string, Check]): Promise<void> => {
    const began = performance.now();
    const result = await check(root).catch((error: unknown): CheckResult => {
      return {
        read: 0,
        problems: [
          { file: name, message: `crashed: ${error instanceof Error ? error.stack : String(error)}` },
        ],
      };
    });
    const report = { ...result, name, ms: Math.round(performance.now() - began) };
    reports.push(report);
    tell(report);
  };
  const isWanted = ([name]: [string, Check]): boolean => names.length === 0 || names.includes(name);
  const waiting = Object.entries(PROCESSES).filter(isWanted);
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runOne(next);
  };
  const lanes = Array.from({ length: MOST_PROCESSES }, lane);
  for (const one of Object.entries(READERS).filter(isWanted)) await runOne(one);
  await Promise.all(lanes);
  return reports;
}

/** One line for a check, and under it what it refuses. */
export function formatReport({ name, read, ms, problems }: CheckReport): string {
  const head = `${problems.length === 0 ? "✓" : "✗"} ${name.padEnd(13)} ${String(ms).padStart(6)} ms ${String(read).padStart(6)} read`;
  const shown = problems
    .slice(0, MOST_PROBLEMS_SHOWN)
    .map((problem) => `    ${formatProblem(problem).replaceAll("\n", "\n      ")}`);
  const rest = problems.length - shown.length;
  return [head, ...shown, ...(rest > 0 ? [`    … and ${rest} more`] : [])].join("\n");
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !checkNamesInOrder.includes(name));
  if (unknown.length > 0) {
    console.error(
      `There is no check called ${unknown.join(", ")}. The checks are ${checkNamesInOrder.join(", ")}.`,
    );
    return 1;
  }
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
  const reports = await runChecks(root, names, (report) => console.log(formatReport(report)));
  const failed = reports.filter(({ problems }) => problems.length > 0).length;
  console.log(`${reports.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
