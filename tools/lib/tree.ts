import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Made by running or building, never written by a person: the same folders that .gitignore names. */
const GENERATED = new Set([".git", "dist", "test-output", "data/local"]);
const GENERATED_ANYWHERE = new Set(["node_modules"]);

/** True for a path that appears only when Gaung is installed, built or run. */
export function isGenerated(file: string): boolean {
  const parts = file.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.some((part) => GENERATED_ANYWHERE.has(part))) return true;
  if (parts.at(-1) === ".env" || parts.at(-1)?.endsWith(".log")) return true;
  return parts.some((_, depth) => GENERATED.has(parts.slice(0, depth + 1).join("/")));
}

/** Every file a person wrote under `root`, relative, with forward slashes, sorted. */
export function listFiles(root: string): string[] {
  const files: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (isGenerated(file)) continue;
      if (entry.isDirectory()) walk(file);
      else if (entry.isFile()) files.push(file);
    }
  };
  walk("");
  return files.sort();
}

/** The text of a file under `root`. */
export function readText(root: string, file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** The text of a file, or undefined when there is none. */
export function readTextIfAny(root: string, file: string): string | undefined {
  return existsSync(path.join(root, file)) ? readText(root, file) : undefined;
}

/** True when `file` names a file (not a folder) under `root`. */
export function isFile(root: string, file: string): boolean {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false;
}

/** True for a test and for what only tests use. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.startsWith("src/test/") || file.startsWith("e2e/");
}

/** True for TypeScript that Gaung is made of: source and tests, not declarations. */
export function isTypeScript(file: string): boolean {
  return /\.tsx?$/.test(file) && !file.endsWith(".d.ts");
}

/** The 1-based line of a character offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
