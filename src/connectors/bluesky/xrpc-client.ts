import { z } from "zod";
import type { Access, FreshSecrets } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine } from "#connectors/ports/failure-of-response.ts";
import { blueskySecrets, blueskySettings } from "./manifest.ts";
import { failureOfXrpc, XrpcRefusal } from "./xrpc-failure.ts";

export interface XrpcCall {
  readonly params?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body?: unknown;
  readonly bytes?: { readonly mediaType: string; readonly content: Uint8Array };
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
}

const sessionShape = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string().startsWith("did:"),
  handle: z.string(),
  active: z.boolean().optional(),
});
type Session = z.infer<typeof sessionShape>;

/** Speaks XRPC, the interface of AT Protocol servers, for one account. Whatever goes wrong is a `ConnectorError`. */
export type XrpcClient = ReturnType<typeof xrpcClient>;

/** A token that ends so soon is not begun with. */
const aheadMs = 30_000;

export function xrpcClient(access: Access) {
  const { service, identifier } = readOr(blueskySettings, access.settings, "settings");
  const secrets = readOr(blueskySecrets, access.secrets, "wrong_secret");
  const server = service.replace(/\/+$/, "");
  let token: Promise<string> | null = null;
  let did = access.externalId;

  async function send(method: string, call: XrpcCall, bearer: string | null): Promise<Response> {
    const url = new URL(`${server}/xrpc/${method}`);
    for (const [name, value] of Object.entries(call.params ?? {}))
      for (const one of value === undefined ? [] : [value].flat()) url.searchParams.append(name, String(one));
    const isProcedure = call.body !== undefined || call.bytes !== undefined;
    const isWrite = call.isWrite ?? false;
    const headers: Record<string, string> = { accept: "application/json" };
    if (bearer !== null) headers["authorization"] = `Bearer ${bearer}`;
    if (call.bytes) headers["content-type"] = call.bytes.mediaType;
    else if (isProcedure && call.body !== null) headers["content-type"] = "application/json";
    let answer: Response;
    let text: string;
    try {
      answer = await access.fetch(url.href, {
        method: isProcedure ? "POST" : "GET",
        headers,
        body: bodyOf(call),
        signal: access.signal,
      });
      if (answer.ok) return answer;
      text = await answer.text();
    } catch (error) {
      throw failureOfLine(error, isWrite);
    }
    const { status } = answer;
    throw failureOfXrpc({ status, headers: answer.headers, isWrite, now: access.now() }, text);
  }

  async function read<Shape extends z.ZodType>(
    method: string,
    answer: Response,
    shape: Shape,
    isWrite: boolean,
  ): Promise<z.infer<Shape>> {
    try {
      return shape.parse(await answer.json());
    } catch (error) {
      const kind = isWrite ? "unknown" : "retry";
      throw new ConnectorError({ kind }, `${method} answered with what cannot be read`, error);
    }
  }

  async function openSession(): Promise<Session> {
    const method = "com.atproto.server.createSession";
    const answer = await send(method, { body: { identifier, password: secrets.appPassword } }, null);
    return heldSession(await read(method, answer, sessionShape, false));
  }

  function heldSession(session: Session): Session {
    if (session.active === false)
      throw new ConnectorError({ kind: "reconnect", cause: "locked_out" }, "the account is not active");
    did = session.did;
    return session;
  }

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

  /** A call with the account's token. A token that ended meanwhile said nothing, so the call is made again with a new one. */
  async function sendSigned(method: string, call: XrpcCall): Promise<Response> {
    const bearer = await currentToken();
    try {
      return await send(method, call, bearer);
    } catch (error) {
      if (!isEndedToken(error)) throw error;
      token = openSession().then(({ accessJwt }) => accessJwt);
      return send(method, call, await currentToken());
    }
  }

  return {
    server,
    /** Asks, and reads the answer by its shape. A page of HTML where JSON belongs is no answer. */
    async ask<Shape extends z.ZodType>(
      method: string,
      shape: Shape,
      call: XrpcCall = {},
    ): Promise<z.infer<Shape>> {
      return read(method, await sendSigned(method, call), shape, call.isWrite ?? false);
    },
    /** The account's lasting name. */
    async did(): Promise<string> {
      if (did === "") await currentToken();
      return did === "" ? (await openSession()).did : did;
    },
    /** When the kept token ends; now where there is none, so that one is fetched and kept. */
    keptUntil: (): Date | null =>
      secrets.accessToken === undefined ? access.now() : endOf(secrets.accessToken),
    /** A new pair of tokens for the old, which are void from then on; with the app password where these have ended. */
    async refresh(): Promise<FreshSecrets> {
      const session = await renewedSession();
      return {
        secrets: { ...secrets, accessToken: session.accessJwt, refreshToken: session.refreshJwt },
        expiresAt: endOf(session.accessJwt),
      };
    },
    async revoke(): Promise<void> {
      if (secrets.refreshToken === undefined) return;
      try {
        const answer = await send("com.atproto.server.deleteSession", { body: null }, secrets.refreshToken);
        await answer.body?.cancel();
      } catch (error) {
        if (!(error instanceof ConnectorError && error.failure.kind === "reconnect")) throw error;
      }
    },
  };

  async function renewedSession(): Promise<Session> {
    const method = "com.atproto.server.refreshSession";
    if (secrets.refreshToken === undefined) return openSession();
    try {
      const answer = await send(method, { body: null }, secrets.refreshToken);
      return heldSession(await read(method, answer, sessionShape, false));
    } catch (error) {
      const isVoid =
        error instanceof ConnectorError &&
        error.failure.kind === "reconnect" &&
        error.failure.cause !== "locked_out";
      if (!isVoid) throw error;
      return openSession();
    }
  }
}

function bodyOf({ body, bytes }: XrpcCall): Uint8Array<ArrayBuffer> | string | null {
  if (bytes) return bytes.content.slice();
  return body === undefined || body === null ? null : JSON.stringify(body);
}

const isEndedToken = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  error.cause instanceof XrpcRefusal &&
  error.cause.code === "ExpiredToken";

const claims = z.object({ exp: z.number().positive().max(1e11) });

/** When a token ends, by its own claim (RFC 7519 §4.1.4); its signature is its server's affair. */
function endOf(jwt: string): Date | null {
  try {
    const { exp } = claims.parse(
      JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8")),
    );
    return new Date(exp * 1_000);
  } catch {
    return null;
  }
}

/** What was filled in, by its shape; where it does not fit, the account cannot be spoken for. */
function readOr<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  about: "settings" | "wrong_secret",
): z.infer<Shape> {
  const { data, error } = shape.safeParse(value);
  if (!error) return data;
  const failure =
    about === "settings"
      ? ({ kind: "rejected", reason: "settings" } as const)
      : ({ kind: "reconnect", cause: "wrong_secret" } as const);
  throw new ConnectorError(failure, "the account's settings do not have the shape they need", error);
}
