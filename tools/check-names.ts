/**
 * Names say what is inside: no drawers for odds and ends; a use-case file exports the function it is named after;
 * migrations are numbered without gaps. (Biome holds the kebab-case.)
 */
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { readSource, type Source } from "./lib/source.ts";
import { isTest, isTypeScript, listFiles } from "./lib/tree.ts";
import verbs from "./lib/verbs.json" with { type: "json" };

const CODE_FOLDERS = /^(src|tools|scripts|bench|faults|e2e)\//;
/** As a whole name, or as the last word of one: `utils.ts`, `mail-service.ts`. */
const DRAWER = /^(.+-)?(utils?|helpers?|common|managers?|services?|misc|base)$/;
/** Their opposite order: `base-store.ts`, `common-types.ts`. */
const DRAWER_FIRST = /^(common|base|misc|utils?|helpers?)-/;
const MIGRATION = /^(\d{3})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;

/** Checks the names of the code's files and folders under `root`. */
export async function checkNames(root: string): Promise<CheckResult> {
  const files = listFiles(root).filter((file) => CODE_FOLDERS.test(file));
  const problems = [
    ...findDrawers(files),
    ...findMigrationGaps(files),
    ...findMisnamedFunctions(root, files),
  ];
  return conclude("files of code", files.length, problems);
}

function findDrawers(files: readonly string[]): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const file of files) {
    const parts = file.split("/");
    parts.forEach((part, depth) => {
      const here = parts.slice(0, depth + 1).join("/");
      const stem = part.split(".")[0] ?? part;
      if (seen.has(here) || !(DRAWER.test(stem) || DRAWER_FIRST.test(stem))) return;
      seen.add(here);
      problems.push({ file: here, message: `“${stem}” says nothing about what is inside: name the subject` });
    });
  }
  return problems;
}

/** Each `migrations/` folder holds 001-…, 002-… and so on, each number once. */
function findMigrationGaps(files: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const folders = Map.groupBy(
    files.filter((file) => /\/migrations\/[^/.][^/]*$/.test(file) && !isTest(file)),
    (file) => file.slice(0, file.lastIndexOf("/")),
  );
  for (const [folder, members] of folders) {
    const numbers = members.map((file) => MIGRATION.exec(file.slice(folder.length + 1))?.[1]);
    members.forEach((file, at) => {
      const wanted = String(at + 1).padStart(3, "0");
      if (numbers[at] === undefined)
        problems.push({ file, message: "a migration is named NNN-what-it-does.sql" });
      else if (numbers[at] !== wanted)
        problems.push({ file, message: `is number ${numbers[at]}; ${wanted} comes here` });
    });
  }
  return problems;
}

/**
 * In a module's `server/`, `accept-invitation.ts` exports the function `acceptInvitation`. A file is a use-case when
 * its first word is a verb, or when `routes.ts` joins it to an operation (many verbs are nouns too).
 */
function findMisnamedFunctions(root: string, files: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const inServers = files.filter((file) => /^src\/modules\/[^/]+\/server\//.test(file) && isTypeScript(file));
  const joined = new Set<string>();
  const sources = inServers.flatMap((file) => {
    const source = readSource(root, file);
    return "message" in source ? [] : [source];
  });
  for (const { file, imports } of sources.filter(({ file }) => /\/(.+-)?routes\.ts$/.test(file)))
    for (const { specifier, kind } of imports)
      if (kind === "static" && specifier.startsWith("./"))
        joined.add(file.replace(/[^/]+$/, specifier.slice(2)));
  for (const source of sources) {
    const words = stemOf(source.file).split("-");
    if (isTest(source.file) || words.length < 2 || /(store|routes|tables)$/.test(stemOf(source.file)))
      continue;
    if (!verbs.includes(words[0] ?? "") && !joined.has(source.file)) continue;
    const wanted = words
      .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join("");
    if (!exportsFunction(source, wanted))
      problems.push({
        file: source.file,
        message: `is named after the function ${wanted}, which it does not export`,
      });
  }
  return problems;
}

function stemOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1).replace(/\.tsx?$/, "");
}

function exportsFunction(source: Source, name: string): boolean {
  if (!source.exports.includes(name)) return false;
  let isFunction = false;
  source.visit({
    FunctionDeclaration(node) {
      if (node.id?.name === name) isFunction = true;
    },
    VariableDeclarator(node) {
      if (node.id.type === "Identifier" && node.id.name === name) isFunction ||= isCallable(node.init?.type);
    },
  });
  return isFunction;
}

/** A function expression, or the result of a call such as `defineJob(…)`. */
function isCallable(type: string | undefined): boolean {
  return type === "ArrowFunctionExpression" || type === "FunctionExpression" || type === "CallExpression";
}
