import { serve } from "@hono/node-server";
import { openFakeNetwork, type RunningFakeNetwork } from "./open-fake-network.ts";

export type ServedFakeNetwork = RunningFakeNetwork & {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  readonly stop: () => Promise<void>;
};

/**
 * Serves the practice network on loopback, so that it is spoken to over HTTP like any other.
 * @param place a free port and nowhere to keep anything by default
 * @throws when the port is taken
 */
export async function serveFakeNetwork(
  now: () => Date,
  place: { port?: number; file?: string } = {},
): Promise<ServedFakeNetwork> {
  const running = openFakeNetwork({ now, fetch, ...(place.file !== undefined && { file: place.file }) });
  const { promise: port, resolve, reject } = Promise.withResolvers<number>();
  const server = serve(
    { fetch: running.app.fetch, hostname: "127.0.0.1", port: place.port ?? 0 },
    (address) => resolve(address.port),
  );
  server.once("error", reject);
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
