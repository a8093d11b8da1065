import { expect } from "vitest";
import { type FakeAccount, openAccount } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { createNetworkFetch, type NetworkFetch } from "#platform/fetch/network-fetch.ts";
import { createLogger, type Logger } from "#platform/log/logger.ts";
import { type KeyRing, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { type Caller, type TestDesk, testDesk } from "./desk.ts";

/** What a worker of the accounts module is made of. */
export interface WorkerParts {
  readonly db: TestDesk["desk"]["db"];
  readonly keys: KeyRing;
  readonly network: NetworkFetch;
  readonly now: () => Date;
  readonly stopping: AbortSignal;
  readonly dataDir: string;
  readonly log: Logger;
}

/** A desk beside a practice network, with a clock that the test moves, and nothing that works by itself. */
export interface PracticeOffice {
  readonly run: TestDesk;
  readonly fake: ServedFakeNetwork;
  readonly admin: Caller;
  /** Of a worker; more of them may be made with other clocks or ways out. */
  readonly parts: WorkerParts;
  /** Lets time pass, for the desk's workers and the network alike. */
  pass(ms: number): void;
  /** Connects an account that is opened on the practice network for it. */
  connect(handle: string): Promise<{ accountId: string; there: FakeAccount }>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param others further hosts on this machine (`127.0.0.1:port`) that the desk may speak with */
export async function openPracticeOffice(
  begin: Date,
  others: readonly string[] = [],
): Promise<PracticeOffice> {
  let time = begin;
  const fake = await serveFakeNetwork(() => time);
  const { host } = new URL(fake.address);
  const allowed = [host, ...others];
  const run = await testDesk(begin, { GAUNG_ALLOWED_PRIVATE_HOSTS: allowed.join(",") });
  const admin = await run.signIn("admin");
  const network = createNetworkFetch({ userAgent: "Gaung/test", allowedPrivateHosts: allowed });
  return {
    run,
    fake,
    admin,
    parts: {
      db: run.desk.db,
      keys: await loadOrCreateKey(run.dataDir),
      network,
      now: () => time,
      stopping: new AbortController().signal,
      dataDir: run.dataDir,
      log: createLogger("silent"),
    },
    pass(ms) {
      time = new Date(time.getTime() + ms);
    },
    async connect(handle) {
      const there = openAccount(fake.network, handle, handle);
      const answer = await admin.call("POST", "/accounts", {
        network: "fake",
        way: "token",
        settings: { server: fake.address },
        secrets: { token: there.token },
      });
      expect(answer.status).toBe(201);
      const { id: accountId } = (await answer.json()) as { id: string };
      return { accountId, there };
    },
    async [Symbol.asyncDispose]() {
      await network.close();
      await run[Symbol.asyncDispose]();
      await fake.stop();
    },
  };
}
