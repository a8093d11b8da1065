import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { ConsentPort } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { fediverseScope } from "./manifest.ts";
import { mastodonClient } from "./mastodon-client.ts";

const application = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const kept = z.object({ verifier: z.string(), clientId: z.string(), clientSecret: z.string() });
const tokens = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional().catch(undefined),
  expires_in: z.number().positive().nullish().catch(null),
});

/**
 * Consent on the account's own server: Gaung registers as an application there (every server has its own), and asks with
 * PKCE, which servers before Mastodon 4.3 pass over. Tokens of Mastodon do not end.
 */
export const fediverseConsent: ConsentPort = {
  async begin(access, { callback, state }) {
    const client = mastodonClient(access);
    const body = { client_name: "Gaung", redirect_uris: [callback], scopes: fediverseScope };
    const path = "/api/v1/apps";
    // Mastodon before 4.3 and its imitations know one address only, as a text.
    const app = await client.ask(path, application, { method: "POST", body }).catch((error: unknown) => {
      if (!(error instanceof ConnectorError && error.failure.kind === "rejected")) throw error;
      return client.ask(path, application, { method: "POST", body: { ...body, redirect_uris: callback } });
    });
    const verifier = randomBytes(32).toString("base64url");
    const url = new URL("/oauth/authorize", client.server);
    url.search = new URLSearchParams({
      response_type: "code",
      client_id: app.client_id,
      redirect_uri: callback,
      scope: fediverseScope,
      state,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    }).toString();
    return {
      url: url.href,
      keep: { verifier, clientId: app.client_id, clientSecret: app.client_secret },
    };
  },

  async finish(access, { callback, parameters, keep }) {
    const client = mastodonClient(access);
    const known = kept.safeParse(keep);
    const code = parameters["code"] ?? "";
    if (code === "" || !known.success)
      throw new ConnectorError({ kind: "reconnect", cause: "revoked" }, parameters["error"] ?? "no code");
    const { verifier, clientId, clientSecret } = known.data;
    const body = {
      grant_type: "authorization_code",
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: callback,
      code,
      code_verifier: verifier,
    };
    // A code is for one use: when the answer is lost, the person agrees once more.
    const answer = await client
      .ask("/oauth/token", tokens, { method: "POST", body })
      .catch((error: unknown) => {
        if (!(error instanceof ConnectorError && error.failure.kind === "rejected")) throw error;
        throw new ConnectorError({ kind: "reconnect", cause: "revoked" }, error.message, error);
      });
    const { access_token: token, scope = fediverseScope, expires_in } = answer;
    return {
      secrets: { token, clientId, clientSecret, scope },
      expiresAt: expires_in ? new Date(access.now().getTime() + expires_in * 1_000) : null,
    };
  },
};
