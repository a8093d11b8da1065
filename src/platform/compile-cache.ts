import { fileURLToPath } from "node:url";

/**
 * Where Node keeps what it compiled. A start compiles some 2,500 files; what the first one compiled, the next ones read,
 * and then neither the process nor its threads load the 20 MB that take types out of TypeScript. Where it cannot be kept,
 * nothing is lost but time and memory. `scripts/lib/run-program.mjs` names the same folder.
 */
export const compileCacheFolder = fileURLToPath(new URL("../../node_modules/.cache/gaung", import.meta.url));

/** The environment of threads and children that need nothing of the desk's own, which holds secrets. */
export const bareEnvironment = { NODE_COMPILE_CACHE: compileCacheFolder };
