import { serve } from "@hono/node-server";
import { openFakeNetwork, type RunningFakeNetwork } from "#connectors/fake/network/open-fake-network.ts";

export type ServedFakeNetwork = RunningFakeNetwork & {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  readonly stop: () => Promise<void>;
};

/** The practice network on a free port of its own, so that it is spoken to over HTTP like any other. */
export async function serveFakeNetwork(now: () => Date): Promise<ServedFakeNetwork> {
  const running = openFakeNetwork({ now, fetch });
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: running.app.fetch, hostname: "127.0.0.1", port: 0 }, (address) =>
    resolve(address.port),
  );
  return {
    ...running,
    address: `http://127.0.0.1:${await port}`,
    stop: async () => {
      running.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
