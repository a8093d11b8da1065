import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { thumbprintOf } from "#connectors/dpop/signing-key.ts";
import type { SimulatedAccount, SimulatedNetwork } from "./simulated-network.ts";
import { readSigned } from "./verify-proof.ts";

/** What a program asked for before it sent a person to the consent page. */
interface PushedRequest {
  readonly clientId: string;
  readonly redirect: string;
  readonly state: string;
  readonly scope: string;
  readonly challenge: string;
  readonly jkt: string;
}

interface Grant {
  readonly account: SimulatedAccount;
  readonly clientId: string;
  readonly scope: string;
  readonly jkt: string;
  accessToken: string;
  refreshToken: string;
  /** Instant in milliseconds. */
  endsAt: number;
  isRevoked: boolean;
  /** Refresh tokens that were used. */
  readonly former: string[];
}

/** An authorization server of the AT Protocol: plain data, and what it is asked. */
export interface SimulatedConsent {
  readonly requests: Map<string, PushedRequest>;
  readonly codes: Map<string, PushedRequest & { account: SimulatedAccount }>;
  readonly grants: Grant[];
  /** What programs say of themselves at their own addresses; nothing is fetched here. */
  readonly programs: Map<string, unknown>;
  /** Proofs and assertions that were used. */
  readonly seen: Set<string>;
  nonce: string;
  /** Another name than its own, as a server that would steal a code gives. */
  falseIssuer?: string | undefined;
  /** Scopes that people take away on the consent page. */
  readonly withheld: Set<string>;
}

const accessSeconds = 3_600;

/** A no of the authorization server, as OAuth writes it (RFC 6749 §5.2). */
export class ConsentRefusal extends Error {
  readonly code: string;

  constructor(code: string, said: string) {
    super(said);
    this.code = code;
  }
}

export const simulateConsent = (): SimulatedConsent => ({
  requests: new Map(),
  codes: new Map(),
  grants: [],
  programs: new Map(),
  seen: new Set(),
  nonce: "nonce-1",
  withheld: new Set(),
});

const key = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
});
const document = z.object({
  client_id: z.string(),
  redirect_uris: z.array(z.string()),
  scope: z.string(),
  token_endpoint_auth_method: z.literal("private_key_jwt"),
  dpop_bound_access_tokens: z.literal(true),
  jwks: z.object({ keys: z.array(key).min(1) }),
});

/** Who asks: a program by its document and its signature, or one without a name on the person's own machine. */
export function checkProgram(
  consent: SimulatedConsent,
  form: Readonly<Record<string, string>>,
  issuer: string,
): { redirects: readonly string[]; scope: string } {
  const id = form["client_id"] ?? "";
  if (id.startsWith("http://localhost?")) {
    const asked = new URL(id).searchParams;
    const redirects = asked.getAll("redirect_uri");
    if (!redirects.every((one) => /^http:\/\/(127\.0\.0\.1|\[::1\])[:/]/.test(one)))
      throw new ConsentRefusal("invalid_client_metadata", "a loopback address is a number");
    return { redirects, scope: asked.get("scope") ?? "atproto" };
  }
  const { data } = document.safeParse(consent.programs.get(id));
  if (data?.client_id !== id) throw new ConsentRefusal("invalid_client", "no document stands there");
  try {
    const [{ kid, ...publicKey }] = data.jwks.keys as [z.infer<typeof key>];
    if (kid !== thumbprintOf(publicKey)) throw new Error("the key has another name");
    const claims = readSigned(form["client_assertion"] ?? "", publicKey);
    const jti = String(claims["jti"]);
    if (claims["iss"] !== id || claims["sub"] !== id || claims["aud"] !== issuer || consent.seen.has(jti))
      throw new Error("the assertion is for something else");
    consent.seen.add(jti);
  } catch (error) {
    throw new ConsentRefusal("invalid_client", String(error));
  }
  return { redirects: data.redirect_uris, scope: data.scope };
}

export function pushRequest(
  consent: SimulatedConsent,
  form: Readonly<Record<string, string>>,
  jkt: string,
  issuer: string,
): { request_uri: string; expires_in: number } {
  const { redirects, scope } = checkProgram(consent, form, issuer);
  const asked = (form["scope"] ?? "").split(" ");
  if (!redirects.includes(form["redirect_uri"] ?? ""))
    throw new ConsentRefusal("invalid_request", "another address to come back to");
  if (!asked.includes("atproto") || !asked.every((one) => scope.split(" ").includes(one)))
    throw new ConsentRefusal("invalid_scope", "more than the document names");
  if (form["code_challenge_method"] !== "S256") throw new ConsentRefusal("invalid_request", "PKCE");
  const uri = `urn:ietf:params:oauth:request_uri:req-${randomBytes(12).toString("hex")}`;
  consent.requests.set(uri, {
    clientId: form["client_id"] ?? "",
    redirect: form["redirect_uri"] ?? "",
    state: form["state"] ?? "",
    scope: form["scope"] ?? "",
    challenge: form["code_challenge"] ?? "",
    jkt,
  });
  return { request_uri: uri, expires_in: 300 };
}

/** A person's word on the consent page. @returns where they are sent back to */
export function decide(
  consent: SimulatedConsent,
  uri: string,
  account: SimulatedAccount | null,
  issuer: string,
): string {
  const request = consent.requests.get(uri);
  if (!request) throw new ConsentRefusal("invalid_request", "nobody asked for this");
  consent.requests.delete(uri);
  const back = new URL(request.redirect);
  back.searchParams.set("state", request.state);
  back.searchParams.set("iss", consent.falseIssuer ?? issuer);
  if (account === null) back.searchParams.set("error", "access_denied");
  else {
    const code = `cod-${randomBytes(12).toString("hex")}`;
    const scope = request.scope
      .split(" ")
      .filter((one) => !consent.withheld.has(one))
      .join(" ");
    consent.codes.set(code, { ...request, scope, account });
    back.searchParams.set("code", code);
  }
  return back.href;
}

/** Tokens for a code or for a refresh token; each is good once. */
export function giveTokens(
  network: SimulatedNetwork,
  consent: SimulatedConsent,
  form: Readonly<Record<string, string>>,
  jkt: string,
  issuer: string,
): object {
  checkProgram(consent, form, issuer);
  const grant =
    form["grant_type"] === "refresh_token" ? renewed(consent, form, jkt) : begun(consent, form, jkt);
  grant.accessToken = `akses-${randomBytes(12).toString("hex")}`;
  grant.refreshToken = `segar-${randomBytes(12).toString("hex")}`;
  grant.endsAt = network.now().getTime() + accessSeconds * 1_000;
  return {
    access_token: grant.accessToken,
    token_type: "DPoP",
    refresh_token: grant.refreshToken,
    scope: grant.scope,
    sub: grant.account.did,
    expires_in: accessSeconds,
  };
}

function begun(consent: SimulatedConsent, form: Readonly<Record<string, string>>, jkt: string): Grant {
  const code = form["code"] ?? "";
  const asked = consent.codes.get(code);
  consent.codes.delete(code);
  const challenge = createHash("sha256")
    .update(form["code_verifier"] ?? "")
    .digest("base64url");
  if (!asked || asked.challenge !== challenge || asked.jkt !== jkt || asked.redirect !== form["redirect_uri"])
    throw new ConsentRefusal("invalid_grant", "this code is good for nothing");
  const { account, clientId, scope } = asked;
  const grant: Grant = {
    ...{ account, clientId, scope, jkt },
    ...{ accessToken: "", refreshToken: "", endsAt: 0, isRevoked: false, former: [] },
  };
  consent.grants.push(grant);
  return grant;
}

/** A refresh token that comes twice was stolen by one of two: both lose it. */
function renewed(consent: SimulatedConsent, form: Readonly<Record<string, string>>, jkt: string): Grant {
  const token = form["refresh_token"] ?? "";
  const grant = consent.grants.find((one) => one.refreshToken === token || one.former.includes(token));
  if (grant?.former.includes(token)) grant.isRevoked = true;
  if (!grant || grant.isRevoked || grant.jkt !== jkt || grant.clientId !== form["client_id"])
    throw new ConsentRefusal("invalid_grant", "Refresh token replayed or revoked");
  grant.former.push(token);
  return grant;
}
