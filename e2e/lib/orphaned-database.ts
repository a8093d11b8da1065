import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Ends an embedded database whose desk was killed, if one still runs on this data folder. PostgreSQL keeps its process
 * id on the first line of `postmaster.pid`; SIGINT is its fast shutdown.
 */
export async function endOrphanedDatabase(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "postgres", "cluster", "postmaster.pid");
  const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
  if (!Number.isInteger(pid) || pid <= 1) return;
  try {
    process.kill(pid, "SIGINT");
    for (;;) {
      await pause(50);
      process.kill(pid, 0);
    }
  } catch {
    // It is gone.
  }
}
