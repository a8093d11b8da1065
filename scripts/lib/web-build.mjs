import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explainFileError, SayAndStop, say } from "./say.mjs";

/** Written last, so that a build that was cut short is built again. */
const MARK = "dist/web/.built-from";
const FIXED_SOURCES = [
  "index.html",
  "vite.config.ts",
  "tsconfig.base.json",
  "tsconfig.web.json",
  "package-lock.json",
];
const SOURCE_FOLDERS = ["src/web", "src/shared", "src/text", "src/platform/contract"];
const MODULE_FOLDERS = ["web", "contract"];
const LAST_LINES = 30;

/**
 * A fingerprint of everything the desk in the browser is built from.
 * @param {string} root the checkout
 */
export function fingerprintOf(root) {
  const modules = path.join(root, "src/modules");
  const inModules = existsSync(modules)
    ? readdirSync(modules).flatMap((name) => MODULE_FOLDERS.map((folder) => `src/modules/${name}/${folder}`))
    : [];
  const files = [...SOURCE_FOLDERS, ...inModules].flatMap((folder) => listFolder(root, folder));
  const hash = createHash("sha256");
  for (const file of [...FIXED_SOURCES, ...files].sort()) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(`${file}\0`).update(readFileSync(full)).update("\0");
  }
  return `${hash.digest("hex")}\n`;
}

/**
 * Every file under a folder but tests, relative to the root.
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function listFolder(root, folder) {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listFolder(root, file);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file];
  });
}

/**
 * Builds `dist/web` when it is missing or older than its sources.
 * @param {string} root the checkout
 * @param {string} node
 * @param {(work: () => Promise<void>) => Promise<void>} exclusively
 */
export async function ensureBuilt(root, node, exclusively) {
  const wanted = fingerprintOf(root);
  if (isBuiltFrom(root, wanted)) return;
  await exclusively(async () => {
    if (isBuiltFrom(root, wanted)) return;
    say("building the desk for the browser …");
    await build(root, node);
    try {
      writeFileSync(path.join(root, MARK), wanted);
    } catch (error) {
      throw explainFileError(error, path.join(root, "dist"));
    }
    say("the desk is built");
  });
}

/**
 * @param {string} root
 * @param {string} wanted
 */
function isBuiltFrom(root, wanted) {
  const mark = path.join(root, MARK);
  return existsSync(mark) && readFileSync(mark, "utf8") === wanted;
}

/**
 * @param {string} root
 * @param {string} node
 * @returns {Promise<void>}
 */
function build(root, node) {
  return new Promise((resolve, reject) => {
    const args = [path.join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"];
    const child = spawn(node, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      if (/ENOSPC/.test(output))
        return reject(
          new SayAndStop(`The disk is full: free some space for ${root} and run the command again.`),
        );
      if (/EACCES|EPERM|EROFS/.test(output))
        return reject(
          new SayAndStop(
            `You may not write in ${path.join(root, "dist")}: run the command as the user that owns this folder.`,
          ),
        );
      const lines = output.split("\n").slice(-LAST_LINES).join("\n");
      reject(new SayAndStop(`${lines}\nThe desk could not be built for the browser; the reason is above.`));
    });
  });
}
