import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./run-npm.mjs";
import { SayAndStop, say } from "./say.mjs";

const NEEDED_MAJOR = 24;

/** Where the registry has Node itself as a package: the optional dependencies of scripts/runtime. */
const RUNTIMES = ["linux-x64", "linux-arm64", "win-x64"];

/**
 * Which Node runs Gaung: this one, or the one in scripts/runtime.
 * @param {string} version such as `v20.11.1`
 * @param {string} platform as in `process.platform`
 * @param {string} arch as in `process.arch`
 * @returns {{ kind: "own" } | { kind: "runtime", packageName: string, binary: string }}
 */
export function chooseNode(version, platform, arch) {
  const major = Number(/^v?(\d+)/.exec(version)?.[1]);
  if (major >= NEEDED_MAJOR) return { kind: "own" };
  const name = `${platform === "win32" ? "win" : platform}-${arch}`;
  if (!RUNTIMES.includes(name)) {
    throw new SayAndStop(
      `Gaung needs Node ${NEEDED_MAJOR} or newer, this is ${version}, and for ${platform} on ${arch} it cannot bring its own: install Node ${NEEDED_MAJOR} and run the command again.`,
    );
  }
  return {
    kind: "runtime",
    packageName: `node-${name}`,
    binary: platform === "win32" ? "bin/node.exe" : "bin/node",
  };
}

/**
 * The path of a Node that is new enough; fetched from the package registry into scripts/runtime when this one is not.
 * @param {string} root the checkout
 * @param {(work: () => Promise<void>) => Promise<void>} exclusively
 * @returns {Promise<string>}
 */
export async function ensureNode(root, exclusively) {
  const choice = chooseNode(process.version, process.platform, process.arch);
  if (choice.kind === "own") return process.execPath;
  const folder = path.join(root, "scripts/runtime");
  const binary = path.join(folder, "node_modules", choice.packageName, choice.binary);
  if (!runs(binary)) {
    await exclusively(async () => {
      if (runs(binary)) return;
      say(`this machine has Node ${process.version}; fetching Node ${NEEDED_MAJOR} into scripts/runtime …`);
      await runNpm(["ci"], { cwd: folder, node: process.execPath });
    });
  }
  if (runs(binary)) return binary;
  throw new SayAndStop(
    `Node ${NEEDED_MAJOR} was fetched but does not start on this machine (${process.platform} ${process.arch}): install Node ${NEEDED_MAJOR} and run the command again.`,
  );
}

/**
 * True when the binary is there, starts, and is new enough.
 * @param {string} binary
 */
function runs(binary) {
  if (!existsSync(binary)) return false;
  const { status, stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
  return status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) >= NEEDED_MAJOR;
}
