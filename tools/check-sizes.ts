/**
 * A source file has one reason to be opened: at most 300 lines, 250 for a page. Tests and data are not source. There
 * is no list of exceptions: a file that is too long is cut where it has two subjects.
 */
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { isTest, listFiles, readText } from "./lib/tree.ts";

const MOST_LINES = 300;
const MOST_PAGE_LINES = 250;

/** Checks every script, style and program file under `root` outside `data/`. */
export async function checkSizes(root: string): Promise<CheckResult> {
  const files = listFiles(root).filter(isSource);
  const problems: Problem[] = [];
  for (const file of files) {
    const most = file.endsWith("-page.tsx") ? MOST_PAGE_LINES : MOST_LINES;
    const lines = countLines(readText(root, file));
    if (lines > most) problems.push({ file, message: `has ${lines} lines; at most ${most}` });
  }
  return conclude("source files", files.length, problems);
}

function isSource(file: string): boolean {
  if (isTest(file) && !file.startsWith("src/test/")) return false;
  return /\.(ts|tsx|mjs|js|css)$/.test(file) && !file.startsWith("data/") && file.includes("/");
}

function countLines(text: string): number {
  const breaks = text.split("\n").length - 1;
  return text === "" || text.endsWith("\n") ? breaks : breaks + 1;
}
