/**
 * Every import follows ARCHITECTURE.md: ranks point downwards, modules are entered by their front doors, browser and
 * server stay apart, paths are relative inside a module and `#` across, each one exists, and there is no cycle.
 * Type-only and dynamic imports count for direction too: knowing a shape is knowing. Dynamic ones may close a circle,
 * because they run when everything is loaded.
 */
import path from "node:path";
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { findCycles } from "./lib/cycles.ts";
import { placeOf, readAreas, readRanks } from "./lib/house.ts";
import { findOffence, findStyleOffence } from "./lib/import-rules.ts";
import { readSources } from "./lib/source.ts";
import { isFile, isTest, isTypeScript, listFiles } from "./lib/tree.ts";

const MOST_FRONT_DOOR_EXPORTS = 10;
const BROWSER_SAFE_AREAS = new Set(["shared", "text", "web"]);

/** The file that `specifier`, written in `from`, means; undefined for a package or a Node built-in. */
export function resolveImport(from: string, specifier: string): string | undefined {
  const plain = specifier.replace(/\?.*$/, "");
  if (plain.startsWith("#")) return `src/${plain.slice(1)}`;
  if (plain.startsWith(".")) return path.posix.join(path.posix.dirname(from), plain);
  return undefined;
}

/** Checks all imports of `src/`, `tools/`, `bench/`, `faults/`, `e2e/` under `root`. */
export async function checkImports(root: string): Promise<CheckResult> {
  const files = listFiles(root).filter((file) => isTypeScript(file) && file.includes("/"));
  const inHouse = files.filter((file) => file.startsWith("src/"));
  const ranks = readRanks(root);
  const { sources, problems } = readSources(root, files);
  if (ranks.size === 0)
    problems.push({ file: "ARCHITECTURE.md", message: "has no table of ranks and modules" });
  const graph = new Map<string, string[]>();
  for (const source of sources) {
    const targets: string[] = [];
    const refuse = (line: number, message: string): number =>
      problems.push({ file: source.file, line, message });
    for (const { specifier, line, kind } of source.imports) {
      const to = resolveImport(source.file, specifier);
      if (to === undefined) {
        const why = findPackageOffence(source.file, specifier);
        if (why) refuse(line, `imports ${specifier}: ${why}`);
        continue;
      }
      if (!isFile(root, to)) {
        refuse(line, `imports ${specifier}, which does not exist (name the file with its extension)`);
        continue;
      }
      if (kind !== "dynamic") targets.push(to);
      const why = findOffence(source.file, to, ranks) ?? findStyleOffence(source.file, to, specifier);
      if (why) refuse(line, `imports ${specifier}: ${why}`);
    }
    graph.set(source.file, targets);
    problems.push(...findFrontDoorOffences(source.file, source.exports));
  }
  const areas = readAreas(root);
  for (const file of inHouse) {
    const { area, part } = placeOf(file);
    if (area !== "" && !areas.has(area))
      problems.push({ file, message: `ARCHITECTURE.md knows no src/${area}/` });
    if (area === "modules" && !ranks.has(part))
      problems.push({ file, message: `the module ${part} has no rank in ARCHITECTURE.md` });
  }
  for (const cycle of findCycles(graph))
    problems.push({ file: cycle[0] ?? ".", message: `import cycle: ${cycle.join(" → ")}` });
  return conclude("source files in src/", inHouse.length, problems);
}

/** Browser-safe code may not ask for what a browser has not got; shared/ brings nothing but zod. */
function findPackageOffence(file: string, specifier: string): string | undefined {
  const place = placeOf(file);
  if (isTest(file)) return undefined;
  if (place.area === "shared" && specifier !== "zod") return "shared/ imports no package but zod";
  const isBrowserSafe = BROWSER_SAFE_AREAS.has(place.area) || /^(contract|web)\//.test(place.inner);
  if (isBrowserSafe && specifier.startsWith("node:"))
    return "this code also runs in a browser, which has no Node";
  return undefined;
}

/** A front door that opens on everything is a hole in the wall. */
function findFrontDoorOffences(file: string, exports: readonly string[]): Problem[] {
  if (!/^src\/modules\/[^/]+\/index\.ts$/.test(file)) return [];
  if (exports.includes("*")) return [{ file, message: "a front door names what it exports: no `export *`" }];
  if (exports.length <= MOST_FRONT_DOOR_EXPORTS) return [];
  return [
    { file, message: `exports ${exports.length} names; a front door has at most ${MOST_FRONT_DOOR_EXPORTS}` },
  ];
}
