import { createHash } from "node:crypto";
import type { SimulatorApp } from "./simulator-app.ts";
import { nextNumber, type SimulatedServer } from "./simulator-state.ts";

/** Applications and consent: OAuth 2 with PKCE. The page agrees by itself, as the account named in the address. */
export function addAuthRoutes(app: SimulatorApp, server: SimulatedServer): void {
  app.post("/api/v1/apps", async (c) => {
    const { client_name, redirect_uris, scopes } = await c.req.json();
    const callback = Array.isArray(redirect_uris) ? redirect_uris[0] : redirect_uris;
    if (!client_name || !URL.canParse(callback))
      return c.json({ error: "Validation failed: Redirect URI" }, 422);
    const number = nextNumber(server);
    const application = { clientId: `client-${number}`, clientSecret: `secret-${number}`, callback };
    server.applications.push(application);
    return c.json({
      id: String(number),
      name: client_name,
      website: null,
      scopes: String(scopes).split(" "),
      redirect_uri: callback,
      redirect_uris: [callback],
      client_id: application.clientId,
      client_secret: application.clientSecret,
      client_secret_expires_at: 0,
      vapid_key: "BCk-",
    });
  });

  app.get("/oauth/authorize", (c) => {
    const { client_id, redirect_uri, state, code_challenge, as } = c.req.query();
    const application = server.applications.find(({ clientId }) => clientId === client_id);
    const account = server.accounts.find(({ username }) => username === as);
    if (!application || !account || redirect_uri !== application.callback) return c.text("invalid", 400);
    const code = `code-${nextNumber(server)}`;
    const challenge = code_challenge ?? "";
    server.consents.push({ code, clientId: application.clientId, accountId: account.id, challenge });
    const back = new URL(application.callback);
    back.searchParams.set("code", code);
    back.searchParams.set("state", state ?? "");
    return c.redirect(back.href);
  });

  app.post("/oauth/token", async (c) => {
    const asked = await c.req.json();
    const at = server.consents.findIndex(({ code }) => code === asked.code);
    const [consent] = at < 0 ? [] : server.consents.splice(at, 1);
    const application = server.applications.find(
      ({ clientId, clientSecret }) => clientId === asked.client_id && clientSecret === asked.client_secret,
    );
    if (!application)
      return c.json({ error: "invalid_client", error_description: "Client authentication failed" }, 401);
    const challenge = createHash("sha256").update(String(asked.code_verifier)).digest("base64url");
    const account = server.accounts.find(({ id }) => id === consent?.accountId);
    if (!account || consent?.challenge !== challenge || asked.redirect_uri !== application.callback)
      return c.json({ error: "invalid_grant", error_description: "The grant is invalid" }, 400);
    account.token = `token-${nextNumber(server)}`;
    const created_at = Math.floor(server.now().getTime() / 1_000);
    return c.json({ access_token: account.token, token_type: "Bearer", scope: "read write", created_at });
  });

  app.post("/oauth/revoke", async (c) => {
    const { client_id, client_secret, token } = await c.req.json();
    const isKnown = server.applications.some(
      ({ clientId, clientSecret }) => clientId === client_id && clientSecret === client_secret,
    );
    if (!isKnown) return c.json({ error: "unauthorized_client", error_description: "Not yours" }, 403);
    const account = server.accounts.find((one) => one.token === token);
    if (account) account.token = `ended-${nextNumber(server)}`;
    return c.json({});
  });

  app.get("/api/v1/apps/verify_credentials", (c) =>
    c.json({
      id: "1",
      name: "Gaung",
      website: null,
      scopes: ["read", "write"],
      redirect_uri: "urn:ietf:wg:oauth:2.0:oob",
      redirect_uris: ["urn:ietf:wg:oauth:2.0:oob"],
      vapid_key: "BCk-",
    }),
  );
}
