import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import { noteNonce, proofOfPossession } from "./proof-of-possession.ts";
import { type SigningKey, signingKey, signToken, thumbprintOf } from "./signing-key.ts";

/** As whom the desk asks: its address, and the key that proves it to be the one; null where it cannot keep one. */
export const programIdentity = z.object({ id: z.string().max(4_000), key: signingKey.nullable() });
export type ProgramIdentity = z.infer<typeof programIdentity>;

export interface TokenServer {
  readonly issuer: string;
  readonly program: ProgramIdentity;
  /** The key to which the account's tokens are bound. */
  readonly key: SigningKey;
}

/** Tokens as a server gives them out (RFC 6749 §5.1, RFC 9449 §5). */
export const grantedTokens = z.object({
  access_token: z.string().min(1).max(20_000),
  token_type: z.string().regex(/^dpop$/i),
  refresh_token: z.string().min(1).max(20_000),
  scope: z.string().max(4_000),
  sub: z.string().max(2_048),
  expires_in: z.number().positive().max(1e8),
});
export type GrantedTokens = z.infer<typeof grantedTokens>;

const refusal = z.object({
  error: z.string().max(200).catch(""),
  error_description: z.string().max(2_000).catch(""),
});

/** A server that gives out tokens answers in no time; how long what we sign for it holds. */
const assertionSeconds = 60;

/**
 * Posts a form to an endpoint of an authorization server, proves who asks (RFC 7523) and that the key is at hand, and asks
 * once more where the server wants a newer nonce.
 * @throws ConnectorError `reconnect` where a grant is void, `retry` where the server did not answer properly
 */
export async function askTokenServer<Shape extends z.ZodType>(
  access: Access,
  { issuer, program, key }: TokenServer,
  endpoint: string,
  form: Readonly<Record<string, string>>,
  shape: Shape,
): Promise<z.infer<Shape>> {
  const address = new URL(endpoint);
  const send = async (): Promise<{ answer: Response; text: string }> => {
    const body = new URLSearchParams({ ...form, client_id: program.id });
    if (program.key !== null) {
      body.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      body.set("client_assertion", assertionOf(program.id, program.key, issuer, access.now()));
    }
    const dpop = proofOfPossession(key, { method: "POST", address, at: access.now() });
    try {
      const answer = await access.fetch(address.href, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json", dpop },
        body: body.toString(),
        redirect: "error",
        signal: access.signal,
      });
      noteNonce(address, answer.headers);
      return { answer, text: await answer.text() };
    } catch (error) {
      throw failureOfLine(error, false);
    }
  };
  let { answer, text } = await send();
  if (refusedAs(answer, text) === "use_dpop_nonce") ({ answer, text } = await send());
  if (!answer.ok) {
    const facts = { status: answer.status, headers: answer.headers, isWrite: false, now: access.now() };
    const { error, error_description: said } = readRefusal(text);
    throw new ConnectorError(
      voidGrant(answer.status, error) ?? failureOfResponse(facts),
      `${address.pathname} answered ${answer.status} ${error} ${said}`,
    );
  }
  try {
    return shape.parse(text === "" ? {} : JSON.parse(text));
  } catch (error) {
    throw new ConnectorError({ kind: "retry" }, `${address.pathname} answered what cannot be read`, error);
  }
}

function assertionOf(id: string, key: SigningKey, issuer: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  const claims = {
    iss: id,
    sub: id,
    aud: issuer,
    jti: randomUUID(),
    iat: seconds,
    exp: seconds + assertionSeconds,
  };
  return signToken(key, { typ: "JWT", kid: thumbprintOf(key) }, claims);
}

/** What ends the access to an account (RFC 6749 §5.2); all else is told by the status. */
function voidGrant(status: number, error: string): ConnectorFailure | null {
  if (status >= 500 || status === 429) return null;
  if (error === "invalid_grant") return { kind: "reconnect", cause: "revoked" };
  if (error === "invalid_client" || error === "unauthorized_client" || error === "invalid_dpop_proof")
    return { kind: "reconnect", cause: "wrong_secret" };
  if (error === "invalid_scope") return { kind: "reconnect", cause: "missing_scope" };
  return null;
}

const refusedAs = (answer: Response, text: string): string | null =>
  answer.status === 400 || answer.status === 401 ? readRefusal(text).error : null;

function readRefusal(text: string): z.infer<typeof refusal> {
  try {
    return refusal.parse(JSON.parse(text));
  } catch {
    return { error: "", error_description: "" };
  }
}
