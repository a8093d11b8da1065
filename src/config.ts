import path from "node:path";
import { z } from "zod";
import { ClearError } from "#shared/clear-error.ts";

/**
 * Every setting a desk can be given through the environment. All have a default that works, so that a bare machine
 * needs none. `.env.example` lists the same names; a check compares the two.
 */
const settings = {
  GAUNG_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address to listen on. Use 0.0.0.0 behind a reverse proxy."),
  GAUNG_PORT: z.coerce.number().int().min(0).max(65535).default(7300).describe("Port to listen on."),
  GAUNG_URL: z.url().optional().describe("The address people use, when a proxy stands in front."),
  GAUNG_DATA_DIR: z
    .string()
    .default("data/local")
    .describe("Where the embedded database, files and keys are kept."),
  DATABASE_URL: z.string().optional().describe("Your own PostgreSQL. Without it an embedded one is started."),
  GAUNG_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe("Key for secrets at rest, 32 characters or more. Without it a key file is made."),
  ROLE: z
    .enum(["all", "web", "worker"])
    .default("all")
    .describe("all = one process does everything; web and worker split it (needs DATABASE_URL)."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("How much is logged."),
  SMTP_URL: z
    .string()
    .optional()
    .describe(
      "smtp://user:password@host:587 for outgoing mail. Without it mail is kept in a preview folder.",
    ),
  MAIL_FROM: z.string().default("Gaung <gaung@localhost>").describe("Sender of outgoing mail."),
  GAUNG_ALLOWED_PRIVATE_HOSTS: z
    .string()
    .default("")
    .describe("Comma-separated host:port pairs on your own network that sources may be read from."),
  GAUNG_CONTACT: z
    .string()
    .default("")
    .describe("Contact address given to the sites that are read, in the user agent."),
} as const;

export type Config = {
  host: string;
  port: number;
  /** Undefined: derived from host and port once the server listens. */
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  secret: string | undefined;
  role: "all" | "web" | "worker";
  logLevel: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  allowedPrivateHosts: readonly string[];
  contact: string;
};

/** A setting that cannot be used, in one sentence for the terminal. */
export class ConfigError extends ClearError {}

/**
 * Reads the settings from an environment. Empty values count as absent.
 * @throws ConfigError naming the setting and what is wrong with it.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in settings && value !== undefined && value !== ""),
  );
  const parsed = z.object(settings).safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join(".") ?? "A setting"}: ${issue?.message ?? "is not usable"}`);
  }
  const value = parsed.data;
  if (value.ROLE !== "all" && value.DATABASE_URL === undefined)
    throw new ConfigError(
      `ROLE=${value.ROLE} needs DATABASE_URL: an embedded database serves one process only`,
    );
  return {
    host: value.GAUNG_HOST,
    port: value.GAUNG_PORT,
    publicUrl: value.GAUNG_URL?.replace(/\/$/, ""),
    dataDir: path.resolve(value.GAUNG_DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    secret: value.GAUNG_SECRET,
    role: value.ROLE,
    logLevel: value.LOG_LEVEL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    allowedPrivateHosts: value.GAUNG_ALLOWED_PRIVATE_HOSTS.split(",")
      .map((host) => host.trim())
      .filter((host) => host !== ""),
    contact: value.GAUNG_CONTACT,
  };
}
