import pino, { type Logger as PinoLogger } from "pino";

export type Logger = PinoLogger;

/** Makes the process's logger. Secrets never reach it: the usual carriers are removed by name. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: ["req.headers.authorization", "req.headers.cookie", "*.password", "*.token", "*.secret"],
      remove: true,
    },
  });
}
