import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { z } from "zod";
import { type FakeNetwork, postByMark } from "#connectors/fake/network/fake-state.ts";
import { openFakeNetwork } from "#connectors/fake/network/open-fake-network.ts";

export type WatchedNetwork = {
  readonly network: FakeNetwork;
  /** `host:port` on loopback. */
  readonly host: string;
  /** Calls that asked to say what stood already. */
  readonly askedAgain: number;
  /** When each call arrived that asked to say something, by `performance.now()`. */
  readonly saidAt: readonly number[];
  /** Answers that went wrong, by kind. */
  readonly troubles: Readonly<Record<string, number>>;
  /** Resolves once no call is being worked on. */
  rest(): Promise<void>;
  stop(): Promise<void>;
};

const said = z.object({ mark: z.string() });

/** The practice network, watched: what it is asked for, and whether it is at rest. Some answers take long enough for a kill. */
export async function serveWatchedNetwork(now: () => Date, random: () => number): Promise<WatchedNetwork> {
  const running = openFakeNetwork({ now, fetch });
  const troubles: Record<string, number> = { answersLost: 0, refused429: 0, failed: 0 };
  const count = (kind: string): void => {
    troubles[kind] = (troubles[kind] ?? 0) + 1;
  };
  const saidAt: number[] = [];
  let underWay = 0;
  let askedAgain = 0;
  const answer = async (request: Request): Promise<Response> => {
    underWay += 1;
    try {
      const isSaying = request.method === "POST" && new URL(request.url).pathname === "/api/posts";
      if (isSaying) saidAt.push(performance.now());
      const body = isSaying ? said.safeParse(await request.clone().json()).data : undefined;
      const stood = running.network.accounts.some(
        ({ id }) => body && postByMark(running.network, id, body.mark) !== undefined,
      );
      const response = await running.app.fetch(request);
      if (stood && response.status === 201) askedAgain += 1;
      if (response.status === 429) count("refused429");
      if (response.status >= 500) count("failed");
      if (isSaying && response.status === 200) count("answersLost");
      if (random() < 0.3) await pause(60);
      return response;
    } finally {
      underWay -= 1;
    }
  };
  const { promise: host, resolve } = Promise.withResolvers<string>();
  const server = serve({ fetch: answer, hostname: "127.0.0.1", port: 0 }, (address: AddressInfo) =>
    resolve(`127.0.0.1:${address.port}`),
  );
  return {
    network: running.network,
    host: await host,
    get askedAgain() {
      return askedAgain;
    },
    saidAt,
    troubles,
    async rest() {
      do await pause(20);
      while (underWay > 0);
    },
    async stop() {
      running.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
