import { readdir, readFile } from "node:fs/promises";

export type MemoryUse = {
  /** Memory of its own, in MB (10^6 bytes): what no file holds, what processes share counted once. */
  ownMb: number;
  /** Pages of program and library files that are in memory, in MB, each counted once. */
  fileMb: number;
};

/**
 * The memory a process and all its descendants occupy together, as if nothing else ran. What they share is counted
 * once. The system's own sum (`Pss` in `smaps_rollup`) would count a program file's pages as a part only where
 * strangers run the same program, and so flatter a machine on which much is going on.
 * @returns null where there is no `/proc`
 */
export async function measureMemory(pid: number): Promise<MemoryUse | null> {
  const family = await familyOf(pid);
  if (family === null) return null;
  let ownKb = 0;
  const files = new Map<string, number>();
  for (const member of family) {
    // A process of the family may have ended meanwhile.
    const maps = await readFile(`/proc/${member}/smaps`, "utf8").catch(() => "");
    for (const { file, at, rssKb, pssKb, anonymousKb } of mappingsOf(maps)) {
      if (file === null) {
        ownKb += pssKb;
        continue;
      }
      // A private mapping's changed pages belong to the process, the others to the file.
      ownKb += anonymousKb;
      const key = `${file} ${at}`;
      files.set(key, Math.max(files.get(key) ?? 0, rssKb - anonymousKb));
    }
  }
  const fileKb = [...files.values()].reduce((sum, kb) => sum + kb, 0);
  return { ownMb: (ownKb * 1024) / 1e6, fileMb: (fileKb * 1024) / 1e6 };
}

async function familyOf(pid: number): Promise<number[] | null> {
  const entries = await readdir("/proc").catch(() => null);
  if (entries === null) return null;
  const parents = new Map<number, number>();
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    // The name in brackets may hold anything, brackets too; the parent is the second field after it.
    const stat = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => "");
    parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 1).split(" ")[2]));
  }
  const family = [pid];
  for (const member of family)
    family.push(...[...parents].filter(([, parent]) => parent === member).map(([child]) => child));
  return family;
}

type Mapping = { file: string | null; at: string; rssKb: number; pssKb: number; anonymousKb: number };

/** The mappings in a `/proc/<pid>/smaps` (proc_pid_smaps(5)). */
function* mappingsOf(smaps: string): Generator<Mapping> {
  for (const block of smaps.split(/\n(?=[\da-f]+-[\da-f]+ )/)) {
    const head = /^[\da-f]+-[\da-f]+ \S+ ([\da-f]+) \S+ (\d+) *(.*)$/m.exec(block);
    if (head === null) continue;
    const [, offset = "", inode = "0", name = ""] = head;
    const size = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(block)?.[1] ?? 0);
    // Memory shared by processes looks like a file that was deleted (/dev/zero, /dev/shm, SYSV).
    const isFile = inode !== "0" && !/^\/(dev|SYSV)|\(deleted\)$/.test(name);
    yield {
      file: isFile ? name : null,
      at: offset,
      rssKb: size("Rss"),
      pssKb: size("Pss"),
      anonymousKb: size("Anonymous"),
    };
  }
}
