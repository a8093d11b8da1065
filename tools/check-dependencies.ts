/**
 * Every dependency is named with its reason in CONTRIBUTING.md, and the table names nothing that is not one. The
 * lockfile has every package that `npm ci` will ask it for, also those that are for other machines.
 */
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { readTextIfAny } from "./lib/tree.ts";

const TABLE_IN = "CONTRIBUTING.md";
const MANIFESTS = ["package.json", "scripts/runtime/package.json"];
const SECTIONS = ["dependencies", "devDependencies", "optionalDependencies"] as const;

type Manifest = Partial<Record<(typeof SECTIONS)[number], Record<string, string>>>;

/** Compares the table `| package | reason |` of CONTRIBUTING.md with the packages under `root`. */
export async function checkDependencies(root: string): Promise<CheckResult> {
  const problems: Problem[] = [];
  const used = new Map<string, string>();
  for (const file of MANIFESTS) {
    const manifest = JSON.parse(readTextIfAny(root, file) ?? "{}") as Manifest;
    for (const section of SECTIONS)
      for (const [name, version] of Object.entries(manifest[section] ?? {})) {
        used.set(name, file);
        if (!/^\d/.test(version))
          problems.push({ file, message: `${name} is “${version}”: name one exact version` });
      }
  }
  const reasons = readReasons(readTextIfAny(root, TABLE_IN) ?? "");
  for (const [name, file] of used) {
    const row = reasons.get(name);
    if (row === undefined)
      problems.push({ file: TABLE_IN, message: `gives no reason for ${name} (${file})` });
    else if (row.reason.length < 8)
      problems.push({ file: TABLE_IN, line: row.line, message: `say why ${name} is needed` });
  }
  for (const [name, { line }] of reasons)
    if (!used.has(name))
      problems.push({ file: TABLE_IN, line, message: `names ${name}, which is no dependency` });
  for (const file of MANIFESTS.map((manifest) => manifest.replace("package.json", "package-lock.json"))) {
    const lock = JSON.parse(readTextIfAny(root, file) ?? "{}") as Lockfile;
    for (const message of findGaps(lock)) problems.push({ file, message });
  }
  return conclude("dependencies in package.json", used.size, problems);
}

type Lockfile = { packages?: Record<string, Manifest> };

/** Packages that another one in the lockfile needs or may use, and that have no entry where Node would look. */
function findGaps({ packages = {} }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([at, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !foldersAbove(at).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `has no entry for ${name}, which ${at || "package.json"} names: npm ci refuses it`),
  );
}

/** `node_modules/a/node_modules/b` → itself, `node_modules/a/`, and the root. */
function foldersAbove(at: string): string[] {
  const folders = [""];
  for (let end = at.length; end > 0; end = at.lastIndexOf("/node_modules/", end - 1))
    folders.push(`${at.slice(0, end)}/`);
  return folders;
}

type Reason = { reason: string; line: number };

/** Rows such as ``| `hono` | the web server |``; one row may name several packages. */
function readReasons(text: string): Map<string, Reason> {
  const reasons = new Map<string, Reason>();
  let inTable = false;
  text.split("\n").forEach((row, at) => {
    const [, first = "", second = ""] = row.split("|");
    if (/^\|\s*package\s*\|/i.test(row)) inTable = true;
    else if (!row.startsWith("|")) inTable = false;
    else if (inTable)
      for (const [, name] of first.matchAll(/`([^`]+)`/g))
        if (name) reasons.set(name, { reason: second.trim(), line: at + 1 });
  });
  return reasons;
}
