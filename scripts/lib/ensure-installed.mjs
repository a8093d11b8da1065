import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./run-npm.mjs";
import { explainFileError, SayAndStop, say } from "./say.mjs";

const MARK = "node_modules/.gaung-lock";
/** npm's own note of what it has put into node_modules. */
const HIDDEN_LOCK = "node_modules/.package-lock.json";

/**
 * What an installation was made from: the lockfile and the machine, because some packages are programs.
 * @param {string} lockText
 * @param {string} platform
 * @param {string} arch
 */
export function markOf(lockText, platform, arch) {
  return `${createHash("sha256").update(lockText).digest("hex")} ${platform} ${arch}\n`;
}

/**
 * True when npm's note of what is installed has every package of the lockfile in its version. Packages that are only
 * for other machines may be missing.
 * @param {string} lockText
 * @param {string} installedText
 */
export function matchesLock(lockText, installedText) {
  const wanted = JSON.parse(lockText).packages ?? {};
  const installed = JSON.parse(installedText).packages ?? {};
  const names = Object.keys(wanted).filter((name) => name !== "");
  return (
    names.every((name) => {
      const { version, optional, peer } = wanted[name];
      const there = installed[name];
      return there === undefined ? optional === true || peer === true : there.version === version;
    }) && Object.keys(installed).every((name) => name in wanted)
  );
}

/**
 * Installs the packages of package-lock.json unless they are there.
 * @param {string} root the checkout
 * @param {string} node the Node that will run Gaung, so that packages are chosen for it
 * @param {(work: () => Promise<void>) => Promise<void>} exclusively
 */
export async function ensureInstalled(root, node, exclusively) {
  const lockText = read(root, "package-lock.json");
  if (lockText === undefined)
    throw new SayAndStop("package-lock.json is missing: restore it from the release.");
  const mark = markOf(lockText, process.platform, process.arch);
  if (read(root, MARK) === mark) return;
  await exclusively(async () => {
    if (read(root, MARK) === mark) return;
    if (!isInstalledByHand(root, lockText)) {
      const isUpdate = existsSync(path.join(root, "node_modules"));
      say(`${isUpdate ? "updating" : "installing"} packages; the first time this takes a minute or two …`);
      await runNpm(["ci"], { cwd: root, node });
      say("packages are in place");
    }
    try {
      writeFileSync(path.join(root, MARK), mark);
    } catch (error) {
      throw explainFileError(error, path.join(root, "node_modules"));
    }
  });
}

/**
 * Somebody ran `npm ci` or `npm install` on this machine, and the result is what the lockfile says. A missing mark is
 * no reason then to take the packages away from programs that are running.
 * @param {string} root
 * @param {string} lockText
 */
function isInstalledByHand(root, lockText) {
  const installed = read(root, HIDDEN_LOCK);
  if (installed === undefined || read(root, MARK) !== undefined) return false;
  return matchesLock(lockText, installed) && hasOwnPrograms(root, lockText);
}

/**
 * A node_modules copied from another kind of machine lacks the programs for this one.
 * @param {string} root
 * @param {string} lockText
 */
function hasOwnPrograms(root, lockText) {
  const { packages = {} } = JSON.parse(lockText);
  return Object.entries(packages).every(([name, { os, cpu, libc }]) => {
    const isForUs = os?.includes(process.platform) && cpu?.includes(process.arch) && libc === undefined;
    return !isForUs || existsSync(path.join(root, name, "package.json"));
  });
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {string | undefined}
 */
function read(root, file) {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}
