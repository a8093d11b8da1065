import { createHash } from "node:crypto";
import { html } from "hono/html";
import { z } from "zod";
import type { FakeApi, FakeParts } from "./fake-parts.ts";
import { nextNumber, renewToken } from "./fake-state.ts";

const tokenLifeMs = 3_600_000;

const tokenRequest = z.discriminatedUnion("grant_type", [
  z.object({ grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
  z.object({
    grant_type: z.literal("authorization_code"),
    code: z.string(),
    code_verifier: z.string(),
    redirect_uri: z.string(),
  }),
]);

const consentRequest = z.object({
  redirect_uri: z.url(),
  state: z.string().min(8),
  code_challenge: z.string().length(43),
  code_challenge_method: z.literal("S256"),
});

/** The consent page and the tokens: OAuth 2 with PKCE (RFC 6749, RFC 7636), for a client without a secret. */
export function addAuthRoutes(app: FakeApi, { network, now, changed }: FakeParts): void {
  app.get("/oauth/authorize", (c) => {
    const asked = consentRequest.safeParse(c.req.query());
    if (!asked.success) return c.text("invalid_request", 400);
    const { redirect_uri, state, code_challenge } = asked.data;
    return c.html(html`<!doctype html>
      <html lang="id">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <link rel="icon" href="data:," />
        <title>Izinkan Gaung?</title>
        <body style="font: 16px/1.5 system-ui; max-width: 30rem; margin: 3rem auto; padding: 0 1rem">
          <h1>Izinkan Gaung?</h1>
          <p>Gaung meminta izin membaca dan mengirim atas nama akun Anda di jaringan latihan.</p>
          <form method="post" action="/oauth/authorize">
            <input type="hidden" name="redirect_uri" value="${redirect_uri}" />
            <input type="hidden" name="state" value="${state}" />
            <input type="hidden" name="code_challenge" value="${code_challenge}" />
            <label>Akun
              <select name="account">
                ${network.accounts.map(({ id, handle }) => html`<option value="${id}">@${handle}</option>`)}
              </select>
            </label>
            <p><button name="answer" value="yes">Izinkan</button> <button name="answer" value="no">Tolak</button></p>
          </form>
        </body>
      </html>`);
  });

  app.post("/oauth/authorize", async (c) => {
    const form = z
      .object({
        redirect_uri: z.url(),
        state: z.string(),
        code_challenge: z.string(),
        account: z.string(),
        answer: z.enum(["yes", "no"]),
      })
      .safeParse(await c.req.parseBody());
    if (!form.success) return c.text("invalid_request", 400);
    const { redirect_uri, state, code_challenge, account, answer } = form.data;
    const back = new URL(redirect_uri);
    back.searchParams.set("state", state);
    if (answer === "no") back.searchParams.set("error", "access_denied");
    else {
      const code = `code${nextNumber(network)}`;
      network.consents.push({ code, accountId: account, challenge: code_challenge, callback: redirect_uri });
      changed([]);
      back.searchParams.set("code", code);
    }
    return c.redirect(back.href);
  });

  app.post("/api/token", async (c) => {
    const asked = tokenRequest.safeParse(await c.req.parseBody());
    if (!asked.success) return c.json({ error: "invalid_request" }, 400);
    const account = accountOf(asked.data);
    if (!account || account.isRevoked) return c.json({ error: "invalid_grant" }, 400);
    renewToken(network, account, now().getTime() + tokenLifeMs);
    changed([]);
    return c.json({
      access_token: account.token,
      refresh_token: account.refreshToken,
      token_type: "Bearer",
      expires_in: tokenLifeMs / 1_000,
    });
  });

  function accountOf(asked: z.infer<typeof tokenRequest>) {
    if (asked.grant_type === "refresh_token")
      return network.accounts.find(({ refreshToken }) => refreshToken === asked.refresh_token);
    const at = network.consents.findIndex(({ code }) => code === asked.code);
    // A code is for one use, whatever comes of it (RFC 6749 §4.1.2).
    const [consent] = at < 0 ? [] : network.consents.splice(at, 1);
    if (!consent || consent.callback !== asked.redirect_uri) return undefined;
    if (createHash("sha256").update(asked.code_verifier).digest("base64url") !== consent.challenge)
      return undefined;
    return network.accounts.find(({ id }) => id === consent.accountId);
  }
}
