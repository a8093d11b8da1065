import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { pdsFolder, pdsNode } from "./install-pds.ts";

/** A directory of accounts and a server for them, both on ports of their own; ends with its input. */
const program = `
process.env.LOG_ENABLED = "false";
const { TestNetworkNoAppView } = await import("@atproto/dev-env");
const network = await TestNetworkNoAppView.create({ pds: { hostname: "localhost" } });
console.log("READY " + network.pds.url);
process.stdin.resume();
process.stdin.on("end", async () => { await network.close(); process.exit(0); });
`;

export interface OpenPds {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Bluesky's own server as a child process, so that its Node and its packages are none of ours. */
export async function openPds(): Promise<OpenPds> {
  const child = spawn(pdsNode, ["--input-type=module", "-e", program], {
    cwd: pdsFolder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith("READY ")) continue;
    return {
      address: line.slice("READY ".length),
      close: () => {
        child.stdin.end();
        return ended;
      },
    };
  }
  throw new Error("the server ended before it was ready");
}
