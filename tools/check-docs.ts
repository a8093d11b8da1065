/**
 * Every path, npm script and `gaung` command that a page names exists. Names with a gap to fill (`<name>`, `NNN`, `…`)
 * are patterns, not promises, and are left alone.
 */
import path from "node:path";
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { findMissingCommand, readCommands } from "./lib/commands.ts";
import { type Page, readPage } from "./lib/markdown.ts";
import { isGenerated, listFiles, readText, readTextIfAny } from "./lib/tree.ts";

const EXTENSION =
  /\.(?:ts|tsx|mjs|js|json|jsonl|md|sql|css|html|yml|yaml|sh|svg|png|xml|opml|csv|txt|toml|service)$/;
const GAP = /[<>…$|]|\bNNN\b|\bverb-noun\b|\.{3}/;
const MEDIA_TYPE = /^(?:text|application|image|audio|video|font|multipart|message)\/[a-z0-9.+*-]+$/;

/** Checks all Markdown pages under `root`. */
export async function checkDocs(root: string): Promise<CheckResult> {
  const files = listFiles(root);
  const pages = files.filter((file) => file.endsWith(".md"));
  const tree = readTree(files);
  const { scripts, packages } = readManifest(root);
  const commands = readCommands(root, files);
  const problems: Problem[] = [];
  for (const file of pages) {
    const page = readPage(readText(root, file));
    for (const { text, line } of page.spans) {
      const missing = packages.has(text) ? undefined : findMissingPath(tree, file, text);
      if (missing) problems.push({ file, line, message: `names ${missing}, which does not exist` });
    }
    for (const { text, line } of [...page.spans, ...page.blockLines]) {
      const script = findMissingScript(scripts, text);
      if (script)
        problems.push({
          file,
          line,
          message: `names the script “${script}”, which package.json does not have`,
        });
      const command = findMissingCommand(commands, text);
      if (command)
        problems.push({
          file,
          line,
          message: `names “gaung ${command}”, which the command line does not have`,
        });
    }
    problems.push(...findBrokenLinks(root, tree, file, page));
  }
  return conclude("Markdown pages", pages.length, problems);
}

/** All files and folders, for questions of the form "does this path end something?". */
type Tree = { paths: Set<string>; endings: string[] };

function readTree(files: readonly string[]): Tree {
  const paths = new Set<string>(files);
  for (const file of files)
    for (let folder = path.posix.dirname(file); folder !== "."; folder = path.posix.dirname(folder))
      paths.add(folder);
  return { paths, endings: [...paths].map((one) => `/${one}`) };
}

/** The path that `span` names and that is nowhere, or undefined when it is there or no path at all. */
function findMissingPath(tree: Tree, page: string, span: string): string | undefined {
  if (GAP.test(span) || !/^[\w@#.][\w@#./{},*+-]*$/.test(span) || !looksLikePath(tree, page, span))
    return undefined;
  const plain = span.replace(/^#/, "src/").replace(/:\d+$/, "");
  return expandBraces(plain).find((one) => !exists(tree, page, one));
}

function looksLikePath(tree: Tree, page: string, span: string): boolean {
  if (MEDIA_TYPE.test(span)) return false;
  if (/^[*.]+\w*$/.test(span)) return false;
  if (EXTENSION.test(span)) return true;
  if (!span.includes("/") || span.startsWith("@")) return false;
  const first = span.replace(/^(\.{1,2}\/)+/, "").split("/")[0] ?? "";
  return span.endsWith("/") || basesOf(page).some((base) => tree.paths.has(path.posix.join(base, first)));
}

/** A page speaks of paths from its own folder, from the root, or from `src/`. */
function basesOf(page: string): string[] {
  return [path.posix.dirname(page), ".", "src"];
}

/** `a/{b,c}.ts` → `a/b.ts`, `a/c.ts`. */
function expandBraces(text: string): string[] {
  const [, before, inside, after] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(text) ?? [];
  if (inside === undefined) return [text];
  return inside.split(",").flatMap((one) => expandBraces(`${before}${one}${after}`));
}

function exists(tree: Tree, page: string, name: string): boolean {
  const plain = name.replace(/\/$/, "");
  const candidates = basesOf(page).map((base) => path.posix.normalize(path.posix.join(base, plain)));
  if (candidates.some((one) => tree.paths.has(one) || isGenerated(one) || one === "data/local")) return true;
  const ending = plain.replace(/^(\.{1,2}\/)+/, "").replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(
    `/${ending.replaceAll("**", "\0").replaceAll("*", "[^/]*").replaceAll("\0", ".*")}$`,
  );
  return tree.endings.some((one) => pattern.test(one));
}

type Manifest = Partial<Record<"scripts" | "dependencies" | "devDependencies", Record<string, string>>>;

function readManifest(root: string): { scripts: Set<string>; packages: Set<string> } {
  const manifest = JSON.parse(readTextIfAny(root, "package.json") ?? "{}") as Manifest;
  const packages = { ...manifest.dependencies, ...manifest.devDependencies };
  return { scripts: new Set(Object.keys(manifest.scripts ?? {})), packages: new Set(Object.keys(packages)) };
}

function findMissingScript(scripts: ReadonlySet<string>, text: string): string | undefined {
  for (const [, run, short] of text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)) {
    const name = run ?? short;
    if (name !== undefined && !scripts.has(name)) return name;
  }
  return undefined;
}

function findBrokenLinks(root: string, tree: Tree, file: string, page: Page): Problem[] {
  const problems: Problem[] = [];
  for (const { text, line } of page.links) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(text) || GAP.test(text)) continue;
    const [target = "", anchor] = text.split("#");
    const to = target === "" ? file : path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
    if (!tree.paths.has(to.replace(/\/$/, "")))
      problems.push({ file, line, message: `links to ${text}, which does not exist` });
    else if (anchor !== undefined && to.endsWith(".md") && !readPage(readText(root, to)).anchors.has(anchor))
      problems.push({ file, line, message: `links to ${text}: that page has no such heading` });
  }
  return problems;
}
