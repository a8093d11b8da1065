import { hkdfSync, randomUUID } from "node:crypto";
import { passkey } from "@better-auth/passkey";
import type { BetterAuthOptions } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Db } from "#platform/db/database.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { KeyRing, SecretKey } from "#platform/secrets/key-ring.ts";

export const authBasePath = "/api/auth";

/** Carries the address found by `clientAddress` to the library. Whatever a caller sends under this name is dropped. */
export const clientAddressHeader = "x-gaung-client-address";

/** Without `GAUNG_URL` a desk is reached on its own machine only; any port, because that may change. */
const loopbackHosts = ["localhost", "localhost:*", "127.0.0.1", "127.0.0.1:*", "[::1]", "[::1]:*"];

const day = 24 * 3600;

/**
 * The sign-in library's settings. Accounts are born by set-up, invitation or command line only, nothing is ever sent
 * out, and everything is kept in the schema `auth` of the desk's own database.
 * @param publicUrl the address people use; undefined on a desk that is used on its own machine
 */
export function authOptions(parts: { db: Db; log: Logger; keys: KeyRing; publicUrl: string | undefined }) {
  const { db, log, keys, publicUrl } = parts;
  const isHttps = publicUrl?.startsWith("https://") ?? false;
  return {
    appName: "Gaung",
    basePath: authBasePath,
    baseURL: publicUrl ?? {
      allowedHosts: loopbackHosts,
      protocol: "http" as const,
      fallback: "http://localhost",
    },
    secrets: [keys.current, ...keys.older].map(authSecret),
    database: { db, type: "postgres" as const, schemaName: "auth", transaction: true },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
    },
    user: { additionalFields: { locale: { type: "string" as const, required: false, input: false } } },
    session: { expiresIn: 14 * day, updateAge: day, freshAge: day },
    verification: { storeIdentifier: "hashed" as const },
    rateLimit: { enabled: true, storage: "database" as const, window: 10, max: 100, customRules: rateRules },
    advanced: {
      cookiePrefix: "gaung",
      useSecureCookies: isHttps,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" as const, secure: isHttps, path: "/" },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => randomUUID() },
      // Said aloud because the library relaxes them by itself when it believes to be under test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    logger: {
      log: (level, message, ...details) =>
        log[level === "error" ? "warn" : "debug"](
          { details: details.map(withoutCause) },
          `sign-in: ${message}`,
        ),
    },
    plugins: [
      twoFactor({ issuer: "Gaung", twoFactorCookieMaxAge: 600, trustDeviceMaxAge: 30 * day }),
      passkey({
        rpName: "Gaung",
        // Without a public URL the library takes both from the (loopback) address of the request.
        ...(publicUrl === undefined
          ? {}
          : { rpID: new URL(publicUrl).hostname, origin: new URL(publicUrl).origin }),
      }),
    ],
  } satisfies BetterAuthOptions;
}

/** Requests allowed in a row per address of origin; the count begins anew after a pause of `window` seconds. */
const rateRules = {
  "/sign-in/email": { window: 60, max: 10 },
  "/two-factor/*": { window: 60, max: 10 },
  "/change-password": { window: 60, max: 10 },
  "/passkey/verify-authentication": { window: 60, max: 20 },
  "/get-session": { window: 10, max: 200 },
};

/** A key of its own for sign-in, so that what is sealed elsewhere and what is signed here never share one. */
function authSecret({ id, bytes }: SecretKey): { version: number; value: string } {
  const derived = hkdfSync("sha256", bytes, "", "gaung sign-in v1", 32);
  return { version: Number.parseInt(id, 16), value: Buffer.from(derived).toString("base64url") };
}

/** The library hands whole requests over for its log; an error's own words are enough. */
const withoutCause = (detail: unknown): unknown => (detail instanceof Error ? detail.message : typeof detail);
