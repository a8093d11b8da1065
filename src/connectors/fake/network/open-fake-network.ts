import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { addControlPage } from "./control-page.ts";
import { fakeApi } from "./fake-api.ts";
import type { FakeApi } from "./fake-parts.ts";
import { emptyNetwork, type FakeNetwork, type FakeNotice } from "./fake-state.ts";
import { sendWebhooks } from "./send-webhooks.ts";

export interface FakeNetworkOptions {
  readonly now: () => Date;
  /** Where the network is kept between two runs; nowhere by default. */
  readonly file?: string;
  /** Calls out for webhooks. */
  readonly fetch: typeof globalThis.fetch;
}

export interface RunningFakeNetwork {
  readonly app: FakeApi;
  readonly network: FakeNetwork;
  /** Waits for the webhooks that are on their way. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

/** Opens the practice network: a web application to be served anywhere, and what it knows. */
export function openFakeNetwork({ now, file, fetch }: FakeNetworkOptions): RunningFakeNetwork {
  const network = file === undefined ? emptyNetwork() : readNetwork(file);
  const waiting = new Set<() => void>();
  const underWay = new Set<Promise<void>>();
  const wakeAll = (): void => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const parts = {
    network,
    now,
    pause: async (ms: number): Promise<void> => {
      await pause(ms);
    },
    changed(notices: readonly FakeNotice[]): void {
      if (file !== undefined) writeNetwork(file, network);
      const sending = sendWebhooks({ network, notices, fetch, now });
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
      wakeAll();
    },
    nextChange: (signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = (): void => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener("abort", wake, { once: true });
      }),
  };
  const app = fakeApi(parts);
  addControlPage(app, parts);
  return {
    app,
    network,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: wakeAll,
  };
}

function readNetwork(file: string): FakeNetwork {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return emptyNetwork();
    throw error;
  }
}

/** Whole or not at all, so that a kill in mid-write costs nothing. */
function writeNetwork(file: string, network: FakeNetwork): void {
  writeFileSync(`${file}.new`, JSON.stringify(network));
  renameSync(`${file}.new`, file);
}
