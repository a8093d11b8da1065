import { spawn } from "node:child_process";
import path from "node:path";

/**
 * How the C library keeps what was freed (mallopt(3)): few pools, and large pieces go back at once. By itself it keeps
 * some 20 MB of what a start and the first news needed. Other C libraries do not look at it.
 */
const MEMORY = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_TRIM_THRESHOLD_: "131072",
  MALLOC_MMAP_THRESHOLD_: "65536",
};

const FORWARDED = /** @type {const} */ (["SIGTERM", "SIGHUP", "SIGINT", "SIGUSR2"]);

/**
 * Runs a program of this checkout in place of this one: its signals, its exit code, its terminal. Where the system
 * can, this process becomes it, so that nothing stays behind in memory.
 * @param {string} root the checkout
 * @param {string} node
 * @param {string[]} args the program's file and what it is told
 */
export function runProgram(root, node, args) {
  const all = ["--disable-warning=ExperimentalWarning", ...args];
  process.chdir(root);
  // Named before Node reads its first file: see `src/platform/compile-cache.ts`.
  process.env["NODE_COMPILE_CACHE"] ??= path.join(root, "node_modules/.cache/gaung");
  for (const [name, value] of Object.entries(MEMORY)) process.env[name] ??= value;
  if (typeof process.execve === "function" && process.platform !== "win32") {
    process.removeAllListeners("warning");
    process.execve(node, [node, ...all], process.env);
  }
  const child = spawn(node, all, { cwd: root, stdio: "inherit" });
  for (const signal of FORWARDED)
    process.on(signal, () => {
      // Ctrl-C at a terminal reaches the whole group: the child has had it already.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  child.on("error", (error) => {
    process.stderr.write(`gaung: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const one of FORWARDED) process.removeAllListeners(one);
    process.kill(process.pid, signal);
  });
}
