import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync } from "node:fs";
import { chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { cacheSettings, storedBytes, usableMemory } from "./cache-settings.ts";
import { EmbeddedDatabaseError } from "./embedded-database-error.ts";
import { prepareServerHome, type ServerHome } from "./server-home.ts";

export type EmbeddedServer = {
  connectionString: string;
  /** True when a server that an earlier process left behind was taken over. */
  wasRunning: boolean;
  stop(): Promise<void>;
};

const serverSettings = {
  max_connections: "60",
  jit: "off",
  // The system's own reading ahead serves one machine as well as PostgreSQL's helper processes, which take memory at rest.
  io_method: "sync",
  max_logical_replication_workers: "0",
  wal_compression: "pglz",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
} as const;

/**
 * Starts the PostgreSQL that ships as an npm package, on a free loopback port, with its rows in `folder`. A server that
 * still runs there (its owner was killed) is taken over instead. As root, the server runs as an ordinary user, which
 * PostgreSQL demands.
 * @param settings further `name=value` server settings, for tests and figures
 * @throws EmbeddedDatabaseError in one sentence: folder not writable, disk full, no binaries for this platform.
 */
export async function startEmbeddedPostgres(
  folder: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedServer> {
  const home = await prepareServerHome(folder);
  const passwordFile = path.join(folder, "postgres-password");
  if (!existsSync(path.join(home.clusterDir, "PG_VERSION"))) await initialise(home, passwordFile);
  const password = (await readFile(passwordFile, "utf8")).trim();

  const running = await runningServer(home.clusterDir, password);
  if (running) return { connectionString: running, wasRunning: true, stop: () => stopServer(home) };

  const port = await freePort();
  const logFile = path.join(folder, "postgres.log");
  const cache = cacheSettings(await storedBytes(home.clusterDir), usableMemory());
  const flags = Object.entries({ ...serverSettings, ...cache, ...settings, port: String(port) }).flatMap(
    ([name, value]) => ["-c", `${name}=${value}`],
  );
  // The log goes to a file, not to a pipe: the server must outlive a desk that is killed.
  const log = openSync(logFile, "w", 0o600);
  const server = spawn(home.binary("postgres"), ["-D", home.clusterDir, ...flags], {
    ...home.identity,
    stdio: ["ignore", log, log],
    detached: true,
    env: home.environment,
  });
  closeSync(log);
  server.unref();
  const connectionString = `postgres://postgres:${password}@127.0.0.1:${port}/gaung`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null)
      throw new EmbeddedDatabaseError(
        `The embedded database did not start: ${reasonIn(await readFile(logFile, "utf8"))}`,
      );
    if (await answers(connectionString.replace(/gaung$/, "postgres"))) {
      await ensureDatabase(connectionString.replace(/gaung$/, "postgres"));
      return { connectionString, wasRunning: false, stop: () => stopServer(home) };
    }
    await pause(50);
  }
  throw new EmbeddedDatabaseError(`The embedded database did not answer within 30 seconds; see ${logFile}`);
}

async function initialise(home: ServerHome, passwordFile: string): Promise<void> {
  const password = randomBytes(24).toString("base64url");
  await rm(home.clusterDir, { recursive: true, force: true });
  await mkdir(home.clusterDir, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const handover = path.join(home.clusterDir, "..", "initdb-password");
  await writeFile(handover, password, { mode: 0o600 });
  if (home.identity.uid !== undefined && home.identity.gid !== undefined) {
    await chown(home.clusterDir, home.identity.uid, home.identity.gid);
    await chown(handover, home.identity.uid, home.identity.gid);
  }
  try {
    await promisify(execFile)(
      home.binary("initdb"),
      [
        "-D",
        home.clusterDir,
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        `--pwfile=${handover}`,
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
      ],
      { ...home.identity, env: home.environment },
    );
  } catch (error) {
    await rm(home.clusterDir, { recursive: true, force: true });
    const output =
      typeof error === "object" && error !== null && "stderr" in error ? String(error.stderr) : String(error);
    throw new EmbeddedDatabaseError(`The embedded database could not be set up: ${reasonIn(output)}`, {
      cause: error,
    });
  } finally {
    await rm(handover, { force: true });
  }
}

/** The address of a server already running on this folder, if its process is alive and takes our password. */
async function runningServer(clusterDir: string, password: string): Promise<string | undefined> {
  const lines = await readFile(path.join(clusterDir, "postmaster.pid"), "utf8").then(
    (text) => text.split("\n"),
    () => undefined,
  );
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  if (!pid || !port || !isAlive(pid)) return undefined;
  const connectionString = `postgres://postgres:${password}@127.0.0.1:${port}/gaung`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(connectionString)) return connectionString;
    if (!isAlive(pid)) return undefined;
    await pause(100);
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(adminConnection: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminConnection });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'gaung'");
    if (!rowCount) await client.query("create database gaung");
  } finally {
    await client.end();
  }
}

async function stopServer(home: ServerHome): Promise<void> {
  await promisify(execFile)(
    home.binary("pg_ctl"),
    ["-D", home.clusterDir, "stop", "-m", "fast", "-w", "-t", "60"],
    { ...home.identity, env: home.environment },
  ).catch(() => undefined);
}

/** Asks the system for a port nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function reasonIn(output: string): string {
  if (/No space left on device/i.test(output)) return "the disk is full. Make room and start again.";
  if (/Permission denied/i.test(output))
    return "its folder may not be written to. Check who owns the data folder.";
  if (/Read-only file system/i.test(output))
    return "its folder is on a read-only disk. Choose another with GAUNG_DATA_DIR.";
  const line =
    output
      .split("\n")
      .reverse()
      .find((text) => /FATAL|ERROR|error/.test(text)) ?? output.trim().split("\n").pop();
  return (line ?? "no reason given").trim();
}
