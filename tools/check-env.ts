/**
 * `.env.example` and `src/config.ts` name the same settings with the same defaults, and nothing else in `src/` reads
 * the environment: a setting that is not listed is a setting nobody can find.
 */
import type { ESTree } from "vite";
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { readSource, readSources } from "./lib/source.ts";
import { isTest, isTypeScript, listFiles, readTextIfAny } from "./lib/tree.ts";

const CONFIG = "src/config.ts";
const EXAMPLE = ".env.example";
const SETTING = /^[A-Z][A-Z0-9_]*$/;

/** Checks the settings under `root`. */
export async function checkEnv(root: string): Promise<CheckResult> {
  const files = listFiles(root).filter(
    (file) => file.startsWith("src/") && isTypeScript(file) && !isTest(file),
  );
  const example = readTextIfAny(root, EXAMPLE);
  const declared = files.includes(CONFIG)
    ? readDeclaredSettings(root)
    : new Map<string, string | undefined>();
  const problems = findEnvironmentReaders(root, files);
  if (example === undefined) problems.push({ file: EXAMPLE, message: "does not exist" });
  else problems.push(...compare(declared, readExample(example)));
  return conclude(`settings in ${CONFIG}`, declared.size, problems);
}

function compare(declared: Map<string, string | undefined>, listed: Map<string, ListedSetting>): Problem[] {
  const problems: Problem[] = [];
  for (const [name, value] of declared) {
    const entry = listed.get(name);
    if (entry === undefined)
      problems.push({ file: EXAMPLE, message: `does not list ${name}, which ${CONFIG} reads` });
    else if (entry.value !== (value ?? ""))
      problems.push({
        file: EXAMPLE,
        line: entry.line,
        message: `${name} is “${entry.value}”; its default is “${value ?? ""}”`,
      });
  }
  for (const [name, { line }] of listed)
    if (!declared.has(name))
      problems.push({ file: EXAMPLE, line, message: `lists ${name}, which ${CONFIG} does not read` });
  return problems;
}

type ListedSetting = { line: number; value: string };

/** `NAME=value` lines, also those that are commented out. */
function readExample(text: string): Map<string, ListedSetting> {
  const listed = new Map<string, ListedSetting>();
  text.split("\n").forEach((row, at) => {
    const [, name, value] = /^#?\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(row) ?? [];
    if (name !== undefined) listed.set(name, { line: at + 1, value: (value ?? "").trim() });
  });
  return listed;
}

/** Every capital-letter key of an object in config.ts, with the literal of its `.default(…)` if it has one. */
function readDeclaredSettings(root: string): Map<string, string | undefined> {
  const declared = new Map<string, string | undefined>();
  const source = readSource(root, CONFIG);
  if ("message" in source) return declared;
  source.visit({
    Property(node) {
      const name =
        node.key.type === "Identifier" ? node.key.name : node.key.type === "Literal" ? node.key.value : "";
      if (typeof name === "string" && SETTING.test(name)) declared.set(name, findDefault(node.value));
    },
    MemberExpression(node) {
      const name = node.property.type === "Literal" ? node.property.value : undefined;
      if (typeof name === "string" && SETTING.test(name) && !declared.has(name))
        declared.set(name, undefined);
    },
  });
  return declared;
}

/** Walks back along `z.string().min(1).default("x").describe("…")`. */
function findDefault(node: ESTree.Node): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  const { object, property } = node.callee;
  const value = node.arguments[0];
  if (property.type === "Identifier" && property.name === "default" && value?.type === "Literal")
    return String(value.value);
  return findDefault(object);
}

function findEnvironmentReaders(root: string, files: readonly string[]): Problem[] {
  const { sources, problems } = readSources(root, files);
  for (const source of sources) {
    if (source.file === CONFIG) continue;
    source.visit({
      MemberExpression(node) {
        const owner = node.object.type === "Identifier" ? node.object.name : "";
        const name = node.property.type === "Identifier" ? node.property.name : "";
        if (owner === "process" && name === "env")
          problems.push({
            file: source.file,
            line: source.lineOf(node),
            message: `reads the environment; only ${CONFIG} does`,
          });
      },
      ImportSpecifier(node) {
        if (
          node.imported.type === "Identifier" &&
          node.imported.name === "env" &&
          /node:process/.test(source.text)
        )
          problems.push({
            file: source.file,
            line: source.lineOf(node),
            message: `reads the environment; only ${CONFIG} does`,
          });
      },
    });
  }
  return problems;
}
