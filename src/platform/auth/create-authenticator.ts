import { betterAuth } from "better-auth";
import ipaddr from "ipaddr.js";
import type { Db } from "#platform/db/database.ts";
import type { ProblemReader } from "#platform/http/problem.ts";
import type { Principal } from "#platform/http/request-context.ts";
import { proveApiKey } from "#platform/keys/prove-api-key.ts";
import { announceAccessChange } from "#platform/live/live-hub.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { listMemberships } from "#platform/workspaces/membership-store.ts";
import { locale } from "#shared/ids.ts";
import { authBasePath, authOptions, clientAddressHeader } from "./auth-options.ts";
import { authProblem, problemResponse } from "./auth-problem.ts";
import { clientAddress } from "./client-address.ts";
import { recordAccountChange } from "./record-account-change.ts";

export type AuthenticatorParts = {
  db: Db;
  log: Logger;
  /** The desk's keys; sign-in derives its own from them. */
  keys: KeyRing;
  /** The address people use (`GAUNG_URL`); undefined on a desk that is used on its own machine. */
  publicUrl: string | undefined;
  now: () => Date;
};

/** Who asks, as the web server knows it: how to talk to them, and the other end of the connection. */
export type AuthCaller = { reader: ProblemReader; peer: string | null };

export type Authenticator = {
  /** Answers a request under /api/auth/. Never throws for a refusal: that is a problem body. */
  handle(request: Request, caller: AuthCaller): Promise<Response>;
  /** Proves who a request comes from by API key or session cookie; null for nobody. A wrong key is nobody. */
  principalOf(headers: Headers): Promise<Principal | null>;
  /** Lengthens a session in use (once a day). @returns the `Set-Cookie` values to send along */
  refreshSession(headers: Headers): Promise<string[]>;
};

/** What is served of the library. It can do more (sign-up, changing the e-mail address): that stays shut. */
const servedPaths = new Set([
  "/sign-in/email",
  "/sign-out",
  "/get-session",
  "/list-sessions",
  "/revoke-session",
  "/revoke-sessions",
  "/revoke-other-sessions",
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
  "/two-factor/get-totp-uri",
  "/passkey/generate-register-options",
  "/passkey/verify-registration",
  "/passkey/generate-authenticate-options",
  "/passkey/verify-authentication",
  "/passkey/list-user-passkeys",
  "/passkey/update-passkey",
  "/passkey/delete-passkey",
]);

/** Addresses under which sessions end. */
const sessionEnds = new Set([
  "/sign-out",
  "/revoke-session",
  "/revoke-sessions",
  "/revoke-other-sessions",
  "/change-password",
]);

/** Opens the sign-in of a desk on its database. Nothing is sent to anybody. */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { db, log, publicUrl, now } = parts;
  const auth = betterAuth(authOptions(parts));

  async function userOf(headers: Headers): Promise<Principal | null> {
    if (!headers.get("cookie")?.includes("gaung.session_token")) return null;
    // Refreshing is left to `refreshSession`, which can hand the new cookie over.
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    if (!found) return null;
    const { id, name, email, twoFactorEnabled, locale: language } = found.user;
    return {
      kind: "user",
      userId: id,
      sessionId: found.session.id,
      name,
      email,
      locale: locale.catch("id").parse(language),
      hasTwoFactor: twoFactorEnabled === true,
    };
  }

  /** Screens that were open under a session that has ended are closed. Should it fail, they end at their next heartbeat. */
  async function endStreams(userId: string): Promise<void> {
    try {
      const memberships = await listMemberships(db, userId);
      const workspaceIds = memberships.map(({ workspaceId }) => workspaceId);
      await announceAccessChange(db, workspaceIds);
    } catch (error) {
      log.warn({ err: error, userId }, "open streams not told of a sign-out");
    }
  }

  return {
    async handle(request, { reader, peer }) {
      const { pathname, hostname } = new URL(request.url);
      const path = pathname.slice(authBasePath.length);
      if (!servedPaths.has(path)) return problemResponse(404, "NOT_FOUND", reader);
      // WebAuthn binds a passkey to a name; browsers refuse addresses made of numbers (WebAuthn Level 3 §5.1.3).
      const name = publicUrl === undefined ? hostname : new URL(publicUrl).hostname;
      if (path.startsWith("/passkey/generate-") && ipaddr.isValid(name.replace(/^\[|\]$/g, "")))
        return problemResponse(400, "PASSKEY_NEEDS_NAME", reader);
      const headers = new Headers(request.headers);
      headers.delete(clientAddressHeader);
      const address = clientAddress(peer, headers.get("x-forwarded-for"), publicUrl !== undefined);
      if (address !== null) headers.set(clientAddressHeader, address);
      const before = request.method === "POST" ? await userOf(headers) : null;
      const response = await auth.handler(new Request(request, { headers }));
      response.headers.set("cache-control", "no-store");
      if (response.status >= 400) return authProblem(response, reader);
      if (before?.kind === "user") {
        await recordAccountChange(db, path, before, now()).catch((error: unknown) =>
          log.error({ err: error, path, userId: before.userId }, "account change not recorded"),
        );
        if (sessionEnds.has(path)) await endStreams(before.userId);
      }
      return response;
    },
    async principalOf(headers) {
      const key =
        headers.get("x-api-key") ?? /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
      if (key !== undefined) return proveApiKey(db, key, now());
      return userOf(headers);
    },
    async refreshSession(headers) {
      if (!headers.get("cookie")?.includes("gaung.session_token")) return [];
      const { headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
      return answered.getSetCookie();
    },
  };
}
