/** The process that is killed: it sends what is due through every account, as the desk's jobs do. */
import { setTimeout as pause } from "node:timers/promises";
import { openSender } from "./sending-round.ts";

const [, , connectionString = "", dataDir = "", host = "", beganAtMs = "0"] = process.argv;
const sender = await openSender({ connectionString, dataDir, host, beganAtMs: Number(beganAtMs) });
console.log("ready");
for (;;) {
  await sender.round();
  await pause(5);
}
