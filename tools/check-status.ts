/**
 * docs/status.md is a promise about every row of the catalogue: works, partly or missing. Whatever works is shown by
 * a test, named as `` `src/…/x.test.ts` "its title" ``, and that test is there and is run.
 */
import type { ESTree } from "vite";
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { readSource } from "./lib/source.ts";
import { isFile, readTextIfAny } from "./lib/tree.ts";

const STATUS = "docs/status.md";
/** The catalogue's chapters, each with the number of its last row. */
const LAST_ROWS = { A: 18, B: 20, C: 19, D: 17, E: 14, F: 11, G: 15, H: 16, I: 20, J: 14 } as const;
const STATES = ["works", "partly", "missing"];

type Row = { line: number; state: string; evidence: string };

/** Checks `docs/status.md` under `root`. Its rows read `| A1 | what it is | works | evidence |`. */
export async function checkStatus(root: string): Promise<CheckResult> {
  const problems: Problem[] = [];
  const refuse = (line: number | undefined, message: string): number =>
    problems.push(line === undefined ? { file: STATUS, message } : { file: STATUS, line, message });
  const wanted = listRows();
  const rows = new Map<string, Row>();
  (readTextIfAny(root, STATUS) ?? "").split("\n").forEach((text, at) => {
    const cells = text.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const [, code = "", , state = "", ...evidence] = cells;
    if (!/^[A-Z]\d+$/.test(code)) return;
    if (rows.has(code)) refuse(at + 1, `lists ${code} twice`);
    if (!wanted.includes(code)) refuse(at + 1, `lists ${code}, which the catalogue does not have`);
    rows.set(code, { line: at + 1, state, evidence: evidence.join("|") });
  });
  const titles = new Map<string, Set<string>>();
  for (const code of wanted) {
    const row = rows.get(code);
    if (row === undefined) refuse(undefined, `does not list ${code}`);
    else for (const message of findRowOffences(root, code, row, titles)) refuse(row.line, message);
  }
  return conclude(`rows in ${STATUS}`, rows.size, problems);
}

function listRows(): string[] {
  return Object.entries(LAST_ROWS).flatMap(([chapter, last]) =>
    Array.from({ length: last }, (_, at) => `${chapter}${at + 1}`),
  );
}

function findRowOffences(root: string, code: string, row: Row, titles: Map<string, Set<string>>): string[] {
  if (!STATES.includes(row.state)) return [`${code} is “${row.state}”: say works, partly or missing`];
  if (row.state === "missing") return [];
  const named = readEvidence(row.evidence);
  if (named.length === 0) return [`${code} ${row.state}, but names no test`];
  return named.flatMap(({ file, title }) => {
    if (!isFile(root, file)) return [`${code} names ${file}, which does not exist`];
    if (title === undefined) return [`${code} names ${file} without a test's title`];
    const known = titles.get(file) ?? readTitles(root, file);
    titles.set(file, known);
    return known.has(title) ? [] : [`${code}: ${file} runs no test “${title}”`];
  });
}

/** Each test file with the titles that follow it. */
function readEvidence(text: string): { file: string; title: string | undefined }[] {
  const pieces = text.split(/`([^`]+\.test\.tsx?)`/);
  const named: { file: string; title: string | undefined }[] = [];
  for (let at = 1; at < pieces.length; at += 2) {
    const file = pieces[at] ?? "";
    const titles = [...(pieces[at + 1] ?? "").matchAll(/["“]([^"“”]+)["”]/g)].map(([, title]) => title);
    named.push(
      ...(titles.length === 0 ? [{ file, title: undefined }] : titles.map((title) => ({ file, title }))),
    );
  }
  return named;
}

/** The titles of the tests a file runs: not those of skipped tests or of tests still to be written. */
function readTitles(root: string, file: string): Set<string> {
  const titles = new Set<string>();
  const source = readSource(root, file);
  if ("message" in source) return titles;
  source.visit({
    CallExpression(node) {
      const words = calleeWords(node.callee);
      const first = node.arguments[0];
      if (
        !["test", "it"].includes(words[0] ?? "") ||
        words.some((word) => word === "skip" || word === "todo")
      )
        return;
      if (first?.type === "Literal" && typeof first.value === "string")
        titles.add(first.value.replaceAll('"', "'"));
      if (first?.type === "TemplateLiteral" && first.quasis.length === 1)
        titles.add(first.quasis[0]?.value.cooked ?? "");
    },
  });
  return titles;
}

/** `test.skipIf(x).each` → test, skipIf, each. */
function calleeWords(node: ESTree.Node): string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "CallExpression") return calleeWords(node.callee);
  if (node.type === "TaggedTemplateExpression") return calleeWords(node.tag);
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return [];
  return [...calleeWords(node.object), node.property.name];
}
