/** The process that is killed: it takes what lies about and imports it, as the desk's job does. */
import { setTimeout as pause } from "node:timers/promises";
import { findOrphanedImports } from "#modules/listen/server/transfers/import-store.ts";
import { runImport } from "#modules/listen/server/transfers/run-import.ts";
import { openDatabase } from "#platform/db/database.ts";
import { createLogger } from "#platform/log/logger.ts";

const [, , connectionString = "", dataDir = ""] = process.argv;
const { db } = openDatabase(connectionString, 4);
const parts = { db, dataDir, now: () => new Date(), log: createLogger("error") };
const never = new AbortController().signal;
console.log("ready");
for (;;) {
  for (const orphan of await findOrphanedImports(db)) await runImport(parts, orphan, never);
  await pause(50);
}
