/** The process that is killed: it reads ties, makes networks and looks who fell silent, as the desk's jobs do. */
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "#platform/db/database.ts";
import { workBehind } from "./behind-round.ts";

const [, , connectionString = ""] = process.argv;
const { db } = openDatabase(connectionString, 4);
console.log("ready");
for (;;) {
  await workBehind(db);
  await pause(10);
}
