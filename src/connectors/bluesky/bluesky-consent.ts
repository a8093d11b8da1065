import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { makeSigningKey, signingKey, thumbprintOf } from "#connectors/dpop/signing-key.ts";
import {
  askTokenServer,
  type GrantedTokens,
  grantedTokens,
  type ProgramIdentity,
  programIdentity,
} from "#connectors/dpop/token-server.ts";
import type { ConsentDesk, ConsentPort } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { type ConsentSecrets, consentScope, consentSettings } from "./connect-ways.ts";
import { findAccount } from "./find-account.ts";

const pushedRequest = z.object({ request_uri: z.string().min(1).max(2_000) });

/** What the second step needs of the first. */
const kept = z.object({
  verifier: z.string(),
  redirect: z.string(),
  program: programIdentity,
  key: signingKey,
  did: z.string(),
  server: z.string(),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.string().nullable(),
});

const refuse = (said: string): ConnectorError =>
  new ConnectorError({ kind: "reconnect", cause: "revoked" }, said);

/** Consent on the page of the account's own server, as https://atproto.com/specs/oauth has it. */
export const blueskyConsent: ConsentPort = {
  async begin(access, { callback, state, desk }) {
    const { program, redirect } = await programOf(desk, callback);
    const settings = consentSettings.parse(access.settings);
    const { requestEndpoint, consentPage, ...found } = await findAccount(access, settings);
    const key = makeSigningKey();
    const verifier = randomBytes(32).toString("base64url");
    const server = { issuer: found.issuer, program, key };
    const form = {
      response_type: "code",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      redirect_uri: redirect,
      scope: consentScope,
      state,
      login_hint: settings.identifier.replace(/^@/, ""),
    };
    const { request_uri } = await askTokenServer(access, server, requestEndpoint, form, pushedRequest);
    const url = new URL(consentPage);
    url.search = new URLSearchParams({ client_id: program.id, request_uri }).toString();
    return { url: url.href, keep: { ...found, verifier, redirect, program, key } };
  },

  async finish(access, { parameters, keep }) {
    const known = kept.safeParse(keep);
    const code = parameters["code"] ?? "";
    if (code === "" || !known.success) throw refuse(parameters["error"] ?? "no code");
    const { verifier, redirect, ...held } = known.data;
    // RFC 9207: a code of one server must not be carried to another.
    if (parameters["iss"] !== held.issuer) throw refuse(`another server answered: ${parameters["iss"]}`);
    const form = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirect };
    // A code is for one use: when the answer is lost, the person agrees once more.
    const tokens = await askTokenServer(access, held, held.tokenEndpoint, form, grantedTokens);
    const secrets = secretsOf(held, tokens, access.now());
    return { secrets, expiresAt: new Date(secrets.endsAt) };
  },

  describe: ({ id, home, callback, key }) => ({
    client_id: id,
    client_name: "Gaung",
    client_uri: home,
    redirect_uris: [callback],
    scope: consentScope,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    application_type: "web",
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: "ES256",
    dpop_bound_access_tokens: true,
    jwks: { keys: [{ ...key, kid: thumbprintOf(key), alg: "ES256", use: "sig" }] },
  }),
};

/**
 * What is kept of tokens that were given out.
 * @throws ConnectorError where they are for somebody else than the account that was asked for, or for too little
 */
export function secretsOf(
  held: Omit<ConsentSecrets, "accessToken" | "refreshToken" | "scope" | "endsAt">,
  tokens: GrantedTokens,
  now: Date,
): ConsentSecrets {
  if (tokens.sub !== held.did) throw refuse(`${tokens.sub} agreed, and ${held.did} was asked`);
  const scopes = tokens.scope.split(" ");
  if (!["atproto", "transition:generic"].every((scope) => scopes.includes(scope)))
    throw new ConnectorError({ kind: "reconnect", cause: "missing_scope" }, `granted: ${tokens.scope}`);
  return {
    ...held,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    scope: tokens.scope,
    endsAt: new Date(now.getTime() + tokens.expires_in * 1_000).toISOString(),
  };
}

/** By its public document where it has one; on the person's own machine as the program without a name that servers allow there. */
async function programOf(
  { document, loopback, key }: ConsentDesk,
  callback: string,
): Promise<{ program: ProgramIdentity; redirect: string }> {
  if (document !== null) return { program: { id: document, key: await key() }, redirect: callback };
  if (loopback === null)
    throw new ConnectorError({ kind: "rejected", reason: "settings" }, "no network reaches this desk");
  const query = new URLSearchParams({ redirect_uri: loopback, scope: consentScope });
  return { program: { id: `http://localhost?${query}`, key: null }, redirect: loopback };
}
