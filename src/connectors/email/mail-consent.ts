import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { ConsentPort } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { mailPlaces } from "./mail-places.ts";
import { consentSecrets } from "./mail-settings.ts";
import { askForTokens, type MailTokens } from "./mail-tokens.ts";
import type { MailVendors } from "./mail-vendors.ts";

const kept = z.object({ verifier: z.string() });

/**
 * Consent of a mailbox to the office's own application at its vendor: OAuth 2 with PKCE and the application's secret
 * (RFC 6749, RFC 7636), for IMAP and SMTP with XOAUTH2.
 */
export const mailConsent = (vendors: MailVendors): ConsentPort => ({
  async begin(access, { callback, state }) {
    const { settings, tokens } = mailPlaces(access, vendors);
    if (!tokens?.consent)
      throw new ConnectorError({ kind: "rejected", reason: "settings" }, "nobody is asked for consent here");
    const { authorizeUrl, scopes, asked } = tokens.consent;
    const verifier = randomBytes(32).toString("base64url");
    const url = new URL(authorizeUrl);
    url.search = new URLSearchParams({
      response_type: "code",
      client_id: tokens.clientId,
      redirect_uri: callback,
      scope: scopes.join(" "),
      state,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      login_hint: settings.address,
      ...asked,
    }).toString();
    return { url: url.href, keep: { verifier } };
  },

  async finish(access, { callback, parameters, keep }) {
    const { tokens } = mailPlaces(access, vendors);
    const known = kept.safeParse(keep);
    const application = consentSecrets.safeParse(access.secrets);
    const code = parameters["code"] ?? "";
    if (code === "" || !tokens?.consent || !known.success || !application.success)
      throw new ConnectorError({ kind: "reconnect", cause: "revoked" }, parameters["error"] ?? "no code");
    const { verifier } = known.data;
    const { clientSecret } = application.data;
    const answer = await askForTokens(access, tokens.tokenUrl, {
      grant_type: "authorization_code",
      code,
      redirect_uri: callback,
      client_id: tokens.clientId,
      client_secret: clientSecret,
      code_verifier: verifier,
    });
    const refreshToken = requireLastingAccess(answer, tokens.consent.scopes);
    const accessEndsAt = access.now().getTime() + answer.expires_in * 1_000;
    return {
      secrets: { refreshToken, clientSecret, accessToken: answer.access_token, accessEndsAt },
      expiresAt: new Date(accessEndsAt),
    };
  },
});

/**
 * People may agree to less than was asked. What the answer does not say is as asked (RFC 6749 §5.1); that access lasts
 * shows in the refresh token, and not in the scopes.
 * @throws ConnectorError `missing_scope`
 */
function requireLastingAccess(answer: MailTokens, scopes: readonly string[]): string {
  const given = answer.scope?.toLowerCase().split(/\s+/);
  const missing = scopes.filter(
    (scope) => scope !== "offline_access" && given !== undefined && !given.includes(scope.toLowerCase()),
  );
  if (missing.length === 0 && answer.refresh_token !== undefined) return answer.refresh_token;
  throw new ConnectorError(
    { kind: "reconnect", cause: "missing_scope" },
    missing.length > 0
      ? `not agreed to: ${missing.join(" ")}`
      : "access ends with the browser: no refresh token",
  );
}
