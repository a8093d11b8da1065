import { type ServerType, serve } from "@hono/node-server";
import { ClearError } from "#shared/clear-error.ts";

export type RunningServer = { port: number; close(): Promise<void> };

/**
 * Binds the web server.
 * @throws ClearError when the port is taken or may not be used
 */
export function startServer(
  fetch: (request: Request) => Response | Promise<Response>,
  host: string,
  port: number,
): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch, hostname: host, port }, (address) =>
      resolve({ port: address.port, close: () => close(server) }),
    );
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        reject(
          new ClearError(
            `Port ${port} is already in use. Stop what uses it, or choose another with GAUNG_PORT.`,
            error,
          ),
        );
      else if (error.code === "EACCES")
        reject(
          new ClearError(
            `Port ${port} may not be used by this user. Choose one above 1023 with GAUNG_PORT.`,
            error,
          ),
        );
      else if (error.code === "EADDRNOTAVAIL")
        reject(new ClearError(`This machine has no address ${host}. Mend GAUNG_HOST.`, error));
      else reject(error);
    });
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Live streams stay open for ever: end them rather than wait.
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
