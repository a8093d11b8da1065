import { z } from "zod";
import { noteNonce, proofOfPossession } from "#connectors/dpop/proof-of-possession.ts";
import { askTokenServer, grantedTokens } from "#connectors/dpop/token-server.ts";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { secretsOf } from "./bluesky-consent.ts";
import { consentSecrets } from "./connect-ways.ts";
import { readOr } from "./send-xrpc.ts";
import { XrpcRefusal } from "./xrpc-failure.ts";
import type { XrpcSession } from "./xrpc-session.ts";

/** Access by consent: tokens that are bound to a key, and renewed by the accounts' one worker only. */
export function consentSession(access: Access): XrpcSession {
  const secrets = readOr(consentSecrets, access.secrets, "wrong_secret");
  const { accessToken, refreshToken, scope: _scope, endsAt, ...held } = secrets;

  return {
    server: held.server,
    async sign(method, address) {
      // Nothing is said with a token that has ended: it is renewed before long, and the call is made then.
      if (new Date(endsAt) <= access.now())
        throw new ConnectorError({ kind: "retry" }, "access has ended and is not renewed yet");
      const call = { method, address, at: access.now(), accessToken };
      return { authorization: `DPoP ${accessToken}`, dpop: proofOfPossession(held.key, call) };
    },
    note: noteNonce,
    /** The server wants a newer nonce, and has just said which. */
    mend: async ({ cause }) => cause instanceof XrpcRefusal && cause.code === "use_dpop_nonce",
    did: async () => held.did,
    scopes: async () => secrets.scope.split(" "),
    keptUntil: () => new Date(endsAt),
    async refresh() {
      const form = { grant_type: "refresh_token", refresh_token: refreshToken };
      const tokens = await askTokenServer(access, held, held.tokenEndpoint, form, grantedTokens);
      const fresh = secretsOf(held, tokens, access.now());
      return { secrets: fresh, expiresAt: new Date(fresh.endsAt) };
    },
    /** RFC 7009: the whole consent ends with its refresh token. */
    async revoke() {
      if (held.revocationEndpoint === null) return;
      const form = { token: refreshToken, token_type_hint: "refresh_token" };
      await askTokenServer(access, held, held.revocationEndpoint, form, z.unknown());
    },
  };
}
