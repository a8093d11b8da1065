import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { checkout, type DeskProcess, startDesk } from "./desk-process.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";
import { fillDesk, measureFirstLoad } from "./first-load.ts";
import { measureMemory } from "./process-memory.ts";

const starts = 5;
/** The engine's threads and the connections of a busy moment are gone by then. */
const idleMs = 60_000;

type Measured = { freshMs: number[]; usedMs: number[]; rest: Figure[] };

/**
 * How long the real process takes from its start to its first page, on a fresh data folder and on a used one; what
 * desk and embedded database occupy together when nobody asks for anything; what the browser must load first.
 */
export async function run(options: Pick<BenchOptions, "say">): Promise<Figure[]> {
  await buildDesk();
  const measured: Measured = { freshMs: [], usedMs: [], rest: [] };
  for (let round = 1; round <= starts; round += 1) {
    const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-bench-"));
    // As root the database runs as a user of its own, who must get in.
    await chmod(folder, 0o755);
    try {
      await measureFolder(path.join(folder, "data"), round === starts, measured, options.say);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    options.say(`start ${round} of ${starts}`);
  }
  const seconds = (name: string, sample: readonly number[]): Figure => ({
    figure: `start: to the first page, ${name}`,
    value: Number((quantile(sample, 0.5) / 1_000).toFixed(2)),
    unit: "s",
  });
  return [
    seconds("fresh data folder", measured.freshMs),
    seconds("used data folder", measured.usedMs),
    ...measured.rest,
  ];
}

/** Brings the built desk up to its sources, as `npm start` does. */
async function buildDesk(): Promise<void> {
  const builder = spawn(process.execPath, ["scripts/bootstrap.mjs", "build"], {
    cwd: checkout,
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const [code] = await once(builder, "exit");
  if (code !== 0) throw new Error("the desk could not be built");
}

/** One fresh start and one on the same folder; on the last one, the figures of a desk in use. */
async function measureFolder(
  dataDir: string,
  isLast: boolean,
  measured: Measured,
  say: (line: string) => void,
): Promise<void> {
  const fresh = await startDesk(dataDir);
  try {
    measured.freshMs.push(fresh.firstPageMs);
    if (isLast) await fillDesk(fresh);
  } finally {
    await fresh.stop();
  }
  const used = await startDesk(dataDir);
  try {
    measured.usedMs.push(used.firstPageMs);
    if (!isLast) return;
    measured.rest.push(...(await memoryAtRest("after start", used, say)));
    measured.rest.push(...(await firstLoad(used, say)));
    measured.rest.push(...(await memoryAtRest("after use", used, say)));
  } finally {
    await used.stop();
  }
}

async function memoryAtRest(when: string, desk: DeskProcess, say: (line: string) => void): Promise<Figure[]> {
  await pause(idleMs);
  const use = await measureMemory(desk.pid);
  if (use === null) {
    say("memory is not measured: this system has no /proc");
    return [];
  }
  const figure = `start: memory at rest ${when}, desk and database`;
  return [
    { figure, value: Math.round(use.ownMb + use.fileMb), unit: "MB" },
    { figure: `${figure}, without program files`, value: Math.round(use.ownMb), unit: "MB" },
  ];
}

async function firstLoad(desk: DeskProcess, say: (line: string) => void): Promise<Figure[]> {
  const load = await measureFirstLoad(desk);
  if (load === null) {
    say("first load is not measured: no Chromium was found");
    return [];
  }
  const kilobytes = (name: string, bytes: number): Figure => ({
    figure: `start: JavaScript ${name}`,
    value: Number((bytes / 1_000).toFixed(1)),
    unit: "kB",
  });
  return [
    kilobytes("until Beranda can be read, as sent to a browser here (Brotli)", load.readable.sent),
    kilobytes("until Beranda can be read, gzip", load.readable.gzip),
    kilobytes("of Beranda with its charts, as sent to a browser here (Brotli)", load.whole.sent),
    kilobytes("of Beranda with its charts, gzip", load.whole.gzip),
  ];
}
