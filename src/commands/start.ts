import { type Desk, openDesk } from "#app.ts";
import { readConfig } from "#config.ts";
import { acquireDatabase } from "#platform/db/acquire-database.ts";
import { giveMemoryBackAtRest, letYoungMemoryGrow } from "#platform/young-memory.ts";

/** Starts the desk and stays until it is told to end. */
export async function start(options: { role?: "worker" } = {}): Promise<void> {
  const config = { ...readConfig(), ...options };
  const say = (line: string): void => console.log(line);
  say("Gaung is starting …");
  const database = await acquireDatabase(config, "serve");
  let desk: Desk | undefined;
  try {
    desk = await openDesk(config, database.connectionString);
    const url = config.role === "worker" ? undefined : await desk.open();
    if (config.role !== "web") await desk.work();
    if (url === undefined) say("Working in the background. Ctrl+C ends it.");
    else say(`\n  Gaung is ready: ${url}\n`);
    letYoungMemoryGrow(true);
    giveMemoryBackAtRest();
    const setupToken = url === undefined ? null : await desk.setupToken();
    if (setupToken !== null)
      say(
        `  First time here? Set the desk up once with this link:\n  ${url}/penyiapan?token=${setupToken}\n`,
      );
    await untilToldToEnd();
    say("Gaung is ending …");
  } finally {
    await desk?.close();
    await database.release();
  }
}

/** Resolves on the first Ctrl+C or a stop by the system; a second one ends the process at once. */
export function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}
