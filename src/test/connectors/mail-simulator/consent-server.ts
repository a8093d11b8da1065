import { createHash, randomUUID } from "node:crypto";

/** What the office's application is called there, and what it proves itself with. */
export const application = { clientId: "gaung-kantor", clientSecret: "rahasia-aplikasi" };

/**
 * An authorization server as RFC 6749 and RFC 7636 describe it, in this process: `agree` is what a person does on its
 * page, `fetch` is how programs reach its token endpoint and the place to give access back (RFC 7009).
 */
export function openConsentServer({ accessToken }: { accessToken: string }) {
  const codes = new Map<string, URLSearchParams>();
  const refreshTokens = new Set<string>();
  let given: { scope?: string; isLasting: boolean } = { isLasting: true };

  const refuse = (error: string): Response => Response.json({ error }, { status: 400 });
  const grant = (scope: string | undefined): Response => {
    const refreshToken = randomUUID();
    if (given.isLasting) refreshTokens.add(refreshToken);
    return Response.json({
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 3_600,
      ...(given.isLasting && { refresh_token: refreshToken }),
      ...(scope !== undefined && { scope }),
    });
  };

  function token(form: URLSearchParams): Response {
    if (form.get("client_id") !== application.clientId) return refuse("invalid_client");
    if (form.get("client_secret") !== application.clientSecret) return refuse("invalid_client");
    if (form.get("grant_type") === "refresh_token") {
      const isKnown = refreshTokens.delete(form.get("refresh_token") ?? "");
      return isKnown ? grant(undefined) : refuse("invalid_grant");
    }
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!asked || asked.get("code_challenge") !== challenge) return refuse("invalid_grant");
    if (asked.get("redirect_uri") !== form.get("redirect_uri")) return refuse("invalid_grant");
    return grant(given.scope ?? asked.get("scope") ?? "");
  }

  return {
    refreshTokens,
    /** From now on people agree to this much. */
    give(next: { scope?: string; isLasting?: boolean }): void {
      given = { isLasting: true, ...next };
    },
    /** A person agrees on the page that an address leads to. @returns what they come back with */
    agree(address: string): Record<string, string> {
      const asked = new URL(address).searchParams;
      if (asked.get("client_id") !== application.clientId) throw new RangeError("unknown application");
      if (asked.get("response_type") !== "code" || asked.get("code_challenge_method") !== "S256")
        throw new RangeError("not a request with PKCE");
      const code = randomUUID();
      codes.set(code, asked);
      return { code, state: asked.get("state") ?? "" };
    },
    fetch: (async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init);
      const form = new URLSearchParams(await request.text());
      const { pathname } = new URL(request.url);
      if (request.method !== "POST") return new Response(null, { status: 405 });
      if (pathname.endsWith("/token")) return token(form);
      if (pathname.endsWith("/revoke"))
        return new Response(null, { status: refreshTokens.delete(form.get("token") ?? "") ? 200 : 400 });
      return new Response(null, { status: 404 });
    }) satisfies typeof globalThis.fetch,
  };
}
