import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { migrationSets } from "#migration-sets.ts";
import { startEmbeddedPostgres } from "#platform/db/embedded-postgres.ts";
import { migrate } from "#platform/db/migrate.ts";
import type { BenchOptions, Figure } from "./figure.ts";

/** Every figure, by the name it is asked for. */
const benches: Record<string, () => Promise<{ run(options: BenchOptions): Promise<Figure[]> }>> = {
  intake: () => import("./intake.ts"),
  search: () => import("./search.ts"),
  feeds: () => import("./feeds.ts"),
  start: () => import("./start.ts"),
  jetstream: () => import("./jetstream.ts"),
  language: () => import("./language.ts"),
  likeness: () => import("./likeness.ts"),
  stories: () => import("./stories.ts"),
  text: () => import("./text.ts"),
  newsmakers: () => import("./newsmakers.ts"),
  outlets: () => import("./outlets.ts"),
  matching: () => import("./matching.ts"),
  spikes: () => import("./spikes.ts"),
  trends: () => import("./trends.ts"),
  webhooks: () => import("./webhooks.ts"),
  brake: () => import("./brake.ts"),
  "share-of-voice": () => import("./share-of-voice.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    items: { type: "string", default: "200000" },
    mentions: { type: "string", default: "1000000,5000000" },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such figure: ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const name of names) {
  const bench = await benches[name]?.();
  if (!bench) continue;
  const folder = await mkdtemp(path.join(os.tmpdir(), "gaung-bench-"));
  // As root the server runs as another user, who must be able to enter; else its rows would outlive this folder.
  await chmod(folder, 0o755);
  let server = await startEmbeddedPostgres(folder);
  const restart = async (): Promise<string> => {
    await server.stop();
    server = await startEmbeddedPostgres(folder);
    return server.connectionString;
  };
  try {
    await migrate(server.connectionString, migrationSets);
    const measured = await bench.run({
      connectionString: server.connectionString,
      items: Number(values.items),
      mentions: values.mentions.split(",").map(Number),
      say: (line) => console.error(line),
      restart,
    });
    for (const figure of measured) {
      figures.push(figure);
      if (values.json) console.log(JSON.stringify(figure));
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
if (!values.json) console.table(figures);
