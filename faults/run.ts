import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { migrationSets } from "#migration-sets.ts";
import { startEmbeddedPostgres } from "#platform/db/embedded-postgres.ts";
import { migrate } from "#platform/db/migrate.ts";
import type { Fault } from "./fault.ts";

/** Every experiment, by the name it is asked for. */
const faults: Record<string, () => Promise<Fault>> = {
  intake: () => import("./intake.ts"),
  import: () => import("./import.ts"),
  alerts: () => import("./alerts.ts"),
  behind: () => import("./behind.ts"),
  sending: () => import("./sending.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "200" },
    seconds: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(faults);
const unknown = names.filter((name) => !(name in faults));
if (unknown.length > 0) {
  console.error(`No such experiment: ${unknown.join(", ")}. There are: ${Object.keys(faults).join(", ")}.`);
  process.exit(2);
}
for (const name of names) {
  const fault = await faults[name]?.();
  if (!fault) continue;
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-faults-"));
  // As root the server runs as another user, who must be able to enter; else its rows would outlive this folder.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres(folder);
  try {
    await migrate(server.connectionString, migrationSets);
    const result = await fault.run({
      connectionString: server.connectionString,
      kills: Number(values.kills),
      seconds: Number(values.seconds),
      seed: Number(values.seed),
      say: (line) => console.error(line),
    });
    if (values.json) console.log(JSON.stringify(result));
    else console.table([result]);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
