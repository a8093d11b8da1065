import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { SayAndStop } from "./say.mjs";

const LAST_LINES = 12;
const OWN_CACHE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../dist/npm-cache");
/** Debian keeps the libraries of its npm where only its own Node looks. */
const DEBIAN_MODULES = "/usr/share/nodejs";

/**
 * The file of npm's own program: the npm that started us, else the one on PATH, else the one beside Node.
 * @param {Record<string, string | undefined>} env
 * @param {string} execPath
 * @returns {string | undefined}
 */
export function findNpm(env, execPath) {
  const started = env["npm_execpath"];
  if (started !== undefined && /npm-cli\.c?js$/.test(started) && existsSync(started)) return started;
  const onPath = (env["PATH"] ?? env["Path"] ?? "").split(path.delimiter).flatMap((folder) => {
    const link = path.join(folder, "npm");
    const target = existsSync(link) ? realpathSync(link) : "";
    return [target, path.join(folder, "node_modules/npm/bin/npm-cli.js")];
  });
  const near = ["../lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js"];
  const beside = near.map((file) => path.join(path.dirname(execPath), file));
  return [...onPath, ...beside].find((file) => /npm-cli\.c?js$/.test(file) && existsSync(file));
}

/**
 * Runs npm quietly with the Node given, which also comes first on PATH for install scripts. When it fails its last
 * lines are shown with one sentence that says what to do.
 * @param {string[]} args
 * @param {{ cwd: string, node: string }} options
 */
export async function runNpm(args, { cwd, node }) {
  const npm = findNpm(process.env, process.execPath);
  if (npm === undefined)
    throw new SayAndStop("npm was not found: install npm, which comes with Node, and run the command again.");
  const all = [
    npm,
    ...args,
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--progress=false",
    ...cacheArgs(),
  ];
  let { code, output } = await runQuietly(node, all, cwd);
  // An npm that is too old for the newer Node, or that keeps its libraries elsewhere, still works with its own.
  if (
    code !== 0 &&
    node !== process.execPath &&
    /MODULE_NOT_FOUND|ERR_REQUIRE_ESM|npm does not support/.test(output)
  )
    ({ code, output } = await runQuietly(process.execPath, all, cwd, path.dirname(node)));
  rmSync(OWN_CACHE, { recursive: true, force: true });
  if (code === 0) return;
  throw new SayAndStop(
    [...readReasons(output).map((line) => `  ${line}`), explainNpm(output, cwd)].join("\n"),
  );
}

/**
 * The lines that say why: what the lockfile lacks when that is the reason, else the last ones.
 * @param {string} output
 */
function readReasons(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const disagreements = lines.filter((line) => /\b(Missing|Invalid): /.test(line));
  return disagreements.length > 0 ? disagreements.slice(0, LAST_LINES) : lines.slice(-LAST_LINES);
}

/**
 * npm keeps its cache in the home folder; a user who has none to write in gets it inside the checkout.
 * @returns {string[]}
 */
function cacheArgs() {
  const cache = path.join(homedir(), ".npm");
  try {
    accessSync(existsSync(cache) ? cache : homedir(), constants.W_OK);
    return [];
  } catch {
    return ["--cache", OWN_CACHE];
  }
}

/**
 * One sentence for what npm printed.
 * @param {string} output
 * @param {string} folder
 */
export function explainNpm(output, folder) {
  if (/ENOSPC/.test(output))
    return `The disk is full: free about 1 GB for ${folder} and run the command again.`;
  if (/EROFS/.test(output))
    return `The folder ${folder} is read-only: move Gaung to a place that can be written to.`;
  if (/EACCES|EPERM/.test(output))
    return `You may not write in ${folder}: run the command as the user that owns this folder.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i.test(output))
    return "The package registry cannot be reached: the first start needs a connection to it; run the command again when there is one.";
  if (/EUSAGE|can only install packages when/.test(output))
    return "package.json and package-lock.json do not agree: restore both from the release.";
  return "npm could not install what Gaung needs; its last lines are above.";
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} [firstOnPath]
 * @returns {Promise<{ code: number, output: string }>}
 */
function runQuietly(node, args, cwd, firstOnPath = path.dirname(node)) {
  const isDebian = args[0]?.startsWith(DEBIAN_MODULES) ?? false;
  const env = {
    ...process.env,
    PATH: `${firstOnPath}${path.delimiter}${process.env["PATH"] ?? ""}`,
    ...(isDebian ? { NODE_PATH: DEBIAN_MODULES } : {}),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
