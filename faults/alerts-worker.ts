/** The process that is killed: it hears what monitors found, tells people and sends, as the desk's jobs do. */
import { setTimeout as pause } from "node:timers/promises";
import { sendOnce } from "./alerts-sending.ts";

const [, , connectionString = "", dataDir = "", host = ""] = process.argv;
const work = await sendOnce(connectionString, dataDir, host);
console.log("ready");
for (;;) {
  await work.round();
  await pause(10);
}
