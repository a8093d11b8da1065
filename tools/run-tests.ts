/**
 * `npm test`: every check, the build of the desk, the tests beside the code, the journeys in a browser. All run, also
 * when an earlier one failed; the last line says `N passed, N failed`.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { formatReport, runChecks } from "./check.ts";
import { ensureBrowser } from "./lib/find-browser.ts";
import { binPath } from "./lib/kept-tools.ts";
import { type Counts, countTests } from "./lib/test-report.ts";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

async function runAll(filters: readonly string[]): Promise<Counts> {
  const reports = mkdtempSync(path.join(tmpdir(), "gaung-reports-"));
  const total: Counts = { passed: 0, failed: 0 };
  const add = ({ passed, failed }: Counts): void => {
    total.passed += passed;
    total.failed += failed;
  };
  try {
    heading("Checks");
    for (const { problems } of await runChecks(ROOT, [], (report) => console.log(formatReport(report))))
      add(problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    heading("Build");
    const build = await runNode([path.join(ROOT, "scripts/bootstrap.mjs"), "build"]);
    add(build === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    heading("Tests beside the code");
    add(await runVitest("unit", filters, reports));
    heading("Journeys in a browser");
    const withoutBrowser = ensureBrowser((line) => console.log(line));
    if (withoutBrowser !== undefined) {
      console.log(withoutBrowser);
      add({ passed: 0, failed: 1 });
    } else add(await runVitest("e2e", filters, reports));
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return total;
}

async function runVitest(project: string, filters: readonly string[], folder: string): Promise<Counts> {
  const report = path.join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runNode([
    binPath("vitest", "vitest"),
    "run",
    "--project",
    project,
    ...reporters,
    ...filters,
  ]);
  const counts = countTests(existsSync(report) ? readFileSync(report, "utf8") : undefined, code);
  console.log(`${project}: ${counts.passed} passed, ${counts.failed} failed`);
  return counts;
}

function runNode(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", () => resolve(1));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function heading(text: string): void {
  console.log(`\n— ${text}`);
}

const { passed, failed } = await runAll(process.argv.slice(2)).catch((error: unknown): Counts => {
  console.error(error);
  return { passed: 0, failed: 1 };
});
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
