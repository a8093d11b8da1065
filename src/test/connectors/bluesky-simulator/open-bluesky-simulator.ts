import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { consentRoutes } from "./consent-routes.ts";
import { checkAnswer, complaintOf, readParams } from "./lexicon-check.ts";
import { Refusal } from "./simulated-call.ts";
import { type SimulatedConsent, simulateConsent } from "./simulated-consent.ts";
import { answers } from "./simulated-methods.ts";
import { type SimulatedAccount, type SimulatedNetwork, simulateNetwork } from "./simulated-network.ts";
import { verifyProof } from "./verify-proof.ts";

export interface BlueskySimulator {
  readonly network: SimulatedNetwork;
  /** How people agreed to programs. */
  readonly consent: SimulatedConsent;
  readonly address: string;
  /** The two tokens of a new session, as `createSession` gives them. */
  readonly session: (account: SimulatedAccount) => { accessJwt: string; refreshJwt: string };
  readonly close: () => Promise<void>;
}

const sessionSeconds = 7_200;

/** A server of the AT Protocol with Bluesky's view of the network behind it, on a port of its own. */
export async function openBlueskySimulator(now: () => Date): Promise<BlueskySimulator> {
  const network = simulateNetwork(now);
  const app = new Hono();
  const consent = simulateConsent();
  app.route("/", consentRoutes(network, consent));
  app.all("/xrpc/:method", (c) => answerCall(network, consent, c));
  // What a real server would never answer: a fault of the simulator, said so that the test names it.
  app.onError((error, c) => c.json({ error: "SimulatorFault", message: error.message }, 500));
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => resolve(port));
  return {
    network,
    consent,
    address: `http://127.0.0.1:${await promise}`,
    session: (account) => openSession(network, account),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** Tokens whose claims can be read like those of a real server; nobody forges them here. */
function openSession(network: SimulatedNetwork, account: SimulatedAccount) {
  network.serial += 1;
  account.refreshToken = tokenOf(network, account, "com.atproto.refresh");
  return { accessJwt: tokenOf(network, account, account.accessScope), refreshJwt: account.refreshToken };
}

function tokenOf(network: SimulatedNetwork, account: SimulatedAccount, scope: string): string {
  const exp = Math.floor(network.now().getTime() / 1_000) + sessionSeconds;
  const claims = { sub: account.did, scope, exp, jti: `${network.serial}` };
  return ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "tanda"].join(".");
}

async function answerCall(
  network: SimulatedNetwork,
  consent: SimulatedConsent,
  c: Context,
): Promise<Response> {
  const method = c.req.param("method") ?? "";
  network.calls.push(method);
  const [trouble] = network.mishaps.splice(0, 1);
  if (trouble?.kind === "too_many") {
    if (trouble.retryAfterSeconds !== null) c.header("retry-after", String(trouble.retryAfterSeconds));
    return c.json({ error: "RateLimitExceeded", message: "Rate Limit Exceeded" }, 429);
  }
  if (trouble?.kind === "server_error")
    return c.json({ error: "InternalServerError", message: "Internal Server Error" }, 500);
  if (trouble?.kind === "html") return c.html("<!doctype html><title>Perawatan</title>");
  try {
    const bearer = bearerOf(network, consent, c);
    const answer = await answerOf(network, c, method, bearer);
    return trouble?.kind === "answer_lost" ? c.body('{"uri":', 200) : c.json(answer);
  } catch (error) {
    if (error instanceof Refusal && error.code === "use_dpop_nonce")
      c.header("www-authenticate", 'DPoP error="use_dpop_nonce"');
    if (error instanceof Refusal) return c.json({ error: error.code, message: error.message }, error.status);
    throw error;
  }
}

/** Whose call it is: a token of a session, or one of a consent with the proof that its key is at hand. */
function bearerOf(network: SimulatedNetwork, consent: SimulatedConsent, c: Context): string | null {
  const [, scheme, token = ""] = /^(Bearer|DPoP) (\S+)$/.exec(c.req.header("authorization") ?? "") ?? [];
  if (scheme !== "DPoP") return scheme === undefined ? null : token;
  c.header("dpop-nonce", consent.nonce);
  const proof = verifyProof(c.req.header("dpop") ?? "", {
    ...{ method: c.req.method, address: new URL(c.req.url), now: network.now() },
    ...{ nonce: consent.nonce, seen: consent.seen, accessToken: token },
  });
  if ("error" in proof) throw new Refusal(401, proof.error, "DPoP");
  const grant = consent.grants.find(({ accessToken }) => accessToken === token);
  const isGood =
    grant && !grant.isRevoked && grant.jkt === proof.jkt && grant.endsAt > network.now().getTime();
  if (!isGood) throw new Refusal(401, "invalid_token", "Token is invalid");
  return tokenOf(network, grant.account, grant.scope);
}

async function answerOf(
  network: SimulatedNetwork,
  c: Context,
  method: string,
  bearer: string | null,
): Promise<object> {
  const answer = answers.get(method);
  if (!answer) throw new Refusal(501, "MethodNotImplemented", method);
  const isQuery = c.req.method === "GET";
  const isJson = c.req.header("content-type")?.startsWith("application/json") ?? false;
  const params = isQuery ? readParams(method, new URL(c.req.url).searchParams) : {};
  const bytes = isQuery ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer());
  const body: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
  const complaint = isQuery
    ? complaintOf(method, "params", params)
    : isJson
      ? complaintOf(method, "input", body)
      : null;
  if (complaint !== null) throw new Refusal(400, "InvalidRequest", complaint);
  const call = {
    network,
    params,
    body,
    file: { bytes, mediaType: c.req.header("content-type") ?? "" },
    bearer,
    proxied: c.req.header("atproto-proxy") ?? null,
    openSession: (account: SimulatedAccount) => openSession(network, account),
  };
  const said = await answer(call);
  checkAnswer(method, said);
  return said;
}
