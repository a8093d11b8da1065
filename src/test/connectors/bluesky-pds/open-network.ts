import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { freePort, startEmbeddedPostgres } from "#platform/db/embedded-postgres.ts";
import { isPdsInstalled, pdsFolder, pdsNode } from "./install-pds.ts";

const redis = "/usr/bin/redis-server";

/** Whether Bluesky's whole network can run here: accounts' server, and the view over all posts, which keeps a Redis. */
export const isNetworkInstalled = (): boolean => isPdsInstalled() && existsSync(redis);

/** What a machine lacks that has not got it, for a test that says so. */
export const networkNeeds =
  "node src/test/connectors/bluesky-pds/install-pds.ts and apt-get install redis-server";

/** A directory of accounts, a server for them, and the view with its index; ends with its input. */
const program = `
process.env.LOG_ENABLED = "false";
const { TestPlc, TestPds, TestBsky, mockNetworkUtilities } = await import("@atproto/dev-env");
const settings = JSON.parse(process.argv[1]);
const plc = await TestPlc.create({});
const view = await TestBsky.create({
  port: settings.viewPort,
  plcUrl: plc.url,
  pdsPort: settings.pdsPort,
  repoProvider: "ws://localhost:" + settings.pdsPort,
  dbPostgresUrl: settings.database,
  dbPostgresSchema: "appview",
  redisHost: "127.0.0.1:" + settings.redisPort,
  publicUrl: "http://localhost:" + settings.viewPort,
  privateKey: settings.key,
});
const pds = await TestPds.create({
  port: settings.pdsPort,
  hostname: "localhost",
  didPlcUrl: plc.url,
  bskyAppViewUrl: view.url,
  bskyAppViewDid: view.ctx.cfg.serverDid,
  modServiceUrl: "http://localhost:9",
  modServiceDid: "did:example:mod",
  enableDidDocWithSession: true,
});
mockNetworkUtilities(pds, view);
console.log("READY " + JSON.stringify({ address: pds.url, directory: plc.url }));
process.stdin.resume();
process.stdin.on("end", async () => {
  await view.close();
  await pds.close();
  await plc.close();
  process.exit(0);
});
`;

const places = z.object({ address: z.string(), directory: z.string() });

export interface OpenNetwork {
  /** Of the accounts' server. */
  readonly address: string;
  /** Of the directory in which every account stands. */
  readonly directory: string;
  /** Somebody opens an account. */
  readonly openAccount: (handle: string, password: string) => Promise<NetworkVoice>;
  readonly close: () => Promise<void>;
}

/** Somebody with an account, who speaks through their own program. */
export interface NetworkVoice {
  readonly did: string;
  readonly handle: string;
  readonly ask: (
    method: string,
    call: { params?: Record<string, string>; body?: object },
  ) => Promise<unknown>;
}

/** Bluesky's own servers as child processes, on ports and in a folder that go with them. */
export async function openNetwork(): Promise<OpenNetwork> {
  const folder = await mkdtemp(path.join(tmpdir(), "gaung-bluesky-"));
  await chmod(folder, 0o755);
  const database = await startEmbeddedPostgres(folder, { fsync: "off", synchronous_commit: "off" });
  const [redisPort, pdsPort, viewPort] = [await freePort(), await freePort(), await freePort()];
  const cache = spawn(
    redis,
    ["--port", `${redisPort}`, "--bind", "127.0.0.1", "--save", "", "--dir", folder],
    {
      stdio: "ignore",
    },
  );
  // Anything of 32 bytes: this network is forgotten with its folder.
  const key = "6f".repeat(32);
  const settings = { redisPort, pdsPort, viewPort, database: database.connectionString, key };
  const child = spawn(pdsNode, ["--input-type=module", "-e", program, JSON.stringify(settings)], {
    cwd: pdsFolder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async (): Promise<void> => {
    child.stdin.end();
    await ended;
    cache.kill();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith("READY ")) continue;
    const { address, directory } = places.parse(JSON.parse(line.slice("READY ".length)));
    const openAccount = (handle: string, password: string) => openVoice(address, handle, password);
    return { address, directory, openAccount, close };
  }
  await close();
  throw new Error("the network ended before it was ready");
}

const created = z.object({ did: z.string(), handle: z.string(), accessJwt: z.string() });

async function openVoice(address: string, handle: string, password: string): Promise<NetworkVoice> {
  const send = async (method: string, init: RequestInit, query = ""): Promise<unknown> => {
    const answer = await fetch(`${address}/xrpc/${method}${query}`, init);
    if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const json = { "content-type": "application/json" };
  const account = { handle, password, email: `${handle}@contoh.test` };
  const body = JSON.stringify(account);
  const { did, accessJwt } = created.parse(
    await send("com.atproto.server.createAccount", { method: "POST", headers: json, body }),
  );
  const authorization = `Bearer ${accessJwt}`;
  return {
    did,
    handle,
    ask: (method, { params, body: said }) =>
      said === undefined
        ? send(method, { headers: { authorization } }, `?${new URLSearchParams(params)}`)
        : send(method, {
            method: "POST",
            headers: { ...json, authorization },
            body: JSON.stringify(said),
          }),
  };
}
