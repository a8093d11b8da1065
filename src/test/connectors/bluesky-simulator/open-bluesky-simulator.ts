import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { checkAnswer, complaintOf, readParams } from "./lexicon-check.ts";
import { answers, Refusal } from "./simulated-methods.ts";
import { type SimulatedAccount, type SimulatedNetwork, simulateNetwork } from "./simulated-network.ts";

export interface BlueskySimulator {
  readonly network: SimulatedNetwork;
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
  app.all("/xrpc/:method", (c) => answerCall(network, c));
  // What a real server would never answer: a fault of the simulator, said so that the test names it.
  app.onError((error, c) => c.json({ error: "SimulatorFault", message: error.message }, 500));
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => resolve(port));
  return {
    network,
    address: `http://127.0.0.1:${await promise}`,
    session: (account) => openSession(network, account),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** Tokens whose claims can be read like those of a real server; nobody forges them here. */
function openSession(network: SimulatedNetwork, account: SimulatedAccount) {
  network.serial += 1;
  const seconds = Math.floor(network.now().getTime() / 1_000) + sessionSeconds;
  const tokenFor = (scope: string): string => {
    const claims = { sub: account.did, scope, exp: seconds, jti: `${network.serial}` };
    return ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "tanda"].join(".");
  };
  account.refreshToken = tokenFor("refresh");
  return { accessJwt: tokenFor("access"), refreshJwt: account.refreshToken };
}

async function answerCall(network: SimulatedNetwork, c: Context): Promise<Response> {
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
    const answer = await answerOf(network, c, method);
    return trouble?.kind === "answer_lost" ? c.body('{"uri":', 200) : c.json(answer);
  } catch (error) {
    if (error instanceof Refusal) return c.json({ error: error.code, message: error.message }, error.status);
    throw error;
  }
}

async function answerOf(network: SimulatedNetwork, c: Context, method: string): Promise<object> {
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
    bearer: /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? null,
    openSession: (account: SimulatedAccount) => openSession(network, account),
  };
  const said = await answer(call);
  checkAnswer(method, said);
  return said;
}
