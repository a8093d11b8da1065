import { type Context, Hono } from "hono";
import { html } from "hono/html";
import {
  ConsentRefusal,
  checkProgram,
  decide,
  giveTokens,
  pushRequest,
  type SimulatedConsent,
} from "./simulated-consent.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import { verifyProof } from "./verify-proof.ts";

/** The consent part of an account's server, and the directory of accounts beside it. */
export function consentRoutes(network: SimulatedNetwork, consent: SimulatedConsent): Hono {
  const app = new Hono();
  const originOf = (c: Context): string => new URL(c.req.url).origin;

  app.get("/.well-known/oauth-protected-resource", (c) =>
    c.json({ resource: originOf(c), authorization_servers: [originOf(c)] }),
  );
  app.get("/.well-known/oauth-authorization-server", (c) => {
    const issuer = originOf(c);
    return c.json({
      issuer,
      pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      require_pushed_authorization_requests: true,
      dpop_signing_alg_values_supported: ["ES256"],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    });
  });
  app.get("/:did{did:plc:.+}", (c) => {
    const account = network.accounts.find(({ did }) => did === c.req.param("did"));
    if (!account) return c.json({ message: "DID not registered" }, 404);
    return c.json({
      id: account.did,
      alsoKnownAs: [`at://${account.handle}`],
      service: [{ id: "#atproto_pds", type: "AtprotoPersonalDataServer", serviceEndpoint: originOf(c) }],
    });
  });

  /** A form whose sender proves to hold a key. */
  const proven =
    (answer: (form: Record<string, string>, jkt: string, issuer: string) => object) =>
    async (c: Context): Promise<Response> => {
      c.header("dpop-nonce", consent.nonce);
      const proof = verifyProof(c.req.header("dpop") ?? "", {
        ...{ method: "POST", address: new URL(c.req.url), now: network.now() },
        ...{ nonce: consent.nonce, seen: consent.seen },
      });
      if ("error" in proof) return c.json({ error: proof.error }, 400);
      const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
      try {
        return c.json(answer(form, proof.jkt, originOf(c)));
      } catch (error) {
        if (!(error instanceof ConsentRefusal)) throw error;
        return c.json({ error: error.code, error_description: error.message }, 400);
      }
    };
  app.post(
    "/oauth/par",
    proven((form, jkt, issuer) => pushRequest(consent, form, jkt, issuer)),
  );
  app.post(
    "/oauth/token",
    proven((form, jkt, issuer) => giveTokens(network, consent, form, jkt, issuer)),
  );
  app.post(
    "/oauth/revoke",
    proven((form, _jkt, issuer) => {
      checkProgram(consent, form, issuer);
      for (const grant of consent.grants) if (grant.refreshToken === form["token"]) grant.isRevoked = true;
      return {};
    }),
  );

  app.get("/oauth/authorize", (c) => {
    const request = c.req.query("request_uri") ?? "";
    if (!consent.requests.has(request)) return c.text("Unknown request", 400);
    return c.html(consentPage(request, consent.requests.get(request)?.scope ?? ""));
  });
  app.post("/oauth/authorize", async (c) => {
    const form = await c.req.parseBody();
    const account = network.accounts.find(
      ({ handle, password }) => handle === form["handle"] && password === form["password"],
    );
    if (form["answer"] !== "deny" && !account) return c.text("Invalid identifier or password", 401);
    const chosen = form["answer"] === "deny" ? null : (account ?? null);
    return c.redirect(decide(consent, String(form["request_uri"]), chosen, originOf(c)), 303);
  });
  return app;
}

const consentPage = (request: string, scope: string) => html`<!doctype html>
<html lang="en">
  <title>Sign in</title>
  <h1>Sign in</h1>
  <p>Gaung wants: ${scope}</p>
  <form method="post">
    <input type="hidden" name="request_uri" value="${request}" />
    <label>Identifier <input name="handle" /></label>
    <label>Password <input name="password" type="password" /></label>
    <button name="answer" value="allow">Authorize</button>
    <button name="answer" value="deny">Deny access</button>
  </form>
</html>`;
