import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { blueskySettings, passwordSecrets } from "./connect-ways.ts";
import { readAnswer, readOr, sendXrpc } from "./send-xrpc.ts";
import { XrpcRefusal } from "./xrpc-failure.ts";
import type { XrpcSession } from "./xrpc-session.ts";

const sessionShape = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string().startsWith("did:"),
  handle: z.string(),
  active: z.boolean().optional(),
});
type Session = z.infer<typeof sessionShape>;

/** A token that ends so soon is not begun with. */
const aheadMs = 30_000;

/** Access by an app password: the two tokens of a session, and the password where these have ended. */
export function passwordSession(access: Access): XrpcSession {
  const { service, identifier } = readOr(blueskySettings, access.settings, "settings");
  const secrets = readOr(passwordSecrets, access.secrets, "wrong_secret");
  const server = service.replace(/\/+$/, "");
  let token: Promise<string> | null = null;
  let did = access.externalId;

  async function ask(method: string, body: unknown, bearer: string | null): Promise<Session> {
    const headers: Record<string, string> = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    const answer = await sendXrpc(access, `${server}/xrpc/${method}`, { body }, headers);
    const session = await readAnswer(method, answer, sessionShape, false);
    if (session.active === false)
      throw new ConnectorError({ kind: "reconnect", cause: "locked_out" }, "the account is not active");
    did = session.did;
    return session;
  }

  const openSession = (): Promise<Session> =>
    ask("com.atproto.server.createSession", { identifier, password: secrets.appPassword }, null);

  /** The kept token while it holds; else one of a session that lives as long as this client. */
  function currentToken(): Promise<string> {
    const kept = secrets.accessToken;
    if (token === null && kept !== undefined && holds(kept)) token = Promise.resolve(kept);
    token ??= openSession().then(({ accessJwt }) => accessJwt);
    // A session that could not be opened is no session: the next call tries again.
    token.catch(() => {
      token = null;
    });
    return token;
  }

  const holds = (jwt: string): boolean => {
    const endsAt = endOf(jwt);
    return endsAt === null || endsAt.getTime() > access.now().getTime() + aheadMs;
  };

  async function renewedSession(): Promise<Session> {
    if (secrets.refreshToken === undefined) return openSession();
    try {
      return await ask("com.atproto.server.refreshSession", null, secrets.refreshToken);
    } catch (error) {
      const isVoid =
        error instanceof ConnectorError &&
        error.failure.kind === "reconnect" &&
        error.failure.cause !== "locked_out";
      if (!isVoid) throw error;
      return openSession();
    }
  }

  return {
    server,
    sign: async () => ({ authorization: `Bearer ${await currentToken()}` }),
    /** A token that ended meanwhile said nothing, so the call is made again with a new one. */
    async mend({ cause }) {
      if (!(cause instanceof XrpcRefusal && cause.code === "ExpiredToken")) return false;
      token = openSession().then(({ accessJwt }) => accessJwt);
      await token;
      return true;
    },
    async did() {
      if (did === "") await currentToken();
      return did === "" ? (await openSession()).did : did;
    },
    async scopes() {
      const scope = readClaims(await currentToken())?.scope;
      return scope === undefined ? [] : [scope];
    },
    keptUntil: () => (secrets.accessToken === undefined ? access.now() : endOf(secrets.accessToken)),
    /** A new pair of tokens for the old, which are void from then on; with the app password where these have ended. */
    async refresh() {
      const session = await renewedSession();
      return {
        secrets: { ...secrets, accessToken: session.accessJwt, refreshToken: session.refreshJwt },
        expiresAt: endOf(session.accessJwt),
      };
    },
    async revoke() {
      if (secrets.refreshToken === undefined) return;
      const method = `${server}/xrpc/com.atproto.server.deleteSession`;
      const headers = { authorization: `Bearer ${secrets.refreshToken}` };
      try {
        const answer = await sendXrpc(access, method, { body: null }, headers);
        await answer.body?.cancel();
      } catch (error) {
        if (!(error instanceof ConnectorError && error.failure.kind === "reconnect")) throw error;
      }
    },
  };
}

const claims = z.object({
  exp: z.number().positive().max(1e11).optional().catch(undefined),
  scope: z.string().max(200).optional().catch(undefined),
});

/** What a token says of itself (RFC 7519 §4.1); its signature is its server's affair. */
function readClaims(jwt: string): z.infer<typeof claims> | null {
  try {
    return claims.parse(JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

function endOf(jwt: string): Date | null {
  const exp = readClaims(jwt)?.exp;
  return exp === undefined ? null : new Date(exp * 1_000);
}
